// Whatever a server sends, in whatever order: a machine never throws, ends once, never sends what firewalls ban, never
// says a password twice, and leaves no leg without a goodbye.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { dialogRuleBreach, followUpBreach } from '../../../../shared/dialog/dialog-rules.ts';
import type { DialogInput, TimerName } from '../../../../shared/dialog/dialog-types.ts';
import { observationSchema } from '../../../../shared/observation/observation.ts';
import {
  type Bench,
  calling,
  challenge,
  registering,
  sdp,
  serverContact,
  staleChallenge,
  theirRequest,
} from './bench.ts';

const statuses = fc.constantFrom(
  '100 Trying',
  '180 Ringing',
  '200 OK',
  '302 Moved',
  '401 Unauthorized',
  '407 Proxy',
  '422 Small',
  '404 No',
  '481 Gone',
  '487 Over',
  '503 Down',
);
const headers = fc.subarray([
  serverContact,
  challenge,
  staleChallenge,
  challenge.replace('WWW', 'Proxy'),
  'Contact: *',
  'Contact: <sip:\u00ff',
  'Record-Route: <sip:p.example;lr>, garbage',
  'Session-Expires: 90;refresher=uac',
  'Session-Expires: 99999999999999999999',
  'Min-SE: 120',
  'Allow: UPDATE',
  'To: <sip:sipvicious@x>;tag=evil',
  `Require: ${'x'.repeat(900)}`,
]);
const bodies = fc.constantFrom('', sdp(), sdp({ c: '224.0.0.1' }), 'v=0\r\nm=audio', '\u0000\u00ff');
const timers = fc.constantFrom<TimerName>(
  'retransmit',
  'give-up',
  'ring-limit',
  'cancel-retransmit',
  'cancel-limit',
  'bye-retransmit',
  'bye-limit',
  'answer-again',
  'refresh',
  'refresh-limit',
  'session-end',
);

type AnyBench = Bench<unknown, DialogInput | { kind: 'hang-up'; media: null }>;
type Act = (bench: AnyBench) => void;

const breakConnection: Act = (bench) => bench.feed({ kind: 'flow-failed', code: 'other' });

const serverActs: fc.Arbitrary<Act> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('INVITE', 'BYE', 'CANCEL', 'UPDATE', 'REGISTER'),
      statuses,
      headers,
      bodies,
      fc.constantFrom('a', 'b', null),
    )
    .map(
      ([method, status, lines, body, toTag]): Act =>
        (bench) => {
          if (bench.last(method) !== '') bench.answer(method, status, { headers: lines, body, toTag });
        },
    ),
  fc
    .tuple(
      fc.constantFrom('BYE', 'INVITE', 'ACK', 'OPTIONS', 'UPDATE', 'CANCEL', 'X'),
      fc.constantFrom('a', 'b', ''),
      fc.integer({ min: 0, max: 5 }),
      headers,
      bodies,
    )
    .map(
      ([method, fromTag, cseq, lines, body]): Act =>
        (bench) =>
          bench.receive(theirRequest(method, { fromTag, cseq, headers: lines, body })),
    ),
  fc.string().map(
    (text): Act =>
      (bench) =>
        bench.receive(latin1ToBytes(text.replaceAll(/[^\u0000-\u00ff]/g, ''))),
  ),
  timers.map(
    (timer): Act =>
      (bench) =>
        bench.after(100).feed({ kind: 'timer', timer }),
  ),
  fc.constantFrom<Act>(
    (bench) => bench.feed({ kind: 'cancel' }),
    breakConnection,
    (bench) => bench.feed({ kind: 'refused', reason: 'request-budget' }),
  ),
);

const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 10, arbitrary: serverActs },
  { weight: 1, arbitrary: fc.constant<Act>((bench) => bench.feed({ kind: 'hang-up', media: null })) },
);

