// Two routers in a row: what two requests of a stranger can see, what they cannot, and what the probe user sees.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { banLines, check, noteResult } from './checking.ts';
import { type Lab, openLab, skipLab } from './lab.ts';

const layouts = [
  ['plain', 'plain', ['unlikely'], 'unlikely'],
  ['random', 'plain', ['unlikely'], 'unlikely'],
  ['alg', 'plain', ['likely', 'confirmed'], 'confirmed'],
  ['plain', 'alg', ['unlikely'], 'confirmed'],
  ['alg', 'alg', ['confirmed'], 'confirmed'],
  ['none', 'none', ['not-applicable'], 'not-applicable'],
] as const;

describe.skipIf(skipLab())('two routers in a row', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ layout: 'double' });
  });
  afterAll(() => lab?.close());

  test.each(layouts)('inner %s, outer %s: a stranger with two requests', async (inner, outer, levels) => {
    await lab.mode({ inner, outer });
    const asterisk = await lab.asterisk({ strangerStatus: 401 });
    const checked = await check(lab, []);
    const lines = await banLines(asterisk);
    noteResult('double NAT, anonymous', `inner ${inner}, outer ${outer}`, checked, lines);
    expect(levels).toContain(checked.report.alg.level);
    expect(checked.report.budget.requestsSent).toBeLessThanOrEqual(2);
    expect(lines).toBeLessThanOrEqual(2);
  });

  test('an ALG on the outer router is invisible to two requests, and the report says what was not tested', async () => {
    await lab.mode({ inner: 'plain', outer: 'alg' });
    await lab.asterisk({ strangerStatus: 401 });
    const { report } = await check(lab, []);
    expect(report.alg.notTested).toContainEqual({
      probe: 'translated',
      path: { transport: 'udp', port: 5060 },
      reason: 'strike-risk',
    });
  });

  test.each(layouts)('inner %s, outer %s: the probe user', async (inner, outer, _levels, level) => {
    await lab.mode({ inner, outer });
    const asterisk = await lab.asterisk({ strangerStatus: 401 });
    const checked = await check(lab, ['--probe-user', 'probe']);
    const lines = await banLines(asterisk);
    noteResult('double NAT, probe user', `inner ${inner}, outer ${outer}`, checked, lines);
    expect(checked.report.alg.level).toBe(level);
    expect(lines).toBe(0);
  });
});
