// What must hold for any run, in any order, with anything missing.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation, ObservationOf } from '../../../../shared/observation/observation.ts';
import { algVerdict, algVerdictSchema } from '../../../../shared/verdict/alg-verdict.ts';
import { knownRuns } from '../../../fakes/known-runs.ts';
import { altPath, ask, buildRun, plain, type ReplyScript, type Step } from '../../../fakes/run-script.ts';
import { asBytes } from '../../../fakes/server-reply.ts';

const reply: fc.Arbitrary<ReplyScript> = fc.record(
  {
    received: fc.constantFrom('192.168.1.10', '203.0.113.2', '203.0.113.3', '172.17.0.1', 'odd', null),
    rport: fc.constantFrom('own' as const, 'mapped' as const, null, 0),
    viaHost: fc.constantFrom('192.168.1.10', '203.0.113.2', '10.0.0.2', 'pbx.example', '[2001:db8::2]'),
    viaPort: fc.constantFrom(5060, 40_001, 60_001, 0, null),
    branch: fc.constantFrom('z9hG4bKother', ''),
    callId: fc.constantFrom('token1@203.0.113.2', '', 'x'.repeat(2000)),
    fromHost: fc.constantFrom('203.0.113.2', 'pbx.example'),
    fromDisplay: fc.constantFrom('check 203.0.113.2', null),
    toHost: fc.constantFrom('sip.example', '192.168.1.10'),
    status: fc.constantFrom('200 OK', '404 Not Found', '100 Trying', '999 Odd'),
    server: fc.constantFrom('OtherProxy/2', null),
    extraLines: fc.constantFrom(['Via: SIP/2.0/UDP 198.51.100.3'], [' folded', 'broken']),
    usesCompactNames: fc.boolean(),
    socket: fc.constantFrom('a' as const, 'b' as const),
    isLate: fc.boolean(),
    from: fc.constant({ address: '198.51.100.66', port: 5060 }),
    bytes: fc.constantFrom('', 'HTTP/1.1 400 Bad\r\n\r\n', 'SIP/2.0 200 OK\r\n\r\n'),
  },
  { requiredKeys: [] },
);

const probe = fc.constantFrom(
  'truthful' as const,
  'decoy' as const,
  'translated' as const,
  'diverted' as const,
  'alternative-port' as const,
  'tcp' as const,
  'tls' as const,
);

const step: fc.Arbitrary<Step> = fc
  .record({
    what: fc.record(
      {
        probe,
        sends: fc.integer({ min: 0, max: 4 }),
        path: fc.constant(altPath),
        failure: fc.constantFrom('port-unreachable' as const, 'other' as const),
      },
      { requiredKeys: ['probe'] },
    ),
    replies: fc.array(fc.oneof({ weight: 2, arbitrary: fc.constant(plain) }, reply), { maxLength: 3 }),
  })
  .map(({ what, replies }) => ask(what, ...replies));

const surroundings = fc.record(
  {
    sameNetwork: fc.constantFrom(true, null),
    interfaceKind: fc.constant('vpn' as const),
    localAddress: fc.constantFrom('198.51.100.4', '100.64.0.9'),
  },
  { requiredKeys: [] },
);

const run = fc
  .tuple(fc.array(step, { maxLength: 6 }), surroundings)
  .map(([steps, around]) => buildRun(steps, around));

/** Parts of a run, in any order. */
const wreck = run.chain((observations) => fc.shuffledSubarray([...observations]));

/** A run in which every probe had its plain answer or a random one. */
const known = fc.oneof(
  run,
  fc.constantFrom(...knownRuns).map(({ observations }) => observations),
);

const copyOf = (observation: ObservationOf<'reply-received'>, id: number): Observation => ({
  ...observation,
  id,
  isDuplicate: true,
});

describe('algVerdict', () => {
  it('never throws, is deterministic and fits its schema on any part of a run in any order', () => {
    fc.assert(
      fc.property(wreck, (observations) => {
        const verdict = algVerdict(observations);
        expect(algVerdictSchema.parse(verdict)).toEqual(verdict);
        expect(algVerdict(structuredClone(observations))).toEqual(verdict);
      }),
      { numRuns: 400 },
    );
  });

  it('does not change the observations it judges', () => {
    fc.assert(
      fc.property(run, (observations) => {
        const before = structuredClone(observations);
        algVerdict(observations);
        expect(observations).toEqual(before);
      }),
      { numRuns: 50 },
    );
  });

  it('is never more severe without the decoy: leaving it out makes nothing "confirmed"', () => {
    const others = fc.array(step, { maxLength: 5 });
    const decoy = fc.constantFrom(
      ask('decoy', plain),
      ask('decoy'),
      ask('decoy', { viaHost: '203.0.113.2' }),
    );
    fc.assert(
      fc.property(others, decoy, (steps, last) => {
        const observations = buildRun([...steps, last]);
        fc.pre(algVerdict(observations).level !== 'confirmed');
        const without = observations.filter((o) => !('probe' in o) || o.probe !== 'decoy');
        expect(algVerdict(without).level).not.toBe('confirmed');
      }),
      { numRuns: 400 },
    );
  });

  it('has the same level when the network copies replies', () => {
    fc.assert(
      fc.property(known, fc.nat({ max: 6 }), (observations, copies) => {
        const replies = observations.filter((o) => o.kind === 'reply-received');
        const more = replies.slice(0, copies).map((o, i) => copyOf(o, observations.length + 1 + i));
        const { level, reason, score, confidence } = algVerdict([...observations, ...more]);
        expect({ level, reason, score, confidence }).toEqual(
          (({ level, reason, score, confidence }) => ({ level, reason, score, confidence }))(
            algVerdict(observations),
          ),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('accuses nobody over replies of any bytes', () => {
    const garbage = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map(asBytes),
      fc
        .string({ unit: 'binary-ascii', maxLength: 200 })
        .map((text) => ({ bytes: `SIP/2.0 200 OK\r\n${text}` })),
    );
    fc.assert(
      fc.property(garbage, garbage, garbage, (first, second, third) => {
        const steps = [
          ask('truthful', first),
          ask('diverted', { ...second, socket: 'b' }),
          ask('decoy', third),
        ];
        const verdict = algVerdict(buildRun([...steps, ask('alternative-port', plain)]));
        expect(
          verdict.evidence.filter(({ direction, path }) => direction === 'for' && path.port === 5060),
        ).toEqual([]);
        expect(verdict.level).toBe('inconclusive');
      }),
      { numRuns: 400 },
    );
  });

  it('accuses nobody when every answer is that of a plain NAT, whatever is missing', () => {
    const honest = fc.array(
      probe.map((name) => ask(name, plain)),
      { maxLength: 7 },
    );
    fc.assert(
      fc.property(
        honest.chain((steps) => fc.shuffledSubarray([...buildRun(steps)])),
        (observations) => {
          expect(['unlikely', 'inconclusive', 'blocked']).toContain(algVerdict(observations).level);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('counts no accusation without evidence that names its observations', () => {
    fc.assert(
      fc.property(known, (observations) => {
        const ids = new Set(observations.map(({ id }) => id));
        const { evidence } = algVerdict(observations);
        for (const item of evidence) {
          expect(item.observations.length).toBeGreaterThan(0);
          expect([...item.observations, ...item.control].every((id) => ids.has(id))).toBe(true);
        }
        expect(new Set(evidence.map(({ id }) => id)).size).toBe(evidence.length);
      }),
      { numRuns: 200 },
    );
  });
});
