// A report as one HTML file: it says what the window says, and no value of the report is more than text in it.
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../../main/engine/words.ts';
import { documentPolicy } from '../../../../shared/document/page.ts';
import { reportPage } from '../../../../shared/document/report-page.ts';
import { adviceText } from '../../../../shared/reading/advice-text.ts';
import { confidenceWord, headlineKey } from '../../../../shared/reading/headline.ts';
import { languages } from '../../../../shared/reading/say.ts';
import type { Report } from '../../../../shared/report/report.ts';
import { levelSchema } from '../../../../shared/verdict/level.ts';
import { hostile } from '../../../fakes/hostile-report.ts';
import { readHtml } from '../../../fakes/html.ts';
import { helperSteps, knownRuns } from '../../../fakes/known-runs.ts';
import { reportOf } from '../../../fakes/report.ts';
import { buildRun } from '../../../fakes/run-script.ts';
import { measuredReport } from './measured-report.ts';

const english = wordsOf('en');
const helper = reportOf(buildRun(helperSteps));
const elementsOf = (report: Report, name: string, words = english) =>
  readHtml(reportPage(report, words)).filter((element) => element.name === name);
const textOf = (report: Report, words = english): string =>
  elementsOf(report, 'main', words)
    .map(({ text }) => text)
    .join('');

/** Everything a document may consist of. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  html: ['lang'],
  head: [],
  meta: ['charset', 'http-equiv', 'name', 'content'],
  title: [],
  style: [],
  body: [],
  svg: ['class', 'viewBox', 'aria-hidden', 'x', 'y', 'overflow'],
};
const shapes = ['path', 'rect', 'circle', 'line', 'g', 'pattern', 'clipPath'];
const words = 'main header footer section div span p br strong small b i h1 h2 h3 ol ul li dl dt dd figure';
const more = 'figcaption mark table tbody tr th td details summary pre';
const plainNames = [...shapes, ...`${words} ${more}`.split(' ')];

function strangers(html: string): readonly string[] {
  return readHtml(html).flatMap(({ name, attributes }) => {
    const names = Object.keys(attributes);
    if (name in allowed) return names.filter((one) => !allowed[name]?.includes(one));
    if (!plainNames.includes(name)) return [name];
    return names.filter((one) => /^on|^(src|href|xlink:href|action|srcdoc)$/i.test(one));
  });
}

/** What cannot be seen, or turns the reading direction. */
const unseen = /[^\n\P{C}]/u;

