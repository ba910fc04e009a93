// From evidence to a level, path by path. An accusation needs proof; proof needs its control; "confirmed"
// needs the proof twice. "Unlikely" needs coverage: silence and missing answers clear nobody.
import { z } from 'zod';
import { sourceSeen } from '../exchange/own-pair.ts';
import { haveStopped, silentSendsForBlocked } from '../exchange/silence.ts';
import { isTruthfulProbe, type Path, pathName, samePath } from '../observation/path.ts';
import { type Evidence, isProof } from './evidence.ts';
import { exchangesOn, type Facts, hasPublicAddress, isAccountActivity, nearbyReasonOf } from './facts.ts';
import { confidences, findingsForConfirmed, possibleScore, tracesCeiling } from './thresholds.ts';

export const levelSchema = z.enum([
  'confirmed',
  'likely',
  'possible',
  'unlikely',
  'blocked',
  'inconclusive',
  'not-applicable',
]);
export type Level = z.infer<typeof levelSchema>;

export const reasonSchema = z.enum([
  'proof-reproduced',
  'proof-once',
  'proof-with-open-question',
  'traces-only',
  'clean-with-coverage',
  'path-dead-control-alive',
  'same-network',
  'vpn',
  'no-translation',
  'nothing-sent',
  'no-answer',
  'answers-stopped',
  'too-few-tries',
  'too-little-coverage',
  'not-sip',
  'replies-to-others',
  'foreign-replies-only',
  'contradicting-replies',
  'port-closed',
  'server-unreachable',
]);
/** Why a path has the level it has. */
export type LevelReason = z.infer<typeof reasonSchema>;

export type PathVerdict = {
  readonly level: Level;
  readonly reason: LevelReason;
  /** 0..100, class A counts 100; without class A never above 59. */
  readonly score: number;
  /** 0..1; null where nothing is claimed. */
  readonly confidence: number | null;
};

/** The level of one path, from the evidence about it and from what stayed silent. */
export function levelOf(facts: Facts, path: Path, evidence: readonly Evidence[]): PathVerdict {
  const own = evidence.filter((item) => samePath(item.path, path));
  const score = scoreOf(own);
  const nearby = nearbyReasonOf(facts);
  if (nearby !== null && exchangesOn(facts, path).some((exchange) => exchange.answer !== null))
    return { level: 'not-applicable', reason: nearby, confidence: confidences.notApplicable, score };
  const proofs = own.filter(isProof);
  if (proofs.length > 0) return { ...accusation(proofs), score };
  const verdict = withoutProof(facts, path, evidence, score);
  return { ...verdict, score };
}

function scoreOf(evidence: readonly Evidence[]): number {
  const sum = evidence
    .filter((item) => item.direction === 'for')
    .reduce((total, item) => total + item.weight, 0);
  return evidence.some(isProof) ? Math.min(100, sum) : Math.min(tracesCeiling, sum);
}

function accusation(proofs: readonly Evidence[]): Omit<PathVerdict, 'score'> {
  const settled = proofs.filter((item) => item.notRuledOut.length === 0);
  if (settled.length >= findingsForConfirmed) {
    const extra = (settled.length - findingsForConfirmed) * confidences.confirmedPerExtraFinding;
    const confidence = Math.min(confidences.confirmedMost, confidences.confirmed + extra);
    return { level: 'confirmed', reason: 'proof-reproduced', confidence };
  }
  const reason = settled.length > 0 ? 'proof-once' : 'proof-with-open-question';
  return { level: 'likely', reason, confidence: confidences.likely };
}

function withoutProof(
  facts: Facts,
  path: Path,
  evidence: readonly Evidence[],
  score: number,
): Omit<PathVerdict, 'score'> {
  const own = evidence.filter((item) => samePath(item.path, path));
  const inapplicable = notApplicable(facts, path, own);
  if (inapplicable !== null)
    return { level: 'not-applicable', reason: inapplicable, confidence: confidences.notApplicable };
  if (haveStopped(path, facts.exchanges))
    return { level: 'inconclusive', reason: 'answers-stopped', confidence: null };
  if (score >= possibleScore)
    return { level: 'possible', reason: 'traces-only', confidence: confidences.possible };
  if (isBlocked(facts, path))
    return { level: 'blocked', reason: 'path-dead-control-alive', confidence: confidences.blocked };
  if (isCovered(path, own) || isProvenControl(facts, path, evidence))
    return { level: 'unlikely', reason: 'clean-with-coverage', confidence: clearConfidence(path, evidence) };
  return { level: 'inconclusive', reason: inconclusiveReason(facts, path), confidence: null };
}

