// Exchanges as a run would have observed them, and a run of the plan against them: no network, no time.
import { bytesToLatin1 } from '../../../../shared/base/bytes.ts';
import { type Exchange, groupExchanges } from '../../../../shared/exchange/exchange.ts';
import type { Fact, Observation, ObservationOf } from '../../../../shared/observation/observation.ts';
import { pathName } from '../../../../shared/observation/path.ts';
import { nextWish, type PlanContext, type Wish } from '../../../../shared/probe/plan.ts';
import { buildProbeRequest } from '../../../../shared/probe/probe-request.ts';
import { type ReplyShape, replyTo } from '../../../fakes/network/reply.ts';
import { localA, server } from './exchange-bench.ts';

export const udp = (port: number) => ({ transport: 'udp', port }) as const;
export const tcpPath = { transport: 'tcp', port: 5060 } as const;
export const tlsPath = { transport: 'tls', port: 5061 } as const;

export const context = (changes: Partial<PlanContext> = {}): PlanContext => ({
  mode: 'anonymous',
  family: 4,
  mainPath: udp(5060),
  altPath: null,
  streamPaths: [],
  isNearby: false,
  ...changes,
});

/** How one wish turns out. */
export type Outcome =
  /** Answered; the server saw another address, as beyond a plain NAT. */
  | 'translated'
  /** Answered; the server claims to have seen our own address and port. */
  | 'own-pair'
  | 'not-stated'
  /** Answered with another Via host than was sent. */
  | 'edited'
  /** Answered, but only a re-print: the port is gone from From. */
  | 'reprinted'
  | 'answered-on-b'
  | 'silent-once'
  | 'silent-twice'
  | 'silent-thrice'
  | 'failed'
  | 'contradicted'
  | 'forged'
  /** The guard did not let it leave. */
  | 'refused';

export const allOutcomes: readonly Outcome[] = [
  'translated',
  'own-pair',
  'not-stated',
  'edited',
  'reprinted',
  'answered-on-b',
  'silent-once',
  'silent-twice',
  'silent-thrice',
  'failed',
  'contradicted',
  'forged',
  'refused',
];

const shapes: Partial<Record<Outcome, readonly ReplyShape[]>> = {
  translated: [{}],
  'answered-on-b': [{}],
  forged: [{}],
  'own-pair': [{ received: localA.address, rport: localA.port }],
  'not-stated': [{ received: null, rport: null }],
  edited: [
    {
      edits: [
        ['SIP/2.0/UDP 203.', 'SIP/2.0/UDP 10.'],
        ['SIP/2.0/UDP 192.', 'SIP/2.0/UDP 11.'],
      ],
    },
  ],
  reprinted: [{ edits: [[`:${localA.port}>`, '>']] }],
  contradicted: [{}, { status: '404 Not Found' }],
};
const transmissions: Partial<Record<Outcome, number>> = { 'silent-twice': 2, 'silent-thrice': 3, refused: 0 };

function factsOf(wish: Wish, exchange: number, outcome: Outcome): readonly Fact[] {
  const { probe, path, claim } = wish;
  const of = { exchange, probe, path };
  const claimed = typeof claim === 'object' && 'address' in claim ? claim : localA;
  const ids = { branch: `z9hG4bK${exchange}`, callIdToken: `c${exchange}`, fromTag: 't', cseqNumber: 1 };
  const bytes = buildProbeRequest({
    serverName: 'pbx.example',
    transport: path.transport,
    fromUser: 'algcheck',
    claimed,
    ids,
  });
  const remote = { ...server, port: path.port };
  const from = outcome === 'forged' ? { ...remote, address: '198.51.100.66' } : remote;
  const isAnswered = shapes[outcome] !== undefined && outcome !== 'forged';
  const replies = (shapes[outcome] ?? []).map((shape) => bytesToLatin1(replyTo(bytes, shape)));
  const sends = Array.from({ length: transmissions[outcome] ?? 1 }, (_, i) => i + 1);
  return [
    ...sends.map(
      (transmission): Fact => ({
        kind: 'request-sent',
        ...of,
        socket: 'a',
        transmission,
        local: localA,
        remote,
        bytes: bytesToLatin1(bytes),
      }),
    ),
    ...replies.map(
      (text): Fact => ({
        kind: 'reply-received',
        ...of,
        socket: outcome === 'answered-on-b' ? 'b' : 'a',
        from,
        bytes: text,
        matchedBy: ['branch'],
        isDuplicate: false,
        isLate: false,
        sinceRequestMs: 10,
      }),
    ),
    ...(outcome === 'failed'
      ? [{ kind: 'flow-failed', ...of, phase: 'receive', code: 'port-unreachable' } as const]
      : []),
    ...(outcome === 'refused' ? [{ kind: 'not-sent', probe, path, reason: 'request-budget' } as const] : []),
    {
      kind: 'exchange-ended',
      ...of,
      outcome: isAnswered ? 'answered' : 'silent',
      transmissions: sends.length,
      waitedMs: 10,
    },
  ];
}

export type Seen = {
  readonly exchanges: readonly Exchange[];
  readonly notSent: readonly ObservationOf<'not-sent'>[];
};

export type PlannedRun = { readonly wishes: readonly Wish[]; readonly seen: Seen; readonly isDone: boolean };

/** Follows the plan to its end, at most 40 wishes; `outcomeOf` says how each turns out. */
export function followPlan(of: PlanContext, outcomeOf: (name: string, nth: number) => Outcome): PlannedRun {
  const observations: Observation[] = [];
  const wishes: Wish[] = [];
  for (;;) {
    const seen: Seen = {
      exchanges: groupExchanges(observations),
      notSent: observations.filter((o) => o.kind === 'not-sent'),
    };
    const wish = wishes.length < 40 ? nextWish(of, seen) : null;
    if (wish === null) return { wishes, seen, isDone: wishes.length < 40 };
    wishes.push(wish);
    const nth = wishes.filter((earlier) => nameOf(earlier) === nameOf(wish)).length;
    for (const fact of factsOf(wish, wishes.length, outcomeOf(nameOf(wish), nth)))
      observations.push({ id: observations.length + 1, atMs: 0, ...fact });
  }
}

/** `truthful`, with the path where it is not udp/5060. */
export const nameOf = ({ probe, path }: Pick<Wish, 'probe' | 'path'>): string =>
  pathName(path) === 'udp/5060' ? probe : `${probe} ${pathName(path)}`;

/** Names of the wishes, when each name always turns out as listed; `+` separates the first time from the later ones. */
export const sequence = (of: PlanContext, outcomes: Readonly<Record<string, string>>): readonly string[] =>
  followPlan(of, (name, nth) => {
    const listed = (outcomes[name] ?? 'translated').split('+');
    return (listed[nth - 1] ?? listed.at(-1)) as Outcome;
  }).wishes.map(nameOf);
