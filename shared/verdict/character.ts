// What can be said about the editor itself: where it sits, what kind it resembles, what it does to calls.
// Hints for people, never part of the level.
import { z } from 'zod';
import { classifyAddress, sameAddress } from '../base/address.ts';
import { type Evidence, isProof } from './evidence.ts';
import type { Facts } from './facts.ts';

export const whereSchema = z.enum(['first-router-or-this-computer', 'further-router', 'unknown']);
export type Where = z.infer<typeof whereSchema>;

export const fingerprintSchema = z.enum([
  'linux-sip-helper',
  'one-way-via-editor',
  'call-id-editor',
  'search-and-replace',
  'unknown',
]);
export type Fingerprint = z.infer<typeof fingerprintSchema>;

export const harmSchema = z.enum(['breaks-replies', 'unknown']);
export type Harm = z.infer<typeof harmSchema>;

export type Character = {
  readonly where: Where | null;
  readonly fingerprint: Fingerprint | null;
  readonly harm: Harm | null;
};

/** Describes the editor from the proofs on the main path; all null when there is none. */
export function characterOf(facts: Facts, evidence: readonly Evidence[]): Character {
  const proofs = evidence.filter(isProof);
  if (proofs.length === 0) return { where: null, fingerprint: null, harm: null };
  return { where: whereIs(facts, proofs), fingerprint: fingerprintOf(facts, proofs), harm: harmOf(proofs) };
}

const hasRule = (proofs: readonly Evidence[], rule: Evidence['rule']): boolean =>
  proofs.some((item) => item.rule === rule);

/** Whoever knows this computer's own address sits on its network or on it; whoever puts another private one, further out. */
function whereIs(facts: Facts, proofs: readonly Evidence[]): Where {
  if (
    hasRule(proofs, 'received-own-pair') ||
    hasRule(proofs, 'decoy-differs') ||
    hasRule(proofs, 'reply-on-other-socket')
  )
    return 'first-router-or-this-computer';
  const local = facts.environment?.localAddress ?? '';
  const values = proofs.flatMap((item) => item.changes.map((change) => change.got ?? ''));
  if (values.some((value) => sameAddress(value, local))) return 'first-router-or-this-computer';
  const isTranslatedHost = proofs.some((item) => item.changes.some((change) => change.field === 'via-host'));
  return isTranslatedHost && values.some(isInsideAddress) ? 'further-router' : 'unknown';
}

/** An address that only a router further out can have put there: private, or a carrier's. */
const isInsideAddress = (value: string): boolean =>
  ['private', 'carrier-nat'].includes(classifyAddress(value) ?? '');

function fingerprintOf(facts: Facts, proofs: readonly Evidence[]): Fingerprint {
  const fields = new Set(
    proofs.filter((item) => item.rule === 'echo-edited').flatMap((item) => item.changes.map((c) => c.field)),
  );
  if (fields.has('from-display') || (fields.has('call-id') && fields.has('via-host')))
    return 'search-and-replace';
  if (fields.has('call-id')) return 'call-id-editor';
  if (hasRule(proofs, 'reply-on-other-socket')) return 'linux-sip-helper';
  const isUndone = hasRule(proofs, 'received-own-pair') && hasRule(proofs, 'decoy-differs');
  if (fields.has('via-host') && !isUndone && isTruthfulEdited(facts, proofs)) return 'one-way-via-editor';
  return isUndone || fields.has('via-host') ? 'linux-sip-helper' : 'unknown';
}

/** The edited echo belongs to a truthful request: our own address went out and another came back. */
const isTruthfulEdited = (facts: Facts, proofs: readonly Evidence[]): boolean =>
  proofs.some(
    (item) =>
      item.rule === 'echo-edited' &&
      facts.exchanges.some(
        (e) => e.probe === 'truthful' && e.requests.some((request) => item.observations.includes(request.id)),
      ),
  );

/** A phone drops a reply whose topmost Via is not its own (RFC 3261 18.1.2): registrations and calls fail. */
const harmOf = (proofs: readonly Evidence[]): Harm =>
  proofs.some(
    (item) => item.rule === 'echo-edited' && item.changes.some((c) => c.field.startsWith('via-')),
  ) || hasRule(proofs, 'reply-on-other-socket')
    ? 'breaks-replies'
    : 'unknown';
