// Other servers, and servers in trouble: old Asterisk, other answers, stopped, stopping half way, lossy lines.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { banLines, check, noteResult } from './checking.ts';
import { type Lab, openLab, skipLab } from './lab.ts';

const servers = [
  ['Asterisk 16 pjsip, 401', { version: 16, stack: 'pjsip', strangerStatus: 401 }],
  ['Asterisk 16 pjsip, 200', { version: 16, stack: 'pjsip', strangerStatus: 200 }],
  ['Asterisk 16 chan_sip, 401', { version: 16, stack: 'chan_sip', strangerStatus: 401 }],
  ['Asterisk 16 chan_sip, 200', { version: 16, stack: 'chan_sip', strangerStatus: 200 }],
  ['Asterisk 16 chan_sip, 404', { version: 16, stack: 'chan_sip', strangerStatus: 404 }],
] as const;

describe.skipIf(skipLab()).each(servers)('%s', (name, options) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ layout: 'single' });
  });
  afterAll(() => lab?.close());

  test.each([
    ['plain', 'unlikely'],
    ['random', 'unlikely'],
    ['alg', 'confirmed'],
    ['alg-random', 'confirmed'],
  ] as const)('behind %s it says %s', async (mode, level) => {
    await lab.mode(mode);
    const asterisk = await lab.asterisk(options);
    const checked = await check(lab, []);
    const lines = await banLines(asterisk);
    noteResult(name, mode, checked, lines);
    expect(checked.report.alg.level).toBe(level);
    expect(lines).toBeLessThanOrEqual(2);
  });
});

describe.skipIf(skipLab())('a server in trouble', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ layout: 'single' });
  });
  afterAll(() => lab?.close());

  test.each(['plain', 'alg'] as const)(
    'stopped, behind %s: inconclusive, no accusation, soon',
    async (mode) => {
      await lab.mode(mode);
      const asterisk = await lab.asterisk();
      await asterisk.stopHard();
      const checked = await check(lab, []);
      noteResult('server stopped', mode, checked, 0);
      expect(checked.report.alg).toMatchObject({ level: 'inconclusive', reason: 'port-closed' });
      expect(checked.seconds).toBeLessThan(6);
    },
  );

  test('answers stop after the first one: it stops too and speaks of a ban', async () => {
    await lab.mode('plain', { dropAfter: 1 });
    await lab.asterisk({ strangerStatus: 200 });
    const checked = await check(lab, ['--probe-user', 'optprobe', '--alt-port', '5160']);
    noteResult('answers stop', 'plain', checked, 0);
    expect(checked.report.alg).toMatchObject({ level: 'inconclusive', reason: 'answers-stopped' });
    expect(checked.report.budget.requestsSent).toBeLessThanOrEqual(4);
    expect(checked.report.advice[0]?.code).toBe('stop-and-wait-for-ban');
    await lab.mode('plain');
  });

  test('20 % loss each way behind plain NAT: never an accusation', async () => {
    await lab.asterisk({ strangerStatus: 401 });
    await lab.mode('plain', { lossPercent: 20 });
    for (const args of [
      [],
      [],
      [],
      ['--probe-user', 'probe', '--alt-port', '5160'],
      ['--probe-user', 'probe'],
    ]) {
      const checked = await check(lab, args);
      noteResult('20 % loss', 'plain', checked, 0);
      expect(['unlikely', 'inconclusive']).toContain(checked.report.alg.level);
    }
  });

  test('20 % loss each way without NAT: never an accusation', async () => {
    await lab.mode('none', { lossPercent: 20 });
    for (const args of [[], [], ['--probe-user', 'probe']]) {
      const { report } = await check(lab, args);
      expect(['confirmed', 'likely', 'unlikely']).not.toContain(report.alg.level);
    }
  });
});
