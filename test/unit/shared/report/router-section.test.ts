import { describe, expect, it } from 'vitest';
import { verdictReplays } from '../../../../shared/report/build-report.ts';
import { parseReport, type Report } from '../../../../shared/report/report.ts';
import { renderReport } from '../../../../shared/report/text/render.ts';
import { routerLines } from '../../../../shared/report/text/router-sentences.ts';
import { stepLines } from '../../../../shared/report/text/step-sentences.ts';
import { identifierOf } from '../../../../shared/router/section.ts';
import { type RouterScript, withRouter } from '../../../fakes/gateway/facts.ts';
import { reportOf, tampered } from '../../../fakes/report.ts';
import { ask, buildRun, ownPair, plain } from '../../../fakes/run-script.ts';
import { shippedCatalogue } from '../router/shipped-catalogue.ts';

const catalogue = shippedCatalogue();
const identifier = identifierOf(catalogue, '0123456789abcdef');
const run = buildRun([ask('truthful', ownPair), ask('decoy', plain)]);
const draytek: RouterScript = {
  gateway: { link: 'wireless', signalPercent: 64 },
  answers: {
    'web-page': { title: 'Vigor Login Page', server: 'DWS' },
    'igd-description': { manufacturer: 'DrayTek', modelName: 'Vigor2862' },
    'external-address': { externalAddress: '10.0.0.2' },
  },
};
const reportWith = (script: RouterScript): Report => reportOf(withRouter(run, script), { identifier });
const read = (text: string): Report => {
  const parsed = parseReport(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
};

describe('the router in a report', () => {
  const report = reportWith(draytek);

  it('follows from its observations, with the catalogue and without', () => {
    const again = read(JSON.stringify(report));
    expect(again.router?.guesses[0]).toMatchObject({ id: 'draytek-vigor', level: 'model' });
    expect(verdictReplays(again, identifier)).toBe(true);
    expect(verdictReplays(again)).toBe(true);
    expect(verdictReplays(again, identifierOf(new Map(), 'fedcba9876543210'))).toBe(true);
  });

  it.each([
    ['a fact', 'router.facts.secondRouter', 'no'],
    ['a model', 'router.facts.model', 'Vigor9999'],
    ['an advice', 'advice.0.params.list', 1],
    ['a guess', 'router.guesses.0.score', 55],
    ['what is known of it', 'router.guesses.0.known.list', 1],
  ])('with %s made up does not follow', (_what, place, value) => {
    expect(verdictReplays(read(tampered(report, place, value)), identifier)).toBe(false);
  });

  it('is null where nobody looked, and then nothing else changes', () => {
    const without = reportOf(run, { identifier });
    expect(without.router).toBe(null);
    expect(without).toEqual(reportOf(run));
    expect(report.alg).toEqual(without.alg);
  });

  it('has facts and no guesses where there is no catalogue', () => {
    expect(reportOf(withRouter(run, draytek)).router).toMatchObject({
      guesses: [],
      facts: { model: 'Vigor2862' },
    });
  });

  it.each([
    ['a direction mark', 'a\u202eb'],
    ['a control', 'a\u001b[31m'],
    ['markup', '<b>x'],
    ['too much', 'x'.repeat(129)],
    ['nothing', ''],
  ])('is refused with %s in a text of the device', (_what, text) => {
    const at = report.observations.findIndex((o) => o.kind === 'gateway-answer');
    expect(parseReport(tampered(report, `observations.${at}.fields.title`, text))).toMatchObject({
      ok: false,
      error: { code: 'bad-field' },
    });
  });
});

describe('the text about the router', () => {
  it('says what it is, why, and what is behind it', () => {
    expect(routerLines(reportWith(draytek).router)).toEqual([
      'Address 192.168.1.1, by Wi-Fi, signal 64 %.',
      expect.stringMatching(/^It is DrayTek Vigor.*its own description says "Vigor2862".*"Vigor Login Page"/),
      'Model Vigor2862.',
      'Behind it is a second router that translates addresses too.',
    ]);
  });

  it.each<readonly [RouterScript, string]>([
    [
      { gateway: { state: 'none', address: null, link: 'vpn' } },
      'No router stands between this computer and the server.',
    ],
    [{ gateway: { state: 'unknown', address: null } }, 'This computer could not say which router it uses.'],
    [{}, 'It could not be recognised.'],
    [{ gateway: { hardwareVendor: 'Sagemcom Broadband SAS' } }, 'Or: '],
    [{ answers: { 'web-page': { title: 'EdgeOS' } } }, 'It is probably Ubiquiti'],
    [{ answers: { 'external-address': { externalAddress: '100.64.0.1' } } }, 'carrier NAT'],
    [{ gateway: { routePrefixBits: 1 } }, 'through a VPN'],
  ])('of %j says: %s', (script, expected) => {
    expect(routerLines(reportWith(script).router).join('\n')).toContain(expected);
  });

  it('lists the steps of the guessed router, and none without a catalogue', () => {
    const report = reportWith(draytek);
    const lines = stepLines(report, catalogue);
    expect(lines.length).toBeGreaterThan(1);
    expect(renderReport(report, catalogue)).toContain(`How to turn it off\n  ${lines[0]}`);
    expect(stepLines(report, null)).toEqual([]);
    expect(stepLines(reportOf(run), catalogue)).toEqual([]);
  });

  it('tells what goes wrong on the way, and where the steps were read', () => {
    const [router, entry] = [...catalogue].find(
      ([, { lists, traps }]) => lists.length > 0 && traps.some(({ code }) => code === 'negative-box'),
    ) ?? ['', undefined];
    const advice: Report['advice'] = [{ code: 'turn-alg-off-here', params: { router, name: 'x', list: 0 } }];
    const lines = stepLines({ ...reportWith(draytek), advice }, catalogue);
    expect(lines).toContain('Mind: The box switches it off: ticked means off.');
    expect(lines.filter((line) => line.startsWith('Mind: '))).toHaveLength(entry?.traps.length ?? -1);
    const sources = lines.filter((line) => line.startsWith('Source: '));
    expect(sources).toHaveLength(entry?.lists[0]?.sources.length ?? -1);
    for (const { title, url } of entry?.lists[0]?.sources ?? [])
      expect(sources.some((line) => line.includes(title) && line.includes(url ?? title))).toBe(true);
  });

  it('tells the traps also where no steps are known', () => {
    const [router, entry] = [...catalogue].find(
      ([, { lists, traps, alg }]) => lists.length === 0 && traps.length > 0 && alg.sources.length > 0,
    ) ?? ['', undefined];
    const advice: Report['advice'] = [{ code: 'find-setting-here', params: { router, name: 'x' } }];
    const lines = stepLines({ ...reportWith(draytek), advice }, catalogue);
    expect(lines).toHaveLength((entry?.traps.length ?? 0) + (entry?.alg.sources.length ?? 0));
    expect(lines.some((line) => /^\d+\. /.test(line))).toBe(false);
  });

  it('has a sentence for every trap and source of every router', () => {
    for (const [router] of catalogue) {
      const advice: Report['advice'] = [{ code: 'find-setting-here', params: { router, name: 'x' } }];
      const text = stepLines({ ...reportWith(draytek), advice }, catalogue).join('\n');
      expect(text).not.toMatch(/undefined|null|""/);
    }
  });

  it('has a sentence for every step of every list', () => {
    const known = reportWith(draytek);
    for (const [router, entry] of catalogue)
      for (const list of entry.lists.keys()) {
        const advice: Report['advice'] = [{ code: 'turn-alg-off-here', params: { router, name: 'x', list } }];
        const lines = stepLines({ ...known, advice }, catalogue);
        expect(lines.length).toBeGreaterThanOrEqual(entry.lists[list]?.steps.length ?? 1);
        expect(lines.join('\n')).not.toMatch(/undefined|null|""/);
      }
  });
});
