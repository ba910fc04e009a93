// What the customer reads when the network itself is missing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check, cliFile, freshState } from './checking.ts';
import { type Lab, openLab, skipLab } from './lab.ts';

describe.skipIf(skipLab())('without a way to the server', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ layout: 'single' });
  });
  afterAll(() => lab?.close());

  test('no route: inconclusive, said at once, nothing sent', async () => {
    await lab.runOn('client', ['ip', 'route', 'del', 'default']);
    const checked = await check(lab, []);
    expect(checked.report.alg).toMatchObject({ level: 'inconclusive', reason: 'server-unreachable' });
    expect(checked.report.budget.requestsSent).toBe(0);
    expect(checked.seconds).toBeLessThan(6);
  });

  test('no name server: inconclusive, one clear reason', async () => {
    const state = freshState();
    const argv = ['node', cliFile, 'check', '--server', 'nobody-knows.example', '--quiet'];
    const run = await lab.runClient(argv, { env: state.env, timeoutMs: 30_000 });
    state.remove();
    expect(run.code).toBe(30);
    expect(run.stdout).toContain('no way to the server');
    expect(run.seconds).toBeLessThan(8);
  });

  test('the broadcast address of the own network is refused by the system, in words', async () => {
    const state = freshState();
    const argv = ['node', cliFile, 'check', '--server', '192.168.1.255', '--quiet'];
    const run = await lab.runClient(argv, { env: state.env, timeoutMs: 30_000 });
    state.remove();
    expect(run.code).toBe(30);
    expect(run.stderr + run.stdout).not.toMatch(/at .*\.mjs:\d+/);
  });
});
