import { describe, expect, it } from 'vitest';
import { printable } from '../../../../shared/report/text/changed-bytes.ts';
import { renderReport } from '../../../../shared/report/text/render.ts';
import { adviceSentence } from '../../../../shared/report/text/router-sentences.ts';
import {
  levelSentences,
  notSentSentences,
  reasonSentences,
  ruleSentences,
} from '../../../../shared/report/text/sentences.ts';
import { algVerdictSchema } from '../../../../shared/verdict/alg-verdict.ts';
import { levelSchema } from '../../../../shared/verdict/level.ts';
import { knownRuns } from '../../../fakes/known-runs.ts';
import { reportOf } from '../../../fakes/report.ts';
import {
  ask,
  buildRun,
  notSent,
  onSocketB,
  ownPair,
  plain,
  portOf,
  type Step,
  secondPort,
} from '../../../fakes/run-script.ts';

const render = (...steps: readonly Step[]): string => renderReport(reportOf(buildRun(steps)));
const lineWith = (text: string, part: string): string =>
  text.split('\n').find((line) => line.includes(part)) ?? '';
/** Anything that could steer a terminal: controls other than the line end, and all beyond ASCII. */
const steering = /[^\n\u0020-\u007e]/;

describe('renderReport', () => {
  it.each(knownRuns)('says verdict, reason, advice, and what was not tested: $name', ({ observations }) => {
    const report = reportOf(observations);
    const text = renderReport(report);
    expect(text.split('\n')[0]).toBe(levelSentences[report.alg.level]);
    expect(text).toContain(reasonSentences[report.alg.reason]);
    expect(text).toContain(`Server pbx.example, udp/5060: ${report.alg.level.toUpperCase()}.`);
    for (const advice of report.advice) expect(text).toContain(adviceSentence(advice));
    expect(text).toContain('What was not tested');
    expect(text).toContain('incoming calls');
    expect(text).toMatch(/Cost to the server\n {2}\d+ SIP request/);
    for (const { rule } of report.alg.evidence.filter(({ direction }) => direction === 'for'))
      expect(text).toContain(ruleSentences[rule]);
    expect(text).not.toMatch(steering);
    expect(text).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it('is tried with every level', () => {
    expect(new Set(knownRuns.map(({ level }) => level))).toEqual(new Set(levelSchema.options));
    expect(Object.keys(levelSentences).toSorted()).toEqual(
      [...algVerdictSchema.shape.level.options].toSorted(),
    );
  });

  it.each([
    ['Certain (95 %).', [ask('truthful', ownPair), ask('decoy', plain)]],
    ['Likely (80 %).', [ask('truthful', plain), ask('diverted', onSocketB)]],
    ['Likely (70 %).', [ask('truthful', plain), ask('diverted', plain)]],
    ['Not sure (40 %).', [ask('truthful', ownPair)]],
    ['Not sure.', [ask('truthful')]],
  ] as const)('puts confidence into words: %s', (words, steps) => {
    expect(
      render(...steps)
        .split('\n')[1]
        ?.startsWith(words),
    ).toBe(true);
  });

  it('shows the changed bytes one over the other, with the control', () => {
    const text = render(ask('truthful', ownPair), ask('decoy', plain));
    const port = portOf('truthful');
    expect(lineWith(text, 'sent  ')).toContain(`Via: SIP/2.0/UDP 192.168.1.10:${port};rport;branch=`);
    expect(lineWith(text, 'came back  ')).toContain(`;rport=[${port}];received=[192.168.1.10]`);
    expect(lineWith(text, 'control')).toContain(`;rport=[${port + 20_000}];received=[203.0.113.2]`);
  });

  it('marks exactly the value that changed', () => {
    const text = render(ask('truthful', { fromHost: '203.0.113.2' }));
    expect(lineWith(text, 'sent  ')).toContain('"check 192.168.1.10" <sip:algcheck@[192.168.1.10]:');
    expect(lineWith(text, 'came back  ')).toContain('<sip:algcheck@[203.0.113.2]>');
  });

  it('shows at which port a moved reply arrived', () => {
    const text = render(ask('truthful', plain), ask('diverted', onSocketB));
    expect(text).toContain(`sent from port [${portOf('diverted')}], reply arrived at port [${secondPort}]`);
  });

  it('tells one finding once, with how often it was seen', () => {
    const text = render(ask('truthful', plain), ask('diverted', onSocketB), ask('diverted', onSocketB));
    expect(text.split(ruleSentences['reply-on-other-socket']).length).toBe(2);
    expect(text).toContain('Seen 2 times.');
  });

  it('names open and closed explanations', () => {
    const text = render(ask('truthful', ownPair), ask('alternative-port', plain));
    expect(text).toContain('ruled out: server on the same network; address translation at the server');
    expect(text).toContain('still possible: another route for this port');
  });

  it('says why a probe was not sent, and how each path came out', () => {
    const text = render(ask('truthful', plain), ask('tcp', plain), notSent('diverted', 'strike-risk'));
    expect(text).toContain(`udp/5060 diverted: ${notSentSentences['strike-risk']}`);
    expect(text).toContain('by path: udp/5060: inconclusive, tcp/5060: unlikely');
  });

  it('says first when a run was cancelled or played by the demo', () => {
    const observations = buildRun([ask('truthful', plain)], { isSimulated: true });
    const lines = renderReport(reportOf(observations, { isPartial: true })).split('\n');
    expect(lines[0]).toMatch(/^PARTIAL/);
    expect(lines[2]).toMatch(/^Demo/);
    expect(render(ask('truthful', plain))).not.toMatch(/PARTIAL|Demo/);
  });

  it('warns of requests that a ban tool may count', () => {
    expect(render(ask('truthful', plain))).toContain(
      '1 SIP request(s) over 1 connection(s); up to 1 of them',
    );
    expect(render(ask('truthful', { status: '200 OK', realm: null }))).not.toContain('ban tool');
  });
});

describe('hostile text', () => {
  const escape = '\u001b[2J\u001b]0;owned\u0007\u009b31m\u0000\u007f\u00ff';

  it.each([
    ['Call-ID', { callId: `token1${escape}` }],
    ['From host', { fromDisplay: `${escape}203.0.113.2` }],
    ['From tag', { fromTag: escape }],
    ['Server', { server: `${escape}203.0.113.2` }],
    ['realm', { realm: escape }],
    ['Via branch', { branch: escape }],
    ['CSeq', { cseq: `${escape} OPTIONS` }],
    ['source', { received: escape }],
    ['status line', { status: `200 ${escape}` }],
    ['extra line', { extraLines: [`Via: SIP/2.0/UDP 1.2.3.4;x=${escape}`] }],
    ['whole reply', { bytes: escape }],
  ] as const)('in the %s of a reply comes out harmless', (_name, parts) => {
    const text = render(
      ask('truthful', { ...ownPair, ...parts }),
      ask('decoy', plain),
      ask('alternative-port', plain),
    );
    expect(text).not.toMatch(steering);
  });

  it('in the name of the server comes out harmless', () => {
    const target = { server: `pbx${escape}\u20ac`, port: null, altPort: null, mode: 'anonymous' } as const;
    expect(renderReport(reportOf([], { target }))).not.toMatch(steering);
  });

  it('is shown, not dropped', () => {
    const text = render(ask('truthful', { callId: 'token1\u001b[2J' }));
    expect(lineWith(text, 'came back  ')).toContain('Call-ID: token1\\x1b[2J');
    expect(printable('a\u001bb\tc\r\nd\u0000\u007f\u00e9 ~')).toBe(
      'a\\x1bb\\x09c\\x0d\\x0ad\\x00\\x7f\\xe9 ~',
    );
  });

  it('of any length is shown without a crash', () => {
    const long = 'v'.repeat(60_000);
    expect(render(ask('truthful', { callId: long }))).toContain(`[${'v'.repeat(1000)}]`);
  });
});
