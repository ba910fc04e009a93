// One router between the customer and a real Asterisk 22: every mode, as a stranger with two requests, as a
// stranger whom the server does not count, and as the probe user that the operator provisioned.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Level } from '../../shared/verdict/level.ts';
import type { Asterisk } from './asterisk.ts';
import { banLines, check, noteResult } from './checking.ts';
import { type Lab, openLab, skipLab } from './lab.ts';
import type { RouterMode } from './router-mode.ts';

type Row = readonly [mode: RouterMode, main: Level, alternative: Level];

/** What must come out where everything may be asked. */
const full: readonly Row[] = [
  ['none', 'not-applicable', 'not-applicable'],
  ['plain', 'unlikely', 'inconclusive'],
  ['random', 'unlikely', 'inconclusive'],
  ['fullcone', 'unlikely', 'inconclusive'],
  ['alg', 'confirmed', 'unlikely'],
  ['alg-random', 'confirmed', 'unlikely'],
  ['alg-5160', 'confirmed', 'likely'],
  ['alg-any', 'confirmed', 'likely'],
  ['alg-tcp', 'confirmed', 'unlikely'],
  ['alg-nonat', 'not-applicable', 'not-applicable'],
  ['block5060', 'blocked', 'inconclusive'],
];

const exitCodes: Partial<Record<Level, number>> = {
  unlikely: 0,
  confirmed: 21,
  inconclusive: 30,
  blocked: 31,
  'not-applicable': 32,
};

describe.skipIf(skipLab())('a stranger to a server that answers 401: two requests', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ layout: 'single' });
  });
  afterAll(() => lab?.close());

  test.each(full.map(([mode, main]) => [mode, mode === 'block5060' ? 'inconclusive' : main] as const))(
    'behind %s it says %s',
    async (mode, level) => {
      await lab.mode(mode);
      const asterisk = await lab.asterisk({ strangerStatus: 401 });
      const checked = await check(lab, []);
      const lines = await banLines(asterisk);
      noteResult('anonymous, 401', mode, checked, lines);
      expect(checked.report.alg.level).toBe(level);
      expect(checked.exitCode).toBe(exitCodes[level]);
      expect(checked.report.budget.requestsSent).toBeLessThanOrEqual(2);
      expect(lines).toBeLessThanOrEqual(2);
      expect(checked.seconds).toBeLessThan(level === 'inconclusive' ? 6 : 10);
    },
  );

  test('a second run within ten minutes sends nothing and says why', async () => {
    await lab.mode('plain');
    const asterisk = await lab.asterisk({ strangerStatus: 401 });
    const { freshState } = await import('./checking.ts');
    const state = freshState();
    await check(lab, [], state.env);
    const again = await check(lab, [], state.env);
    state.remove();
    expect(again.report.alg).toMatchObject({ level: 'inconclusive', reason: 'nothing-sent' });
    expect(again.report.budget.requestsSent).toBe(0);
    expect(await banLines(asterisk)).toBe(2);
  });
});

const rounds = [
  ['a stranger to a server that answers 200', 'anonymous, 200', { strangerStatus: 200 }, []],
  ['the probe user', 'probe user', { strangerStatus: 401 }, ['--probe-user', 'probe']],
  [
    'a probe user whose OPTIONS need no login',
    'open probe user',
    { strangerStatus: 401 },
    ['--probe-user', 'optprobe'],
  ],
] as const;

describe.skipIf(skipLab()).each(rounds)('%s: the whole set on two ports', (_who, suite, server, args) => {
  let lab: Lab;
  let asterisk: Asterisk;
  beforeAll(async () => {
    lab = await openLab({ layout: 'single' });
    asterisk = await lab.asterisk(server);
  });
  afterAll(() => lab?.close());

  test.each(full)('behind %s it says %s, and %s on the other port', async (mode, main, alternative) => {
    await lab.mode(mode);
    const checked = await check(lab, ['--alt-port', '5160', ...args]);
    const lines = await banLines(asterisk);
    noteResult(suite, mode, checked, lines);
    expect(checked.paths).toEqual({ 'udp/5060': main, 'udp/5160': alternative });
    expect(checked.exitCode).toBe(exitCodes[main]);
    expect(lines).toBe(0);
    expect(checked.seconds).toBeLessThan(12);
  });
});

describe.skipIf(skipLab())('TCP and TLS as further paths', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ layout: 'single' });
    await lab.asterisk({ strangerStatus: 401 });
  });
  afterAll(() => lab?.close());

  test.each([
    ['plain', 'unlikely', 'unlikely'],
    ['alg', 'confirmed', 'unlikely'],
    ['alg-tcp', 'confirmed', 'likely'],
  ] as const)('behind %s: udp %s, tcp %s', async (mode, udp, tcp) => {
    await lab.mode(mode);
    const checked = await check(lab, ['--transport', 'udp,tcp', '--probe-user', 'probe']);
    noteResult('probe user, tcp', mode, checked, 0);
    expect(checked.paths).toEqual({ 'udp/5060': udp, 'tcp/5060': tcp });
  });

  test('behind an ALG on UDP and TCP, TLS is clean', async () => {
    await lab.mode('alg-tcp');
    const checked = await check(lab, ['--transport', 'udp,tls', '--probe-user', 'probe']);
    noteResult('probe user, tls', 'alg-tcp', checked, 0);
    expect(checked.paths).toEqual({ 'udp/5060': 'confirmed', 'tls/5061': 'unlikely' });
    expect(checked.report.advice).toContainEqual({ code: 'use-clean-path', params: { path: 'tls/5061' } });
  });
});
