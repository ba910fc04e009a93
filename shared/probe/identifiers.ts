// What makes one request recognisable when its reply comes back, perhaps with some of it edited on the way.
import type { IdSource } from '../base/id-source.ts';
import { holdsScannerString } from './scanner-strings.ts';

/** Identifiers of one request. RFC 3261 8.1.1.7 (branch), 19.3 (tag), 20.8 (Call-ID), 20.16 (CSeq). */
export type RequestIds = {
  /** Starts with the magic cookie of RFC 3261 17.2.3. */
  readonly branch: string;
  /** The part of the Call-ID before the `@`. */
  readonly callIdToken: string;
  readonly fromTag: string;
  /** Large and random, so that equal numbers are no accident. */
  readonly cseqNumber: number;
};

/** Fresh identifiers; no two requests of ours share any, and none spells a word that firewalls ban. */
export const newRequestIds = (ids: IdSource): RequestIds => ({
  branch: `z9hG4bK${harmlessToken(ids, 16)}`,
  callIdToken: harmlessToken(ids, 20),
  fromTag: harmlessToken(ids, 10),
  cseqNumber: ids.integer(100_000_000, 2_000_000_000),
});

/** Random letters and digits. Chance spells a banned word about once in a hundred thousand tokens: then others are drawn. */
export function harmlessToken(ids: IdSource, length: number): string {
  let token = ids.token(length);
  while (holdsScannerString(token)) token = ids.token(length);
  return token;
}
