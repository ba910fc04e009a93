// Identifiers nobody can guess: a forged reply must not be able to name our branch or Call-ID.
import { randomInt } from 'node:crypto';
import type { IdSource } from '../../shared/base/id-source.ts';

// Lower case only: SIP compares tokens without case (RFC 3261 7.3.1), so capitals would add no entropy a
// server is bound to keep.
const letters = 'abcdefghijklmnopqrstuvwxyz';
const lettersAndDigits = `${letters}0123456789`;

const pick = (from: string): string => from.charAt(randomInt(from.length));

function token(length: number): string {
  if (!Number.isInteger(length) || length < 1) throw new RangeError(`not a token length: ${length}`);
  let text = pick(letters);
  while (text.length < length) text += pick(lettersAndDigits);
  return text;
}

/** Identifiers from the system's cryptographic random source; throws RangeError on a length or range that is a bug. */
export const secureIds: IdSource = { token, integer: (min, max) => randomInt(min, max + 1) };
