import { describe, expect, it } from 'vitest';
import { algVerdict } from '../../../../shared/verdict/alg-verdict.ts';
import { reasonSchema } from '../../../../shared/verdict/level.ts';
import { judge, levelAndReason } from '../../../fakes/judge.ts';
import {
  altPath,
  ask,
  buildBareRun,
  buildRun,
  notSent,
  onSocketB,
  ownPair,
  plain,
  type Step,
  type Surroundings,
  stray,
  unreachable,
} from '../../../fakes/run-script.ts';

type Row = readonly [level: string, steps: readonly Step[], surroundings?: Surroundings];

const reached: readonly Row[] = [
  ['confirmed proof-reproduced', [ask('truthful', ownPair), ask('decoy', plain)]],
  ['likely proof-once', [ask('truthful', plain), ask('diverted', onSocketB)]],
  ['likely proof-with-open-question', [ask('truthful', ownPair), ask('alternative-port', plain)]],
  ['possible traces-only', [ask('truthful', ownPair)]],
  ['unlikely clean-with-coverage', [ask('truthful', plain), ask('diverted', plain)]],
  ['blocked path-dead-control-alive', [ask({ probe: 'truthful', sends: 5 }), ask('alternative-port', plain)]],
  ['not-applicable same-network', [ask('truthful', ownPair)], { sameNetwork: true }],
  ['not-applicable vpn', [ask('truthful', plain)], { interfaceKind: 'vpn' }],
  ['not-applicable no-translation', [ask('truthful', ownPair), ask('decoy', ownPair)]],
  ['inconclusive nothing-sent', [notSent('truthful', 'request-budget')]],
  ['inconclusive no-answer', [ask('truthful')]],
  ['inconclusive answers-stopped', [ask('truthful', plain), ask({ probe: 'diverted', sends: 3 })]],
  ['inconclusive too-few-tries', [ask('truthful'), ask('alternative-port', plain)]],
  ['inconclusive too-little-coverage', [ask('truthful', plain)]],
  ['inconclusive not-sip', [ask('truthful'), stray('not-sip')]],
  ['inconclusive replies-to-others', [ask('truthful'), stray('no-such-request'), stray('not-sip')]],
  [
    'inconclusive foreign-replies-only',
    [ask('truthful', { from: { address: '198.51.100.66', port: 5060 } })],
  ],
  ['inconclusive contradicting-replies', [ask('truthful', plain, ownPair)]],
  ['inconclusive port-closed', [ask({ probe: 'truthful', failure: 'port-unreachable' })]],
  ['inconclusive server-unreachable', [unreachable('route')]],
];

describe('levels', () => {
  it.each(reached.map(([expected, steps, around = {}]) => ({ expected, steps, around })))(
    '$expected is reached',
    ({ expected, steps, around }) => {
      expect(levelAndReason(steps, around)).toBe(expected);
    },
  );

  it('are reached for every reason there is', () => {
    const reasons = reached.map(([text]) => text.split(' ')[1]);
    expect(new Set(reasons)).toEqual(new Set(reasonSchema.options));
  });

  it.each([
    [
      'a host that cannot be reached',
      { probe: 'truthful', failure: 'host-unreachable' },
      'server-unreachable',
    ],
    [
      'a socket that cannot be opened',
      { probe: 'truthful', sends: 0, failure: 'no-socket' },
      'server-unreachable',
    ],
    [
      'a closed port without a packet',
      { probe: 'truthful', sends: 0, failure: 'connection-refused' },
      'port-closed',
    ],
  ] as const)('say why %s stayed without an answer', (_name, what, reason) => {
    expect(levelAndReason([ask(what)])).toBe(`inconclusive ${reason}`);
  });

  it.each([
    ['a server whose name nobody resolves', [unreachable('name')], 'server-unreachable'],
    ['no observation at all', [], 'nothing-sent'],
    ['answers without a resolved server', [ask('truthful', plain)], 'nothing-sent'],
  ] as const)('are inconclusive with %s', (_name, steps, reason) => {
    expect(algVerdict(buildBareRun(steps))).toMatchObject({
      level: 'inconclusive',
      reason,
      score: 0,
      confidence: null,
    });
  });

  it('are about the port of the server, whichever it is', () => {
    const verdict = algVerdict(buildRun([ask('truthful', ownPair), ask('decoy', plain)], { port: 5160 }));
    expect(verdict).toMatchObject({ level: 'inconclusive', reason: 'nothing-sent' });
    expect(verdict.paths).toMatchObject([{ port: 5060, level: 'confirmed' }]);
  });
});

