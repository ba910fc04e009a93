// The one sentence of a result. Where nothing is claimed, the reason is the news.
import type { AlgVerdict } from '../verdict/alg-verdict.ts';

/** Key below `headline` of the verdict texts. */
export const headlineKey = ({ level, reason }: Pick<AlgVerdict, 'level' | 'reason'>): string =>
  `headline.${level === 'inconclusive' || level === 'not-applicable' ? reason : level}`;

/** Levels that accuse: something can be turned off. */
export const isAccused = ({ level }: Pick<AlgVerdict, 'level'>): boolean =>
  level === 'confirmed' || level === 'likely';

/** What a level says about a symptom: it fits, another cause is likelier, or the question stays open. */
export function bearingOf({ level }: Pick<AlgVerdict, 'level'>): 'edited' | 'clean' | 'unclear' {
  if (isAccused({ level })) return 'edited';
  return level === 'unlikely' ? 'clean' : 'unclear';
}

export type ConfidenceWord = 'certain' | 'likely' | 'not-sure';

/** The word for a confidence of 0 to 1; nothing claimed is "not sure". */
export function confidenceWord(confidence: number | null): ConfidenceWord {
  if (confidence === null || confidence < 0.7) return 'not-sure';
  return confidence >= 0.95 ? 'certain' : 'likely';
}
