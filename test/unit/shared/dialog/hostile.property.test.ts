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
    (bench) => bench.feed({ kind: 'flow-failed', code: 'other' }),
    (bench) => bench.feed({ kind: 'refused', reason: 'request-budget' }),
  ),
);

const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 10, arbitrary: serverActs },
  { weight: 1, arbitrary: fc.constant<Act>((bench) => bench.feed({ kind: 'hang-up', media: null })) },
);

function holds(bench: AnyBench): void {
  expect(bench.effects.filter(({ kind }) => kind === 'end').length).toBeLessThanOrEqual(1);
  expect(bench.facts.length).toBe(bench.effects.filter(({ kind }) => kind === 'end').length);
  for (const fact of bench.facts) observationSchema.parse({ id: 1, atMs: 0, ...fact });
  for (const effect of bench.effects)
    if (effect.kind === 'request') expect(dialogRuleBreach(effect.bytes, 'pbx.example')).toBeNull();
  const ended = bench.effects.findIndex(({ kind }) => kind === 'end');
  if (ended >= 0)
    expect(bench.effects.slice(ended + 1).every(({ kind }) => kind === 'follow' || kind === 'arm')).toBe(
      true,
    );
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
          // Whoever got the ACK of an answer gets a goodbye, unless they said it themselves or nothing can be sent.
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

  it('gets no follow-up that breaks a rule, or the guard would keep it', () => {
    const bench = calling().answer('INVITE', '200 OK', { headers: [serverContact], body: sdp() });
    for (const effect of bench.effects)
      if (effect.kind === 'follow') expect(followUpBreach(effect.bytes)).toBeNull();
  });
});
