import { describe, expect, it } from 'vitest';
import { adviceSentence } from '../../../../shared/report/text/router-sentences.ts';
import { adviceSchema, routerAdviceCodeSchema } from '../../../../shared/router/advice-codes.ts';
import { routerAdvice } from '../../../../shared/router/advise.ts';
import { identifierOf, routerSection } from '../../../../shared/router/section.ts';
import type { Symptom } from '../../../../shared/router/symptom.ts';
import { adviceFor } from '../../../../shared/verdict/advice.ts';
import { algVerdict } from '../../../../shared/verdict/alg-verdict.ts';
import { readFacts } from '../../../../shared/verdict/facts.ts';
import { call } from '../../../fakes/account-steps.ts';
import { type RouterScript, withRouter } from '../../../fakes/gateway/facts.ts';
import { knownRuns } from '../../../fakes/known-runs.ts';
import { ask, buildRun, ownPair, plain, type Step, type Surroundings } from '../../../fakes/run-script.ts';
import { shippedCatalogue } from './shipped-catalogue.ts';

const identifier = identifierOf(shippedCatalogue(), '0123456789abcdef');

type Row = {
  readonly steps: readonly Step[];
  readonly router: RouterScript | null;
  readonly around?: Surroundings;
  readonly isLinePoor?: boolean;
  readonly symptom?: Symptom;
};

function advice({ steps, router, around = {}, isLinePoor = false, symptom }: Row) {
  const run = buildRun(steps, around);
  const observations = router === null ? run : withRouter(run, router);
  const given = routerAdvice({
    facts: readFacts(observations),
    verdict: algVerdict(observations),
    router: routerSection(observations, identifier),
    isLinePoor,
    symptom: symptom ?? null,
  });
  return given.map((item) => adviceSchema.parse(item));
}

const confirmed = [ask('truthful', ownPair), ask('decoy', plain)];
const clean = [ask('truthful', plain), ask('diverted', plain)];
/** An outer router puts its own private address where the public one was. */
const outer = [
  ask('truthful', plain),
  ask('translated', { viaHost: '10.0.0.2' }),
  ask('translated', { viaHost: '10.0.0.2' }),
  ask('alternative-port', plain),
];
const page = (title: string): RouterScript => ({ answers: { 'web-page': { title } } });
const draytek = page('Vigor Login Page');
const description = (manufacturer: string, modelName: string): RouterScript => ({
  answers: { 'igd-description': { manufacturer, modelName } },
});

const rows: readonly (readonly [string, Row, readonly string[]])[] = [
  [
    'a router with steps',
    { steps: confirmed, router: draytek },
    ['turn-alg-off-here', 'check-server-nat-settings', 'check-again-after-change'],
  ],
  [
    'a router without steps',
    { steps: confirmed, router: page('FRITZ!Box') },
    ['find-setting-here', 'check-server-nat-settings', 'check-again-after-change'],
  ],
  [
    'a maker only',
    { steps: confirmed, router: { gateway: { hardwareVendor: 'eero inc.' } } },
    ['turn-alg-off', 'check-server-nat-settings', 'check-again-after-change'],
  ],
  [
    'nobody known',
    { steps: confirmed, router: {} },
    ['turn-alg-off', 'check-server-nat-settings', 'check-again-after-change'],
  ],
  [
    'a router whose maker gives it none',
    { steps: confirmed, router: page('Login | OPNsense') },
    ['look-beyond-this-router', 'check-server-nat-settings', 'check-again-after-change'],
  ],
  [
    'a box of the provider, and a path that was clean',
    { steps: [...confirmed, ask('tcp', plain)], router: description('AT&T', 'BGW320-500') },
    [
      'use-clean-path',
      'ask-provider',
      'way-around',
      'way-around',
      'check-server-nat-settings',
      'check-again-after-change',
    ],
  ],
  [
    'a box that cannot, and two paths that were clean',
    {
      steps: [...confirmed, ask('tcp', plain), ask('tls', plain)],
      router: description('BT', 'BT Home Hub 5'),
    },
    [
      'use-clean-path tls/5061',
      'use-clean-path tcp/5060',
      'alg-stays-here',
      'way-around other-port',
      'way-around tls',
      'check-server-nat-settings',
      'check-again-after-change',
    ],
  ],
  [
    'a second router',
    {
      steps: confirmed,
      router: { answers: { ...draytek.answers, 'external-address': { externalAddress: '10.0.0.2' } } },
    },
    ['turn-alg-off-here', 'check-outer-router', 'check-server-nat-settings', 'check-again-after-change'],
  ],
  [
    'a second router that is the one',
    {
      steps: outer,
      router: { answers: { ...draytek.answers, 'external-address': { externalAddress: '10.0.0.2' } } },
    },
    [
      'start-at-outer-router',
      'turn-alg-off-here',
      'check-server-nat-settings',
      'check-again-after-change',
      'use-clean-path',
    ],
  ],
  [
    'a carrier that is the one',
    { steps: outer, router: { answers: { 'external-address': { externalAddress: '100.64.0.9' } } } },
    [
      'carrier-translates',
      'turn-alg-off',
      'check-server-nat-settings',
      'check-again-after-change',
      'use-clean-path',
    ],
  ],
  [
    'a VPN that the name of the interface hides',
    { steps: clean, router: { gateway: { routePrefixBits: 1 } } },
    ['run-without-vpn', 'nothing-to-do'],
  ],
  [
    'an editor through which calls work',
    { steps: [...confirmed, call({ echoedPackets: 500 })], router: draytek },
    ['leave-alg-on', 'turn-alg-off-here', 'check-server-nat-settings', 'check-again-after-change'],
  ],
  [
    'the same where somebody complains',
    { steps: [...confirmed, call({ echoedPackets: 500 })], router: draytek, symptom: 'cannot-hear' },
    ['turn-alg-off-here', 'check-server-nat-settings', 'check-again-after-change'],
  ],
  [
    'a server that leans on the editor',
    {
      steps: [...confirmed, call({ echoedPackets: 0, leadingLostPackets: null })],
      router: draytek,
    },
    ['server-needs-nat-settings', 'turn-alg-off-here', 'check-again-after-change'],
  ],
  ['a poor line and nothing else', { steps: clean, router: {}, isLinePoor: true }, ['line-is-the-problem']],
  [
    'a poor line behind an editor',
    { steps: confirmed, router: draytek, isLinePoor: true },
    ['turn-alg-off-here', 'check-server-nat-settings', 'check-again-after-change'],
  ],
  [
    'a router that forgets soon',
    { steps: clean, router: page('pfSense - Login') },
    ['nothing-to-do', 'set-udp-timeout'],
  ],
  [
    'a router that forgets, where phones do not ring',
    { steps: clean, router: page('FortiGate'), symptom: 'does-not-ring' },
    ['nothing-to-do', 'set-keep-alive'],
  ],
  ['the same where nothing hurts', { steps: clean, router: page('FortiGate') }, ['nothing-to-do']],
  [
    'no look at the router',
    { steps: confirmed, router: null },
    ['turn-alg-off', 'check-server-nat-settings', 'check-again-after-change'],
  ],
];

