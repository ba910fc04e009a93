// A check compared with an earlier one, on the command line; and every switch that the demo offers does what it says.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { demoScenarios } from '../../main/demo/scenarios.ts';
import { portsUsedBy } from '../../main/engine/fresh-ports.ts';
import { compareReports } from '../../shared/report/compare.ts';
import { runOf } from '../../shared/report/report.ts';
import { checkJson, readReport, runCli } from './cli.ts';
import { newFolder } from './folder.ts';

vi.setConfig({ maxConcurrency: 3 });

const demo = (scenario: string, ...more: readonly string[]) => ['--quiet', '--demo', scenario, ...more];
const opened = (path: string) => readReport(readFileSync(path, 'utf8'));

describe.concurrent('check --compare', () => {
  test('keeps the earlier run, prints both levels and the differences, and again from the file', async () => {
    const folder = newFolder();
    const [a, b] = [join(folder, 'a.sipreport'), join(folder, 'b.sipreport')];
    await runCli(['check', ...demo('kernel-alg', '--report', a)]);
    const second = await runCli(['check', ...demo('plain-nat', '--compare', a, '--report', b)]);
    expect(second.code).toBe(0);
    const [before, after] = [opened(a), opened(b)];
    expect(after.before).toEqual(runOf(before));
    const shown = await runCli(['report', 'show', b]);
    expect(shown.stdout).toBe(second.stdout);
    const compared = await runCli(['report', 'compare', a, b]);
    const block = compared.stdout
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`)
      .join('\n');
    expect(shown.stdout).toContain(`\nCompared with the earlier check\n${block}\n`);
    expect(block).toMatch(
      /Fixed: .*\n {2}Before: confirmed\. Now: unlikely\.\n {2}udp\/5060 truthful, origin: own-pair -> translated/,
    );
    const used = portsUsedBy(before.observations);
    expect(portsUsedBy(after.observations).filter((port) => used.includes(port))).toEqual([]);
  });

  test('with --json says it on standard error, beside one document', async () => {
    const a = join(newFolder(), 'a.sipreport');
    await runCli(['check', ...demo('plain-nat', '--report', a)]);
    const { report, stderr } = await checkJson(demo('kernel-alg', '--compare', a));
    expect(report.before?.id).toBe(opened(a).id);
    expect(stderr).toContain(
      'Compared with the earlier check\n  Messages are edited now, and were not before.',
    );
  });

  test('of a report that holds an earlier run itself compares with the run of the file that was named', async () => {
    const folder = newFolder();
    const [a, b] = [join(folder, 'a.sipreport'), join(folder, 'b.sipreport')];
    await runCli(['check', ...demo('kernel-alg', '--report', a)]);
    await runCli(['check', ...demo('kernel-alg', '--compare', a, '--report', b)]);
    const { report } = await checkJson(demo('plain-nat', '--compare', b));
    expect(report.before?.id).toBe(opened(b).id);
  });
});

describe.concurrent('the switch of the demo', () => {
  const switches = demoScenarios.flatMap(({ name, switchedOff }) =>
    switchedOff === null ? [] : [[name, switchedOff] as const],
  );

  test.each(switches)('turns %s into %s', async (name, switchedOff) => {
    const [before, after] = [await checkJson(demo(name)), await checkJson(demo(switchedOff))];
    const { outcome } = compareReports(before.report, after.report);
    expect(outcome).toBe(name === 'double-nat-both' ? 'other-alg-left' : 'fixed');
  });
});
