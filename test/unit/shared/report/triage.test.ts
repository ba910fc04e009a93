import { describe, expect, it } from 'vitest';
import { replayReport } from '../../../../shared/report/build-report.ts';
import type { Report } from '../../../../shared/report/report.ts';
import { trendOf } from '../../../../shared/report/trend.ts';
import { joinRows, loneRow } from '../../../../shared/report/triage.ts';
import type { Level } from '../../../../shared/verdict/level.ts';
import { knownRuns } from '../../../fakes/known-runs.ts';
import { reportOf } from '../../../fakes/report.ts';
import { moved } from '../../../fakes/report-folder.ts';

const runOf = (name: string): Report =>
  reportOf(knownRuns.find((run) => run.name === name)?.observations ?? []);
const rowsOf = (...reports: readonly Report[]) =>
  joinRows(
    reports.map((report, at) =>
      loneRow({
        key: `f${at}`,
        fileName: `${at}`,
        content: `${at}`,
        seal: 'unsealed',
        report,
        replay: replayReport(report),
      }),
    ),
  );

const plain = runOf('plain NAT');
/** Customers 1 and 25 are the same: 24 of them. Number 1 has a router that is known, 3 is a demo. */
const [here, later, elsewhere] = [moved(plain, 1), moved(plain, 25), moved(plain, 2)];

describe('a row', () => {
  it('shows the network without its end', () => {
    expect(rowsOf(here)[0]).toMatchObject({ network: expect.stringMatching(/^\d+\.\d+\.x\.x$/) });
    expect(rowsOf(runOf('silent server'))[0]).toMatchObject({ network: null, site: null });
  });

  it('names the best guess of the router', () => {
    expect(rowsOf(here)[0]?.router).toBe(here.router?.guesses[0]?.name);
    expect(rowsOf(plain)[0]?.router).toBeNull();
  });
});

describe('a place', () => {
  it('is one for two reports of one customer, and another for another customer', () => {
    const [one, two, three] = rowsOf(here, later, elsewhere);
    expect(one?.site).not.toBeNull();
    expect(two?.site).toBe(one?.site);
    expect(three?.site).not.toBe(one?.site);
  });

  it('keeps a run that did not look at the router with the only router there', () => {
    const blind = { ...later, router: null };
    const [one, two] = rowsOf(here, blind);
    expect(two?.site).toBe(one?.site);
  });

  it('tells two routers apart, and then a run that did not look belongs to neither', () => {
    const gateway = later.router?.facts.gateway;
    if (later.router == null || gateway === undefined) throw new Error('this customer has a router');
    const facts = { ...later.router.facts, gateway: { ...gateway, macPrefix: 'aa:bb:cc' } };
    const other = { ...later, router: { ...later.router, facts } };
    const sites = rowsOf(here, other, { ...later, router: null }).map(({ site }) => site);
    expect(new Set(sites).size).toBe(3);
  });

  it('never mixes a demo with a real line', () => {
    const environment = here.environment && { ...here.environment, isSimulated: true };
    const [one, two] = rowsOf(here, { ...later, environment });
    expect(two?.site).not.toBe(one?.site);
  });
});

describe('a replay', () => {
  it('says what today’s rules make of it', () => {
    const forged: Report = { ...plain, alg: { ...plain.alg, level: 'likely' } };
    expect(replayReport(forged)).toMatchObject({ isSame: false, level: 'unlikely' });
    expect(replayReport(plain)).toMatchObject({ isSame: true, level: 'unlikely' });
  });

  it('holds for the run before as well', () => {
    const before = runOf('Linux helper');
    const { format: _f, version: _v, before: _b, redaction: _r, seal: _s, ...run } = before;
    expect(replayReport({ ...plain, before: run }).isSame).toBe(true);
    expect(replayReport({ ...plain, before: { ...run, partial: true, advice: [] } }).isSame).toBe(false);
  });
});

const turns = (...levels: readonly Level[]) =>
  trendOf(levels.map((level, at) => ({ level, createdAt: `2026-05-${10 + at}T00:00:00Z` }))).map(
    ({ turn }) => turn,
  );

describe('the story of a place', () => {
  it.each<[string, readonly Level[], ReturnType<typeof turns>]>([
    ['is quiet at its start', ['confirmed', 'likely'], [null, null]],
    ['sees editing go and come back', ['confirmed', 'unlikely', 'likely'], [null, 'went-away', 'came-back']],
    ['sees editing begin', ['unlikely', 'confirmed'], [null, 'appeared']],
    ['is not turned by what is unclear', ['confirmed', 'blocked', 'confirmed'], [null, null, null]],
    [
      'looks through what is unclear',
      ['confirmed', 'possible', 'unlikely', 'inconclusive', 'confirmed'],
      [null, null, 'went-away', null, 'came-back'],
    ],
  ])('%s', (_name, levels, expected) => expect(turns(...levels)).toEqual(expected));

  it('goes by time, not by the order of files', () => {
    const late = { level: 'unlikely', createdAt: '2026-05-02T00:00:00Z' } as const;
    const early = { level: 'confirmed', createdAt: '2026-05-01T22:00:00Z' } as const;
    expect(trendOf([late, early])).toEqual([
      { point: early, turn: null },
      { point: late, turn: 'went-away' },
    ]);
  });
});