const shortName = (
  { code, params }: ReturnType<typeof advice>[number],
  expected: readonly string[],
): string => {
  const detail = params['path'] ?? params['way'];
  const long = detail === undefined ? code : `${code} ${detail}`;
  return expected.includes(long) ? long : code;
};

describe('advice', () => {
  it.each(rows)('with %s', (_what, row, expected) => {
    expect(advice(row).map((item) => shortName(item, expected))).toEqual(expected);
  });

  it('has a situation here for every code it may give', () => {
    const given = new Set(rows.flatMap(([, , expected]) => expected.map((name) => name.split(' ')[0])));
    expect(routerAdviceCodeSchema.options.filter((code) => !given.has(code))).toEqual([]);
  });

  it('names router, list, seconds', () => {
    expect(advice({ steps: confirmed, router: draytek })[0]).toEqual({
      code: 'turn-alg-off-here',
      params: { router: 'draytek-vigor', name: expect.stringContaining('DrayTek'), list: 0 },
    });
    expect(advice({ steps: clean, router: page('pfSense - Login') })[1]).toMatchObject({
      params: { router: 'netgate-pfsense', seconds: 300 },
    });
    expect(advice({ steps: clean, router: page('FortiGate'), symptom: 'call-drops' })[1]).toEqual({
      code: 'set-keep-alive',
      params: { seconds: 25 },
    });
  });

  it('recommends no path that was not clean in this very run', () => {
    const given = advice({
      steps: [...confirmed, ask('tcp', { viaHost: '203.0.113.2' }), ask('tls')],
      router: description('BT', 'BT Home Hub 5'),
    });
    expect(given.some(({ code }) => code === 'use-clean-path')).toBe(false);
  });

  it.each(knownRuns)('is the verdict’s own where nobody looked at the router: $name', ({ observations }) => {
    const facts = readFacts(observations);
    const verdict = algVerdict(observations);
    expect(routerAdvice({ facts, verdict, router: null, isLinePoor: false, symptom: null })).toEqual(
      adviceFor(facts, verdict),
    );
  });

  it.each(knownRuns)('is never none, each piece once, each with a sentence: $name', ({ observations }) => {
    for (const script of [draytek, page('FRITZ!Box'), {}, description('BT', 'BT Home Hub 5')]) {
      const run = withRouter(observations, script);
      const given = routerAdvice({
        facts: readFacts(run),
        verdict: algVerdict(run),
        router: routerSection(run, identifier),
        isLinePoor: false,
        symptom: null,
      });
      expect(given.length).toBeGreaterThan(0);
      expect(new Set(given.map((item) => JSON.stringify(item))).size).toBe(given.length);
      for (const item of given) expect(adviceSentence(item)).not.toMatch(/undefined|null|NaN/);
    }
  });

  it.each(knownRuns)('never changes the verdict by looking: $name', ({ observations }) => {
    expect(algVerdict(withRouter(observations, draytek))).toEqual(algVerdict(observations));
  });
});