describe('confirmed', () => {
  const diverted = ask('diverted', onSocketB);
  const edited = ask('translated', { viaHost: '192.168.1.10', viaPort: 40_001 });

  it.each([
    ['two different findings', [ask('truthful', plain), diverted, edited]],
    ['the same finding twice', [ask('truthful', plain), diverted, diverted]],
    ['one settled pair of truthful and decoy', [ask('truthful', ownPair), ask('decoy', plain)]],
  ] as const)('takes %s', (_name, steps) => {
    expect(judge(steps)).toMatchObject({ level: 'confirmed', confidence: 0.95, score: 100 });
  });

  it.each([
    ['one finding', [ask('truthful', plain), diverted], 'proof-once'],
    [
      'two findings that are both open',
      [ask('truthful', ownPair), ask('truthful', ownPair), ask('alternative-port', plain)],
      'proof-with-open-question',
    ],
    [
      'one settled and one open finding',
      [
        ask('truthful', ownPair),
        ask('alternative-port', plain),
        ask('diverted', { ...onSocketB, ...ownPair }),
      ],
      'proof-once',
    ],
    [
      'one finding on each of two paths',
      [
        ask('truthful', plain),
        diverted,
        ask({ probe: 'diverted', path: altPath }, onSocketB),
        ask('alternative-port', plain),
      ],
      'proof-once',
    ],
  ] as const)('is not reached by %s', (_name, steps, reason) => {
    expect(judge(steps)).toMatchObject({ level: 'likely', reason, confidence: 0.8 });
  });

  it('grows more certain with every further finding, up to 99 %', () => {
    const confidences = [2, 3, 4, 9].map(
      (times) => judge([ask('truthful', plain), ...Array.from({ length: times }, () => diverted)]).confidence,
    );
    expect(confidences).toEqual([0.95, 0.96, 0.97, 0.99]);
  });
});

describe('traces', () => {
  it('never add up to "likely"', () => {
    const extra = { extraLines: ['Via: SIP/2.0/UDP 198.51.100.3;branch=z9hG4bKp'] };
    const steps = [
      ask('truthful', { ...ownPair, ...extra, branch: 'z9hG4bKother', server: 'OtherProxy/2' }),
      ask('truthful', { ...ownPair, ...extra, callId: 'x@y' }),
    ];
    expect(judge(steps)).toMatchObject({ level: 'possible', score: 59, confidence: 0.4 });
  });

  it('outweigh clean probes', () => {
    const steps = [ask('truthful', plain), ask('diverted', { cseq: '1 OPTIONS' })];
    expect(judge(steps)).toMatchObject({ level: 'possible', score: 40 });
  });
});

describe('unlikely', () => {
  it.each([
    ['a truthful answer alone', [ask('truthful', plain)]],
    ['a diverted answer alone', [ask('diverted', plain)]],
    ['no NAT visible in truthful', [ask('truthful', { received: null }), ask('diverted', plain)]],
    ['truthful clean on another path only', [ask('alternative-port', plain), ask('diverted', plain)]],
    [
      'truthful, decoy and translated but no diverted',
      [ask('truthful', plain), ask('decoy', plain), ask('translated', plain)],
    ],
  ] as const)('is not said after %s', (_name, steps) => {
    expect(judge(steps).level).toBe('inconclusive');
  });

  it('is said of TCP and TLS after a clean truthful request, for no second socket can be named there', () => {
    const { paths } = judge([ask('truthful', plain), ask('tcp', plain), ask('tls', plain)]);
    expect(paths.map(({ transport, level }) => [transport, level])).toEqual([
      ['udp', 'inconclusive'],
      ['tcp', 'unlikely'],
      ['tls', 'unlikely'],
    ]);
  });

  it('is said of another port that came back clean where the main one is edited', () => {
    const { paths, level } = judge([
      ask('truthful', ownPair),
      ask('decoy', plain),
      ask('alternative-port', plain),
    ]);
    expect(level).toBe('confirmed');
    expect(paths.find(({ port }) => port === 5160)?.level).toBe('unlikely');
  });

  it('is not said of another port when only the diverted probe gave the editor away', () => {
    const { paths } = judge([
      ask('truthful', plain),
      ask('diverted', onSocketB),
      ask('alternative-port', plain),
    ]);
    expect(paths.find(({ port }) => port === 5160)?.level).toBe('inconclusive');
  });

  it('grows more certain with every further kind of clean probe, and never full', () => {
    const further = [ask('decoy', plain), ask('translated', plain), ask('alternative-port', plain)];
    const confidences = [0, 1, 2, 3].map(
      (count) =>
        judge([ask('truthful', plain), ask('diverted', plain), ...further.slice(0, count)]).confidence,
    );
    expect(confidences).toEqual([0.7, 0.77, 0.84, 0.91]);
  });

  it('grows no more certain by a further probe that stayed silent or failed', () => {
    for (const step of [ask('decoy'), ask('tcp'), ask({ probe: 'tls', sends: 0, failure: 'tls-failed' })])
      expect(judge([ask('truthful', plain), ask('diverted', plain), step]).confidence).toBe(0.7);
  });
});

describe('the older words', () => {
  it.each([
    ['LIKELY', [ask('truthful', ownPair), ask('decoy', plain)]],
    ['LIKELY', [ask('truthful', plain), ask('diverted', onSocketB)]],
    ['POSSIBLE', [ask('truthful', ownPair)]],
    ['UNLIKELY', [ask('truthful', plain), ask('diverted', plain)]],
    [null, [ask('truthful')]],
    [null, [ask({ probe: 'truthful', sends: 5 }), ask('alternative-port', plain)]],
    [null, [ask('truthful', ownPair), ask('decoy', ownPair)]],
  ] as const)('are %s where the older tool had one, else none', (word, steps) => {
    expect(judge(steps).legacy).toBe(word);
  });
});
