// What was tested and how it came back, and what was not tested and why. A level without this list is a guess.
import { z } from 'zod';
import type { Exchange } from '../exchange/exchange.ts';
import { notSentReasonSchema, type Observation } from '../observation/observation.ts';
import { pathSchema, probeNameSchema } from '../observation/path.ts';
import type { Evidence } from './evidence.ts';
import type { Facts } from './facts.ts';

export const coverageEntrySchema = z.strictObject({
  probe: probeNameSchema,
  path: pathSchema,
  result: z.enum(['clean', 'edited', 'unclear', 'unusable', 'silent', 'failed']),
  exchange: z.int().min(1).max(100),
});
export type CoverageEntry = Readonly<z.infer<typeof coverageEntrySchema>>;

/** Parts of a phone call's messages that OPTIONS requests do not carry. */
export const untestedPartSchema = z.enum([
  'call-audio-addresses',
  'registered-contact',
  'incoming-calls',
  'idle-timeout',
]);

export const notTestedSchema = z.union([
  z.strictObject({ probe: probeNameSchema, path: pathSchema, reason: notSentReasonSchema }),
  z.strictObject({ part: untestedPartSchema, reason: z.literal('needs-account-or-responder') }),
]);
export type NotTested = Readonly<z.infer<typeof notTestedSchema>>;

export const coverageOf = (facts: Facts, evidence: readonly Evidence[]): CoverageEntry[] =>
  facts.exchanges
    .filter((exchange) => exchange.requests.length > 0 || exchange.failure !== null)
    .map((exchange) => ({
      probe: exchange.probe,
      path: exchange.path,
      result: resultOf(exchange, evidence),
      exchange: exchange.exchange,
    }));

function resultOf(exchange: Exchange, evidence: readonly Evidence[]): CoverageEntry['result'] {
  if (exchange.failure !== null && exchange.answer === null) return 'failed';
  if (exchange.isSilent) return 'silent';
  if (exchange.answer === null) return 'unusable';
  const request = exchange.requests[0]?.id;
  const own = evidence.filter((item) => request !== undefined && item.observations.includes(request));
  if (own.some((item) => item.direction === 'for' && item.weight === 100))
    return isControl(exchange, own) ? 'clean' : 'edited';
  if (own.some((item) => item.direction === 'for')) return 'unclear';
  return own.some((item) => item.direction === 'against') ? 'clean' : 'unclear';
}

/** `decoy-differs` is filed under the decoy, which is the half of the pair that came back as it should. */
const isControl = (exchange: Exchange, own: readonly Evidence[]): boolean =>
  exchange.probe === 'decoy' &&
  own.every((item) => item.rule === 'decoy-differs' || item.direction !== 'for');

/** Probes that were planned and not sent, then the parts of a call that no OPTIONS request can show. */
export function notTestedOf(facts: Facts): NotTested[] {
  const probes = facts.observations
    .filter((o) => o.kind === 'not-sent')
    .map(({ probe, path, reason }) => ({ probe, path, reason }));
  return [
    ...probes,
    ...untestedPartSchema.options
      .filter((part) => !isTested(facts, part))
      .map((part) => ({ part, reason: 'needs-account-or-responder' as const })),
  ];
}

/** An account showed this part of a call as the server got it. */
function isTested(facts: Facts, part: z.infer<typeof untestedPartSchema>): boolean {
  const has = (is: (o: Observation) => boolean): boolean => facts.observations.some(is);
  switch (part) {
    case 'registered-contact':
      return has((o) => o.kind === 'registration' && o.step === 'read' && o.outcome === 'done');
    case 'call-audio-addresses':
      return has(
        (o) =>
          (o.kind === 'readback' && o.outcome === 'read') ||
          (o.kind === 'call' && (o.media?.echoedPackets ?? 0) > 0),
      );
    default:
      return false;
  }
}