function notApplicable(facts: Facts, path: Path, own: readonly Evidence[]): LevelReason | null {
  const onPath = exchangesOn(facts, path);
  const isAnswered = onPath.some((exchange) => exchange.answer !== null);
  if (!isAnswered) return null;
  const isTranslated = onPath.some((exchange) => sourceSeen(exchange) === 'translated');
  const sawNoNat =
    own.some((item) => item.rule === 'no-translation') || (hasPublicAddress(facts) && !isTranslated);
  return sawNoNat && !own.some((item) => item.direction === 'for') ? 'no-translation' : null;
}

/** Three silent sends here while the same server answers elsewhere; one late answer withdraws it. */
function isBlocked(facts: Facts, path: Path): boolean {
  const here = exchangesOn(facts, path);
  const isDead =
    here.length > 0 && here.every((exchange) => exchange.isSilent) && straysOn(facts, path).length === 0;
  // `diverted` may be answered where nobody listens, so its silence counts for nothing.
  const sends = here
    .filter((exchange) => exchange.probe !== 'diverted')
    .reduce((sum, exchange) => sum + exchange.requests.length, 0);
  const isAliveElsewhere = facts.exchanges.some(
    (exchange) => !samePath(exchange.path, path) && exchange.answer !== null,
  );
  return isDead && sends >= silentSendsForBlocked && isAliveElsewhere;
}

/**
 * What must have come back clean before a path is cleared: on UDP `truthful` and `diverted`; on TCP and TLS,
 * where no second socket can be named, `truthful` alone.
 */
function isCovered(path: Path, own: readonly Evidence[]): boolean {
  const has = (rule: Evidence['rule']): boolean => own.some((item) => item.rule === rule);
  return has('truthful-clean') && (path.transport !== 'udp' || has('diverted-clean'));
}

/** The request that came back edited on another path came back clean here: this editor leaves this path alone. */
const isProvenControl = (facts: Facts, path: Path, evidence: readonly Evidence[]): boolean =>
  facts.mainPath !== null &&
  !samePath(path, facts.mainPath) &&
  evidence.some((item) => samePath(item.path, path) && item.rule === 'truthful-clean') &&
  evidence.some((item) => !samePath(item.path, path) && isProof(item) && isOfTruthful(facts, item));

const isOfTruthful = (facts: Facts, item: Evidence): boolean =>
  facts.exchanges.some(
    (e) => isTruthfulProbe(e.probe) && e.requests.some((request) => item.observations.includes(request.id)),
  );

/** Clean findings that leave less room for doubt beside those that every cleared path has. */
const furtherCleanRules: readonly Evidence['rule'][] = [
  'translated-clean',
  'decoy-agrees',
  'stored-contact-clean',
  'readback-clean',
  'sound-learnt',
];

/** Every further probe that came back clean, on this path or as a control, leaves less room for doubt. */
function clearConfidence(path: Path, evidence: readonly Evidence[]): number {
  const own = evidence.filter((item) => samePath(item.path, path) && item.direction === 'against');
  const further = new Set(own.map((item) => item.rule).filter((rule) => furtherCleanRules.includes(rule)));
  const others = evidence.filter((item) => item.rule === 'truthful-clean' && !samePath(item.path, path));
  const otherPaths = new Set(others.map((item) => pathName(item.path)));
  const sum = confidences.unlikely + (further.size + otherPaths.size) * confidences.unlikelyPerCleanProbe;
  return Math.min(confidences.unlikelyMost, Math.round(sum * 100) / 100);
}

const hasAccountActivity = (facts: Facts, path: Path): boolean =>
  facts.observations.some((o) => isAccountActivity(o) && samePath(o.path, path));

const straysOn = (facts: Facts, path: Path) =>
  facts.observations.flatMap((o) => (o.kind === 'stray-received' && samePath(o.path, path) ? [o] : []));

function inconclusiveReason(facts: Facts, path: Path): LevelReason {
  const onPath = exchangesOn(facts, path);
  const codes = onPath.flatMap((exchange) => exchange.failure?.code ?? []);
  if (onPath.every((exchange) => exchange.requests.length === 0 && codes.length === 0))
    return hasAccountActivity(facts, path) ? 'too-little-coverage' : 'nothing-sent';
  if (onPath.some((exchange) => exchange.answer !== null)) return 'too-little-coverage';
  if (onPath.some((exchange) => exchange.isContradicted)) return 'contradicting-replies';
  if (onPath.some((exchange) => exchange.replies.some((reply) => !reply.isFromServer)))
    return 'foreign-replies-only';
  const strays = straysOn(facts, path);
  if (strays.some((o) => o.reason === 'no-such-request')) return 'replies-to-others';
  if (strays.length > 0) return 'not-sip';
  if (codes.includes('port-unreachable') || codes.includes('connection-refused')) return 'port-closed';
  if (codes.length > 0) return 'server-unreachable';
  const isAliveElsewhere = facts.exchanges.some((exchange) => exchange.answer !== null);
  return isAliveElsewhere ? 'too-few-tries' : 'no-answer';
}
