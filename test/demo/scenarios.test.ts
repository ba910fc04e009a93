// Every demo scenario through the real program: the level a person is told, path by path, and what it cost.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { demoScenarios } from '../../main/demo/scenarios.ts';
import { redactReport } from '../../shared/redact/redact-report.ts';
import { verdictReplays } from '../../shared/report/build-report.ts';
import { type Checked, checkJson, exitCodes } from './cli.ts';
import { expectations } from './expectations.ts';
import { reportedPacingBreaches } from './wire-rules.ts';

vi.setConfig({ maxConcurrency: 6 });

const schemaFile = new URL('../../assets/schema/sip-alg-report-2.schema.json', import.meta.url);
const reportSchema = JSON.parse(readFileSync(schemaFile, 'utf8')) as object;

const results = new Map<string, Checked>();
const everyScenario = demoScenarios.map(({ name }) => name);

test('every scenario has an expectation, and every expectation a scenario', () => {
  expect(Object.keys(expectations).toSorted()).toEqual([...everyScenario].toSorted());
});

describe.concurrent('check --demo', () => {
  test.each(everyScenario)('%s', async (name) => {
    const expected = expectations[name];
    const checked = await checkJson(['--demo', name]);
    results.set(name, checked);
    const { report, paths } = checked;
    expect(report.alg.level).toBe(expected.level);
    expect([expected.reason ?? report.alg.reason]).toContain(report.alg.reason);
    expect(Object.keys(paths)).toEqual(Object.keys(expected.paths));
    for (const [path, level] of Object.entries(expected.paths)) expect([level].flat()).toContain(paths[path]);
    expect(checked.code).toBe(exitCodes[expected.level]);
    expect(report.budget.requestsSent).toBeLessThanOrEqual(expected.mostRequests);
    expect(report.budget.requestsSent).toBeGreaterThan(0);
    expect(reportedPacingBreaches(report)).toEqual([]);
    expect(report.partial).toBe(false);
    expect(report.environment?.isSimulated).toBe(true);
    expect(report.advice.length).toBeGreaterThan(0);
    expect(checked.stderr).not.toMatch(/\n\s+at |Error|Warning/);
  });
});

describe('over all scenarios', () => {
  test('every report is valid to another validator of its published schema', () => {
    const isReport = new Ajv2020({ validateFormats: false, strictTypes: false }).compile(reportSchema);
    const refused = [...results].filter(([, { stdout }]) => !isReport(JSON.parse(stdout)));
    expect(refused.map(([name]) => name)).toEqual([]);
    expect(results.size).toBe(everyScenario.length);
  });

  const innocent = everyScenario.filter((name) => !expectations[name].hasEditor);

  test('nobody is accused where nothing edits', () => {
    const accused = innocent.filter((name) =>
      results.get(name)?.report.alg.paths.some(({ level }) => level === 'confirmed' || level === 'likely'),
    );
    expect(results.size).toBe(everyScenario.length);
    expect(innocent.length).toBeGreaterThan(25);
    expect(accused).toEqual([]);
  });

  test('every report can be passed on without names and addresses, and its verdict replays', () => {
    const failed = [...results].filter(([, { report }]) => {
      const copy = redactReport(report, 'no-addresses');
      return (
        !copy.ok || !verdictReplays(copy.value.report) || copy.value.report.alg.level !== report.alg.level
      );
    });
    expect(results.size).toBe(everyScenario.length);
    expect(failed.map(([name]) => name)).toEqual([]);
  });

  test('an answer says what it cannot know about calls', () => {
    const mute = [...results].filter(
      ([, { report }]) =>
        !report.alg.notTested.some((item) => 'part' in item && item.part === 'call-audio-addresses'),
    );
    expect(mute).toEqual([]);
  });

  test('a server that refuses strangers gets at most two requests', () => {
    const strikes = results.get('kernel-alg-401')?.report.budget.strikesSuspected ?? Number.NaN;
    expect(strikes).toBeLessThanOrEqual(2);
  });

  test('a silent server has its answer after about four seconds of waiting', () => {
    const ends = results.get('silent')?.report.observations.filter((o) => o.kind === 'exchange-ended') ?? [];
    const waitedMs = ends.reduce((sum, end) => sum + end.waitedMs, 0);
    expect(waitedMs).toBeGreaterThan(0);
    expect(waitedMs).toBeLessThan(4500);
  });
});

afterAll(() => results.clear());
