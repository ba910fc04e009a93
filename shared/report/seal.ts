// The seal of a report file, as far as it needs no key: what exactly is signed, and the one form a file may have.
import { canonicalJson, canonicalLines } from '../base/canonical-json.ts';
import type { Report } from './report.ts';

/**
 * The text of a report file: canonical JSON with two spaces a level and a line break at the end. There is no other
 * form: a file with other white space, another order of keys or another spelling of a number was edited.
 */
export const reportFileText = (report: Report): string => canonicalLines(report);

/** What the hash in a seal is of: canonical JSON (RFC 8785) of the whole report with `seal` null, in UTF-8. */
export const sealedText = (report: object): string => canonicalJson({ ...report, seal: null });

/** What is signed: the purpose, so that the signature is good for nothing else, and the hash in lower-case hex. */
export const sealMessage = (sha256: string): string => `sip-alg-report-seal-v1\n${sha256}`;

/**
 * `intact`: not changed since this computer sealed it; `other`: not changed since another key sealed it; `edited`: the
 * file is not what was sealed; `unsealed`: it says nothing about that.
 */
export const sealStates = ['intact', 'other', 'edited', 'unsealed'] as const;
export type SealState = (typeof sealStates)[number];

export type SealFinding = {
  readonly state: SealState;
  /** Of the key that sealed it, `ab12 cd34 ef56 7890`; null unless the seal is good. */
  readonly fingerprint: string | null;
};
