// Report files: real ones from the demo and made ones with accounts and streams, spoiled in every way a file can be.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { reportReplays } from '../../main/engine/check-report.ts';
import { routerData } from '../../main/engine/router/router-data.ts';
import { decodeUtf8 } from '../../main/io/report-file.ts';
import { compareReports } from '../../shared/report/compare.ts';
import { parseReport, type Report } from '../../shared/report/report.ts';
import { comparisonLines } from '../../shared/report/text/compare-sentences.ts';
import { renderReport } from '../../shared/report/text/render.ts';
import { startCli } from '../demo/cli.ts';
import { call, readback, register } from '../fakes/account-steps.ts';
import { knownRuns } from '../fakes/known-runs.ts';
import { reportOf } from '../fakes/report.ts';
import { buildRun } from '../fakes/run-script.ts';
import { expectPrintable, expectSame, expectSentence, fuzz, type Random } from './fuzz.ts';
import { hostileTexts, spoilBytes, spoilJson, spoilValue } from './hostile.ts';

const scenarios = ['kernel-alg', 'plain-nat', 'double-nat-outer', 'garbage', 'vpn'];
const fromDemo = await Promise.all(
  scenarios.map(async (scenario) => {
    const { stdout } = await startCli(['check', '--demo', scenario, '--json', '--quiet']).ended;
    return stdout;
  }),
);
const made = [
  ...knownRuns.map(({ observations }) => reportOf(observations)),
  reportOf(buildRun([register(), readback({ contact: 'sip:x@203.0.113.9' }), call()])),
].map((report) => JSON.stringify(report));
const seeds = [...fromDemo, ...made];
const catalogue = routerData().catalogue;
const [known] = made;
const reference = parseReport(known ?? '');

/** All that the program does with a report file. */
function openReport(bytes: Uint8Array): void {
  const text = decodeUtf8(bytes);
  if (!text.ok) return;
  const read = parseReport(text.value);
  if (!read.ok) return expectSentence(read.error.message);
  const again = parseReport(JSON.stringify(read.value));
  if (!again.ok) throw new Error(`it is refused after it was written: ${again.error.message}`);
  expectSame(again.value, read.value);
  show(read.value);
}

function show(report: Report): void {
  expectPrintable(renderReport(report, catalogue));
  if (typeof reportReplays(report) !== 'boolean') throw new Error('neither does it follow nor not');
  if (reference.ok) expectPrintable(comparisonLines(compareReports(reference.value, report)).join('\n'));
}

function spoiled(random: Random): Uint8Array {
  const text = random.pick(seeds);
  if (random.oneIn(4)) return Buffer.from(spoilJson(text, random));
  if (random.oneIn(20)) return spoilBytes(Buffer.from(text), random);
  const value = JSON.parse(text) as Record<string, unknown>;
  // Mostly one change, because a report with many is refused for the first.
  for (let times = random.pick([0, 0, 0, 1, 3]); times >= 0; times--) spoilValue(value, random);
  return Buffer.from(JSON.stringify(value));
}

/** Only texts change, each to another that a schema may take: what is accepted reaches everything that draws it. */
function retold(random: Random): Uint8Array {
  const wanted = random.pick(hostileTexts.filter((text) => text.length < 400));
  let left = 1 + random.int(60);
  const value: unknown = JSON.parse(random.pick(seeds), (_key, inner: unknown) => {
    left -= 1;
    return left === 0 && typeof inner === 'string' ? `${inner}${wanted}` : inner;
  });
  return Buffer.from(JSON.stringify(value));
}

describe('report files', () => {
  test('that are whole are read, shown, and follow from their observations', () => {
    for (const text of seeds) {
      const read = parseReport(text);
      if (!read.ok) throw new Error(read.error.message);
      show(read.value);
      expect(reportReplays(read.value)).toBe(true);
    }
  });

  const folder = new URL('corpus/', import.meta.url);
  test.each(readdirSync(folder).filter((name) => name.startsWith('report-')))('%s stays harmless', (name) => {
    expect(() => openReport(readFileSync(new URL(name, folder)))).not.toThrow();
  });

  fuzz('reports with something changed', { cases: 1500, make: spoiled, check: openReport });
  fuzz('reports with a hostile text', { cases: 400, make: retold, check: openReport });
});
