// Servers hardened by published guides: a check must pass them, find what there is to find, and leave no trace
// on their ban lists.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check, freshState, noteResult } from './checking.ts';
import { type Lab, openLab, skipLab } from './lab.ts';
import type { ServerFirewall } from './server-firewall.ts';

const firewalls: readonly ServerFirewall[] = ['ufw-limit', 'recent', 'string-match'];

describe.skipIf(skipLab()).each(firewalls)('a server behind %s', (firewall) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ layout: 'single' });
    await lab.asterisk({ strangerStatus: 200 });
  });
  afterAll(() => lab?.close());

  const expectNoTrace = async () => {
    const { refused, lists } = await lab.firewallRecord();
    expect(refused).toBe(0);
    expect(Object.keys(lists)).not.toContain('BADSIP');
    expect(Object.keys(lists)).not.toContain('RLM');
  };

  test.each([
    ['plain', 'unlikely'],
    ['alg', 'confirmed'],
  ] as const)('with %s in between it says %s and is never refused', async (mode, level) => {
    await lab.mode(mode);
    await lab.serverFirewall(firewall, { ports: [5060, 5160] });
    const checked = await check(lab, ['--alt-port', '5160', '--probe-user', 'optprobe']);
    noteResult(`firewall ${firewall}`, mode, checked, 0);
    expect(checked.report.alg.level).toBe(level);
    await expectNoTrace();
  });

  test('TCP gets through as well', async () => {
    await lab.mode('alg');
    await lab.serverFirewall(firewall);
    const checked = await check(lab, ['--transport', 'udp,tcp', '--probe-user', 'optprobe']);
    noteResult(`firewall ${firewall}, tcp`, 'alg', checked, 0);
    expect(checked.paths).toEqual({ 'udp/5060': 'confirmed', 'tcp/5060': 'unlikely' });
    await expectNoTrace();
  });
});

describe.skipIf(skipLab())('a server behind the strictest of them', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ layout: 'single' });
    await lab.asterisk({ strangerStatus: 200 });
  });
  afterAll(() => lab?.close());

  test('two runs in a row wait instead of being refused', async () => {
    await lab.mode('alg');
    await lab.serverFirewall('ufw-limit', { ports: [5060, 5160] });
    const state = freshState();
    const args = ['--probe-user', 'optprobe', '--alt-port', '5160'];
    const first = await check(lab, args, state.env);
    const second = await check(lab, args, state.env);
    state.remove();
    noteResult('firewall ufw-limit', 'second run', second, 0);
    expect([first.report.alg.level, second.report.alg.level]).toEqual(['confirmed', 'confirmed']);
    expect(second.stderr).toContain('so the server does not block you');
    expect((await lab.firewallRecord()).refused).toBe(0);
  });
});
