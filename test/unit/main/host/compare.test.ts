// A check that is compared with an earlier one: the host finds it, and puts it beside the new one.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { portsUsedBy } from '../../../../main/engine/fresh-ports.ts';
import { shownComparison } from '../../../../main/engine/host/comparing.ts';
import {
  comparisonSchema,
  maxDifferenceChars,
  type ShownComparison,
} from '../../../../shared/ipc/compare.ts';
import type { RunState } from '../../../../shared/ipc/contract.ts';
import { type Report, runOf } from '../../../../shared/report/report.ts';
import { reportFileText } from '../../../../shared/report/seal.ts';
import { helperSteps } from '../../../fakes/known-runs.ts';
import { reportOf } from '../../../fakes/report.ts';
import { buildRun } from '../../../fakes/run-script.ts';
import { type Bench, codeOf, demoRequest, freshReport, openBench, until, valueOf } from './bench.ts';

vi.setConfig({ testTimeout: 60_000 });

type Done = Extract<RunState, { phase: 'done' }>;

const edited = (id: string): Report => reportOf(buildRun(helperSteps), { id });

async function run(bench: Bench, report: Report, compareWith: string | null = null): Promise<Done> {
  valueOf(await bench.call('run.start', { ...demoRequest, compareWith }));
  bench.engine().say({ kind: 'done', report });
  await until(async () => (await bench.state()).phase === 'done');
  return (await bench.state()) as Done;
}

const startOf = (bench: Bench): unknown => bench.engine().posted[0];

describe('a check after a change', () => {
  test('carries the run before, and what became of its finding, into result and history', async () => {
    const bench = await openBench();
    const first = edited('firstrun1');
    expect((await run(bench, first)).comparison).toBe(null);
    const second = freshReport();
    const done = await run(bench, second, first.id);
    expect({ ...done.report, seal: null }).toEqual({ ...second, before: runOf(first) });
    // The seal is about both runs.
    expect(done.report.seal).not.toBeNull();
    expect(done.comparison).toMatchObject({
      outcome: 'fixed',
      levels: { before: 'confirmed', after: 'unlikely' },
    });
    expect(done.comparison?.differences.length).toBeGreaterThan(0);
    const kept = valueOf(await bench.call('history.open', { id: second.id }));
    const shown = { comparison: done.comparison, replays: true, seal: { state: 'intact' } };
    expect(kept).toMatchObject({ report: done.report, ...shown });
    const read = valueOf(await bench.call('report.read', { text: reportFileText(done.report) }));
    expect(read).toMatchObject(shown);
  });

  test('tells the engine which ports are used up', async () => {
    const bench = await openBench();
    const first = edited('firstrun2');
    await run(bench, first);
    expect(startOf(bench)).toMatchObject({ usedPorts: [] });
    await run(bench, freshReport(), first.id);
    expect(startOf(bench)).toMatchObject({ usedPorts: portsUsedBy(first.observations) });
    expect(portsUsedBy(first.observations).length).toBeGreaterThan(0);
  });

  test('finds the first run again through the second one', async () => {
    const bench = await openBench();
    const first = edited('firstrun3');
    await run(bench, first);
    await run(bench, edited('secondrun3'), first.id);
    // Gone from the disk: only the result still holds it.
    await rm(join(bench.folder, 'history'), { recursive: true });
    const done = await run(bench, freshReport(), first.id);
    expect(done.report.before?.id).toBe(first.id);
    expect(done.comparison?.outcome).toBe('fixed');
  });

  test('finds it after a check that failed, and in the history of an earlier start', async () => {
    const bench = await openBench();
    const first = edited('firstrun4');
    await run(bench, first);
    valueOf(await bench.call('run.start', { ...demoRequest, compareWith: first.id }));
    bench.engine().say({ kind: 'failed', code: 'unreachable' });
    await until(async () => (await bench.state()).phase === 'failed');
    expect(await bench.state()).toMatchObject({ request: { compareWith: first.id } });
    expect((await run(bench, freshReport(), first.id)).report.before?.id).toBe(first.id);
    const next = await openBench({ folder: bench.folder });
    expect((await run(next, freshReport(), first.id)).report.before?.id).toBe(first.id);
  });

  test.each([
    ['of an id that nobody knows', 'unknown1234', 'not-found'],
    ['of what is no id', '../../etc/passwd', 'bad-request'],
    ['of a name of the file system', '..', 'bad-request'],
  ])('%s is refused before anything is sent', async (_what, compareWith, code) => {
    const bench = await openBench();
    expect(codeOf(await bench.call('run.start', { ...demoRequest, compareWith }))).toBe(code);
    expect(bench.engines).toHaveLength(0);
  });

  test('is forgotten with a cleared result that was not kept', async () => {
    const bench = await openBench();
    const first = edited('firstrun5');
    await run(bench, first);
    await bench.call('history.remove', { id: first.id });
    await bench.call('run.clear');
    const answer = await bench.call('run.start', { ...demoRequest, compareWith: first.id });
    expect(codeOf(answer)).toBe('not-found');
  });
});

test('a comparison out of any report fits the contract', () => {
  const first = edited('firstrun6');
  const long = 'x'.repeat(5000);
  const forged: Report = {
    ...freshReport(),
    before: {
      ...runOf(first),
      observations: first.observations.map((o) =>
        o.kind === 'reply-received'
          ? { ...o, bytes: o.bytes.replace('SIP/2.0 200', `SIP/2.0 200 ${long}`) }
          : o,
      ),
    },
  };
  const shown: ShownComparison | null = shownComparison(forged);
  expect(comparisonSchema.parse(shown)).toEqual(shown);
  for (const { before } of shown?.differences ?? [])
    expect(before?.length ?? 0).toBeLessThanOrEqual(maxDifferenceChars);
  expect(shownComparison(freshReport())).toBe(null);
});