describe('the page of a report', () => {
  it('is tried with every level', () => {
    expect(new Set(knownRuns.map(({ level }) => level))).toEqual(new Set(levelSchema.options));
  });

  describe.each(languages)('in %s', (language) => {
    const spoken = wordsOf(language);
    const verdict = spoken.of('verdict');

    it.each(knownRuns)('says verdict, reason and advice: $name', ({ observations }) => {
      const report = reportOf(observations);
      const html = reportPage(report, spoken);
      const [title] = elementsOf(report, 'h1', spoken);
      const text = textOf(report, spoken);
      expect(title?.text).toBe(verdict(headlineKey(report.alg)));
      expect(text).toContain(verdict(`confidence.${confidenceWord(report.alg.confidence)}`));
      expect(text).toContain(verdict(`reason.${report.alg.reason}`));
      for (const advice of report.advice.slice(0, 3)) expect(text).toContain(adviceText(advice, verdict));
      expect(text).toContain(spoken.of('result')('fold.notTested'));
      expect(html).toContain(`<html lang="${spoken.locale}">`);
      expect(text).not.toMatch(/undefined|NaN|\[object|\{\{/);
      // A key without words would be given back as it is.
      expect(text).not.toMatch(/\b(?:headline|reason|levelName|caption|row|table|tested|numbers)\.[a-z]/);
      expect(strangers(html)).toEqual([]);
    });
  });

  it('carries its policy before anything else could load, and names no address', () => {
    const html = reportPage(helper, english);
    const [, , charset, policy] = readHtml(html);
    expect(charset?.attributes).toEqual({ charset: 'utf-8' });
    expect(policy?.attributes).toEqual({
      'http-equiv': 'Content-Security-Policy',
      content: "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    });
    expect(documentPolicy).toBe(policy?.attributes['content']);
    expect(html).not.toMatch(/https?:|@import|url\((?!#)/);
  });

  it('marks the bytes that were changed, in brackets', () => {
    expect(elementsOf(helper, 'mark').map(({ text }) => text)).toContain('[192.168.1.10]');
  });

  it('has every message, folded', () => {
    expect(elementsOf(helper, 'details')).toHaveLength(1);
    const pre = elementsOf(helper, 'pre');
    expect(pre.map(({ attributes }) => attributes['class'])).toEqual([
      'sent',
      'received',
      'sent',
      'received',
    ]);
    expect(pre[0]?.text).toMatch(/^OPTIONS sip:pbx\.example SIP\/2\.0\n/);
  });

  it('cuts what is too long for a page, and says how much', () => {
    const long = { ...helper, observations: helper.observations.map((o) => o) };
    const observations = long.observations.map((o) =>
      o.kind === 'reply-received' ? { ...o, bytes: `${o.bytes}${'x'.repeat(20_000)}` } : o,
    );
    const [, received] = elementsOf({ ...helper, observations }, 'pre');
    expect(received?.text.length).toBeLessThan(8200);
    expect(received?.text).toMatch(/more characters in the report file$/);
    const [first] = helper.observations.filter((o) => o.kind === 'request-sent');
    if (first === undefined) throw new Error('no request');
    const many = { ...helper, observations: Array.from({ length: 130 }, (_, id) => ({ ...first, id })) };
    expect(elementsOf(many, 'pre')).toHaveLength(100);
    expect(textOf(many)).toContain('30 more messages are in the report file.');
  });

  it('gives each number of a line its unit and its samples', () => {
    const text = textOf(measuredReport());
    expect(text).toContain('The line is excellent for calls.');
    expect(text).toMatch(/From 499 packets of the echo call, buffer of \d+ ms\./);
    expect(text).toContain('Excellent is below 0.3%');
    expect(text).toMatch(/Round trip.*20\.0 ms, excellent/s);
  });

  it('says that a network was simulated, that a check was cancelled, that nothing was measured', () => {
    const simulated = reportOf(buildRun(helperSteps, { isSimulated: true }));
    const path = english.of('path');
    expect(textOf(simulated)).toContain(path('simulated'));
    expect(textOf(helper)).not.toContain(path('simulated'));
    const note = english.of('result')('partial');
    expect(textOf({ ...helper, partial: true })).toContain(note);
    expect(textOf(helper)).not.toContain(note);
    expect(textOf(helper)).toContain('Not measured. No account was given');
  });

  it('tells the time in UTC', () => {
    expect(textOf(helper)).toContain('3 February 2026 at 04:05 UTC');
    expect(textOf(helper, wordsOf('de'))).toContain('3. Februar 2026 um 04:05 UTC');
  });
});

describe('a hostile report', () => {
  it.each(knownRuns)('stays text: $name', ({ observations }) => {
    const { report, places } = hostile(reportOf(observations));
    expect(places).toEqual(
      expect.arrayContaining(['target.server', 'app.version', 'environment.localAddress']),
    );
    // Every run holds at least the bytes that were sent.
    expect(places.some((place) => place.endsWith('.bytes'))).toBe(true);
    for (const language of languages) {
      const html = reportPage(report, wordsOf(language));
      expect(strangers(html)).toEqual([]);
      expect(html).not.toMatch(unseen);
      expect(html.match(/<script|<img/g)).toBeNull();
    }
    expect(textOf(report)).toContain('</title><script>alert(1)</script>');
    expect(textOf(report)).toContain('\\u{202e}\\x00\\u{d800}');
  });

  it('keeps its changed values inside their marks', () => {
    const { report } = hostile(helper);
    const changes = report.alg.evidence.flatMap((item) => item.changes.map(({ got }) => got ?? ''));
    expect(changes.some((got) => got.includes('<script>'))).toBe(true);
    expect(strangers(reportPage(report, english))).toEqual([]);
  });
});