/** What must hold at every moment. */
function holds(bench: AnyBench): void {
  const ends = bench.effects.filter(({ kind }) => kind === 'end').length;
  expect(ends).toBeLessThanOrEqual(1);
  expect(bench.facts.length).toBe(ends);
  for (const fact of bench.facts) observationSchema.parse({ id: 1, atMs: 0, ...fact });
  const breaches = bench.effects.map((effect) =>
    effect.kind === 'request' ? dialogRuleBreach(effect.bytes, 'pbx.example') : null,
  );
  expect(breaches.filter((breach) => breach !== null)).toEqual([]);
  const end = bench.effects.findIndex(({ kind }) => kind === 'end');
  const late = end < 0 ? [] : bench.effects.slice(end + 1).map(({ kind }) => kind);
  expect(late.filter((kind) => kind !== 'follow' && kind !== 'arm')).toEqual([]);
}

const tagOf = (text: string, name: string): string =>
  new RegExp(`^${name}: .*;tag=(\\S+)`, 'm').exec(text)?.[1] ?? '';
const branchOf = (text: string): string => /branch=([^;\s]+)/.exec(text)?.[1] ?? '';

/** Tags of legs that got the ACK of an answer, and nothing that ended them. */
function legsLeft({ sent }: AnyBench): readonly string[] {
  const invites = new Set(sent.filter((text) => text.startsWith('INVITE')).map(branchOf));
  const acks = sent.filter((text) => text.startsWith('ACK') && !invites.has(branchOf(text)));
  const ended = new Set([
    ...sent.filter((text) => text.startsWith('BYE')).map((text) => tagOf(text, 'To')),
    ...sent
      .filter((text) => /^SIP\/2\.0 200[^]*^CSeq: \d+ BYE/m.test(text))
      .map((text) => tagOf(text, 'From')),
  ]);
  return acks.map((text) => tagOf(text, 'To')).filter((tag) => !ended.has(tag));
}

describe('any server', () => {
  it('ends a call once and in good order', () => {
    fc.assert(
      fc.property(
        fc.array(acts, { maxLength: 25 }),
        fc.constantFrom('call', 'readback'),
        (script, purpose) => {
          const bench = calling({ purpose: purpose === 'call' ? 'call' : 'readback' }) as unknown as AnyBench;
          for (const act of script) act(bench);
          holds(bench);
          const tries = new Set(
            bench.sent.filter((text) => text.startsWith('INVITE') && /uthorization: /.test(text)),
          );
          // Two for an old nonce; the same again after a 422, which an accepted login comes before.
          expect(tries.size).toBeLessThanOrEqual(4);
          bench.feed({ kind: 'cancel' }).feed({ kind: 'hang-up', media: null });
          for (const timer of ['give-up', 'cancel-limit', 'bye-limit'] as const)
            bench.feed({ kind: 'timer', timer });
          expect(bench.hasEnded).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('ends a registration once, and hears of the password twice at most', () => {
    fc.assert(
      fc.property(fc.array(serverActs, { maxLength: 25 }), (script) => {
        const bench = registering() as unknown as AnyBench;
        for (const act of script) act(bench);
        holds(bench);
        expect(new Set(bench.sent.filter((text) => /uthorization: /.test(text))).size).toBeLessThanOrEqual(2);
        expect(bench.feed({ kind: 'cancel' }).hasEnded).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('has no leg left standing when a call is over', () => {
    const connected = fc.array(
      acts.filter((act) => act !== breakConnection),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(connected, (script) => {
        const bench = calling() as unknown as AnyBench;
        for (const act of script) act(bench);
        bench.feed({ kind: 'cancel' }).feed({ kind: 'hang-up', media: null });
        expect(legsLeft(bench)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('gets no follow-up that breaks a rule, or the guard would keep it', () => {
    const bench = calling().answer('INVITE', '200 OK', { headers: [serverContact], body: sdp() });
    const breaches = bench.effects.map((effect) =>
      effect.kind === 'follow' ? followUpBreach(effect.bytes) : 'no follow-up',
    );
    expect(breaches).toContain(null);
    expect(breaches.filter((breach) => breach !== null && breach !== 'no follow-up')).toEqual([]);
  });
});
