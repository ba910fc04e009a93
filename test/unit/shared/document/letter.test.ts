// The letter to the provider: one claim, never more certain than the verdict, and none where nothing is claimed.
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../../main/engine/words.ts';
import { letterPage } from '../../../../shared/document/letter-page.ts';
import { type Earlier, letterOf, letterRefusal, letterText } from '../../../../shared/reading/letter.ts';
import { languages } from '../../../../shared/reading/say.ts';
import { type Report, runOf } from '../../../../shared/report/report.ts';
import { hostile } from '../../../fakes/hostile-report.ts';
import { readHtml } from '../../../fakes/html.ts';
import { helperSteps, knownRuns } from '../../../fakes/known-runs.ts';
import { reportOf } from '../../../fakes/report.ts';
import { ask, buildRun, onSocketB, plain } from '../../../fakes/run-script.ts';

const english = wordsOf('en');
const write = (report: Report, words = english, earlier?: Earlier): string =>
  letterText(letterOf(report, words, earlier), words);

const proven = reportOf(buildRun([...helperSteps, ask('alternative-port', plain)]));
const likely = reportOf(buildRun([ask('truthful', plain), ask('diverted', onSocketB)]));

describe('a letter', () => {
  it.each(knownRuns)('is written only where something is claimed: $name', ({ observations, level }) => {
    const isClaim = level === 'confirmed' || level === 'likely';
    expect(letterRefusal(reportOf(observations))).toBe(isClaim ? null : 'no-claim');
  });

  it('is never written about a simulated network', () => {
    expect(letterRefusal(reportOf(buildRun(helperSteps, { isSimulated: true })))).toBe('demo');
  });

  it('reads like this', () => {
    expect(write(proven)).toBe(`SIP messages are edited on my connection

Hello,

A check on 3 February 2026 at 04:05 UTC showed that SIP messages to pbx.example are edited on the way. Certain. Two findings prove it, and the harmless explanations were ruled out.

It sent 3 test messages and received 3 in reply. The change was seen once (UDP port 5060). The same message came back unchanged on another way (UDP port 5160).

It happens on this computer or on the first router after it. Whether calls suffer from it was not tested.

One changed field, side by side:

sent        Via: SIP/2.0/UDP 192.168.1.10:40001;rport;branch=z9hG4bKbranch1
came back   Via: SIP/2.0/UDP 192.168.1.10:40001;rport=[40001];received=[192.168.1.10];branch=z9hG4bKbranch1
to compare  Via: SIP/2.0/UDP 192.0.2.1:40001;rport=[60001];received=[203.0.113.2];branch=z9hG4bKbranch2

The private address 192.168.1.10 came back as the origin. The server really saw 203.0.113.2.
The brackets mark what differs.

Please turn off SIP ALG (also called SIP helper) on this connection. If it cannot be turned off, please tell me which other way there is.

I can send the report file. It holds every message of the check.

Thank you.

Report report00001, SIP ALG Checker 0.1.0
`);
  });

  it.each(languages)('is as sure as the verdict, and no surer, in %s', (language) => {
    const words = wordsOf(language);
    const [sure, unsure] = [write(proven, words), write(likely, words)];
    const say = words.of('letter');
    const verdict = words.of('verdict');
    expect(sure).toContain(say('subject.confirmed'));
    expect(sure).toContain(say('ask.confirmed'));
    expect(unsure).toContain(say('subject.likely'));
    expect(unsure).toContain(say('ask.likely'));
    expect(unsure).not.toContain(say('subject.confirmed'));
    expect(unsure).not.toContain(say('ask.confirmed'));
    expect(unsure).toContain(verdict('confidence.likely'));
    expect(unsure).not.toContain(verdict('confidence.certain'));
  });

  it.each(languages)('names server, date, numbers and one changed field in %s', (language) => {
    const words = wordsOf(language);
    const text = write(proven, words);
    for (const part of ['pbx.example', '2026', '04:05 UTC', '3 ', 'report00001', '[192.168.1.10]'])
      expect(text).toContain(part);
    expect(text.split('\n').filter((line) => line.includes('z9hG4bK'))).toHaveLength(3);
    expect(text).not.toMatch(/undefined|\{\{|letter\.|null/);
    expect(text.length).toBeLessThan(2000);
  });

  it('tells both results where there was an earlier check', () => {
    const earlier: Earlier = { createdAt: '2026-02-01T01:02:03.000Z', level: 'unlikely' };
    const told =
      'A check of the same server on 1 February 2026 at 01:02 UTC said: No sign of editing. This one says: Edited, proven.';
    expect(write(proven, english, earlier)).toContain(told);
    expect(write(proven)).not.toContain('A check of the same server');
    const before = {
      ...runOf(proven),
      createdAt: earlier.createdAt,
      alg: { ...proven.alg, level: earlier.level },
    };
    expect(write({ ...proven, before })).toContain(told);
    const elsewhere = { ...before, target: { ...before.target, server: 'other.example' } };
    expect(write({ ...proven, before: elsewhere })).not.toContain('A check of the same server');
  });

  it('says that a check was cancelled', () => {
    expect(write({ ...proven, partial: true })).toContain(english.of('letter')('partial'));
  });

  it('shows what the server holds where no reply shows it', () => {
    const [finding] = proven.alg.evidence.filter(({ direction }) => direction === 'for');
    if (finding === undefined) throw new Error('no finding');
    const changes = [{ field: 'from-host', sent: '192.168.1.10', got: '203.0.113.2' }];
    const evidence = [{ ...finding, rule: 'stored-contact-edited' as const, changes }];
    const text = write({ ...proven, alg: { ...proven.alg, evidence } });
    expect(text).toContain('Address in the From line\nsent: 192.168.1.10\non the server: 203.0.113.2');
  });
});

describe('a letter on paper', () => {
  it('says what the text says', () => {
    const letter = letterOf(proven, english);
    const page = readHtml(letterPage(letter, english));
    expect(page.find(({ name }) => name === 'h1')?.text).toBe(letter.subject);
    const text = page.find(({ name }) => name === 'main')?.text ?? '';
    for (const part of [...letter.claim, ...letter.request, letter.reference]) expect(text).toContain(part);
    expect(page.filter(({ name }) => name === 'mark').length).toBeGreaterThan(0);
  });

  it('takes every value of a hostile report as text', () => {
    const { report } = hostile(proven);
    for (const language of languages) {
      const words = wordsOf(language);
      const html = letterPage(letterOf(report, words), words);
      const names = new Set(readHtml(html).map(({ name }) => name));
      expect([...names].filter((name) => ['script', 'img', 'b', 'i'].includes(name))).toEqual([]);
      expect(html).not.toMatch(/[^\n\P{C}]/u);
      expect(write(report, words)).not.toMatch(/[^\n\P{C}]/u);
    }
  });
});
