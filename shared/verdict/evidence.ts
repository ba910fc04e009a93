// Evidence: what an observation means for the question "does something edit these messages?", with the control
// that was compared and the innocent explanations that were, or were not, ruled out.
import { z } from 'zod';
import type { Exchange } from '../exchange/exchange.ts';
import { pathName, pathSchema } from '../observation/path.ts';

export const ruleNameSchema = z.enum([
  'received-own-pair',
  'received-own-address',
  'decoy-differs',
  'echo-edited',
  'reply-on-other-socket',
  'extra-via',
  'other-element-answers',
  'received-differs-by-port',
  'truthful-clean',
  'decoy-agrees',
  'diverted-clean',
  'translated-clean',
  'no-translation',
  'server-reprints-field',
  'contradicting-replies',
  'foreign-reply',
  'stored-contact-edited',
  'stored-contact-clean',
  'readback-edited',
  'readback-clean',
  'sound-without-learning',
  'sound-before-ours',
  'sound-learnt',
  'server-ignores-sound-source',
]);
export type RuleName = z.infer<typeof ruleNameSchema>;

export const innocentExplanationSchema = z.enum([
  'no-nat-on-this-path',
  'same-network',
  'server-side-translation',
  'server-reprints-fields',
  'server-without-rport',
  'operator-proxy',
  'other-route-by-port',
  'forged-or-copied-reply',
  'one-off',
  'server-learns-at-once',
  'nat-lets-anybody-in',
  'sound-blocked',
]);
/** Harmless ways in which the same observation could have come about. */
export type InnocentExplanation = z.infer<typeof innocentExplanationSchema>;

const fieldText = z.string().max(1000);

export const evidenceSchema = z.strictObject({
  id: z.string().max(80),
  rule: ruleNameSchema,
  direction: z.enum(['for', 'against', 'neutral']),
  path: pathSchema,
  /** 0..100; 100 is class A: proof once its guards have passed. */
  weight: z.int().min(0).max(100),
  observations: z.array(z.int().min(1).max(1000)).max(20),
  /** Observations that show the same thing without the factor under test; empty where there was none. */
  control: z.array(z.int().min(1).max(1000)).max(20),
  ruledOut: z.array(innocentExplanationSchema).max(10),
  notRuledOut: z.array(innocentExplanationSchema).max(10),
  changes: z
    .array(
      z.strictObject({ field: z.string().max(40), sent: fieldText.nullable(), got: fieldText.nullable() }),
    )
    .max(20),
  section: z.string().max(60),
});
export type Evidence = Readonly<z.infer<typeof evidenceSchema>>;

type Finding = Pick<Evidence, 'rule' | 'direction' | 'weight' | 'section'> &
  Partial<Pick<Evidence, 'ruledOut' | 'notRuledOut'>> & {
    readonly changes?: readonly Evidence['changes'][number][];
  };

type EvidenceParts = Finding & { readonly exchange: Exchange; readonly control?: readonly Exchange[] };

type PlainParts = Finding &
  Pick<Evidence, 'path' | 'observations'> & {
    /** Tells this finding from others of its rule on its path. */
    readonly number: number;
    readonly control?: Evidence['control'];
  };

/** Evidence about the path of an exchange; its id names rule, path and exchange, so it is unique in a report. */
export function evidenceOf(parts: EvidenceParts): Evidence {
  const { exchange, control = [], ...finding } = parts;
  return evidenceFrom({
    ...finding,
    path: exchange.path,
    number: exchange.exchange,
    observations: observationsOf(exchange),
    control: control.flatMap(observationsOf),
  });
}

/** Evidence from observations that are no exchange. */
export function evidenceFrom(parts: PlainParts): Evidence {
  const { rule, direction, weight, section, path, number, observations, control = [] } = parts;
  return {
    id: `${rule}@${pathName(path)}#${number}`,
    rule,
    direction,
    weight,
    section,
    path,
    observations: observations.slice(0, 20),
    control: control.slice(0, 20),
    ruledOut: parts.ruledOut ?? [],
    notRuledOut: parts.notRuledOut ?? [],
    changes: (parts.changes ?? []).map(({ field, sent, got }) => ({
      field,
      sent: clip(sent),
      got: clip(got),
    })),
  };
}

/** Hostile replies may hold fields of any length; the bytes stay whole in the observation. */
const clip = (text: string | null): string | null => text?.slice(0, 1000) ?? null;

const observationsOf = (exchange: Exchange): number[] =>
  [...exchange.requests.map((o) => o.id), ...exchange.replies.map((reply) => reply.observation.id)].slice(
    0,
    20,
  );

/** Evidence that counts as proof by itself. */
export const isProof = (evidence: Evidence): boolean =>
  evidence.direction === 'for' && evidence.weight === 100;
