// `report html` and `report letter` of the built command line: to standard output, into a new file, and refused.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { helperSteps } from '../fakes/known-runs.ts';
import { reportOf } from '../fakes/report.ts';
import { ask, buildRun, onSocketB, plain } from '../fakes/run-script.ts';
import { type CliResult, runCli } from './cli.ts';
import { newFolder } from './folder.ts';

type Parts = Parameters<typeof reportOf>[1];

function saved(observations: Parameters<typeof reportOf>[0], parts: Parts = {}): string {
  const path = join(newFolder(), 'a.sipreport');
  writeFileSync(path, JSON.stringify(reportOf(observations, parts)));
  return path;
}

const proven = (parts: Parts = {}): string => saved(buildRun(helperSteps), parts);
const clean = (parts: Parts = {}): string =>
  saved(buildRun([ask('truthful', plain), ask('diverted', plain)]), parts);

/** One line on stderr, nothing on stdout, exit status 2. */
function expectRefusal({ code, stdout, lines }: CliResult, says: RegExp): void {
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(says);
}

describe('report html', () => {
  test('prints one HTML file in the language asked for', async () => {
    const { code, stdout, stderr } = await runCli(['report', 'html', proven(), '--language', 'nl']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^<!doctype html>\n<html lang="nl">/);
    expect(stdout.trimEnd().endsWith('</html>')).toBe(true);
    expect(stdout).toContain('[192.168.1.10]');
  });

  test('writes a new file, and never over another', async () => {
    const output = join(newFolder(), 'page.html');
    const first = await runCli(['report', 'html', proven(), '--output', output]);
    expect([first.code, first.stdout]).toEqual([0, '']);
    const text = readFileSync(output, 'utf8');
    expect(text).toContain('<html lang="en-GB">');
    expectRefusal(await runCli(['report', 'html', clean(), '--output', output]), /exists already/);
    expect(readFileSync(output, 'utf8')).toBe(text);
  });

  test('refuses what is no report, no language and no place for a file', async () => {
    const bad = join(newFolder(), 'bad.sipreport');
    writeFileSync(bad, '{"format":"sip-alg-report","version":99}');
    expectRefusal(await runCli(['report', 'html', bad]), /not a usable report/);
    expectRefusal(await runCli(['report', 'html', proven(), '--language', 'xx']), /no language "xx"/);
    const nowhere = join(newFolder(), 'none', 'page.html');
    expectRefusal(await runCli(['report', 'html', proven(), '--output', nowhere]), /no-such-folder/);
    expect(existsSync(nowhere)).toBe(false);
  });
});

describe('report letter', () => {
  test('prints plain text, as sure as the verdict', async () => {
    const sure = await runCli(['report', 'letter', proven()]);
    expect(sure.code).toBe(0);
    expect(sure.stdout).toMatch(/^SIP messages are edited on my connection\n/);
    const likely = saved(buildRun([ask('truthful', plain), ask('diverted', onSocketB)]));
    const unsure = await runCli(['report', 'letter', likely, '--language', 'de']);
    expect(unsure.stdout).toMatch(/^SIP-Nachrichten werden an meinem Anschluss wahrscheinlich verändert\n/);
  });

  test('is refused in one sentence where nothing is claimed, and about the demo', async () => {
    const demo = saved(buildRun(helperSteps, { isSimulated: true }));
    const refusals = [await runCli(['report', 'letter', clean()]), await runCli(['report', 'letter', demo])];
    expect(refusals.map(({ code, stdout, lines }) => [code, stdout, ...lines])).toEqual([
      [2, '', 'This report does not show editing, so there is nothing to ask of the provider.'],
      [2, '', 'This was the demo. There is nothing to send: the router is not real.'],
    ]);
  });

  test('names an earlier result that can be compared, and no other', async () => {
    const now = proven({ createdAt: '2026-02-05T00:00:00.000Z' });
    const before = clean({ createdAt: '2026-02-01T00:00:00.000Z' });
    const told = await runCli(['report', 'letter', now, '--before', before]);
    expect(told.stdout).toContain('on 1 February 2026 at 00:00 UTC said: No sign of editing.');
    const later = clean({ createdAt: '2026-02-09T00:00:00.000Z' });
    expectRefusal(await runCli(['report', 'letter', now, '--before', later]), /is the later of the two/);
    const partial = clean({ isPartial: true, createdAt: '2026-02-01T00:00:00.000Z' });
    expectRefusal(await runCli(['report', 'letter', now, '--before', partial]), /cannot be compared/);
  });
});
