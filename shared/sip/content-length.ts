// What a message says about the size of its body. RFC 3261 20.14.
import type { SipMessage } from './message-reader.ts';
import { headerValues } from './message-reader.ts';

/** Declared size: bytes, null when not declared, 'bad' when it is no number or two lines contradict each other. */
export type DeclaredLength = number | null | 'bad';

/** Body size that Content-Length declares, 0..4294967295 bytes. RFC 3261 20.14. */
export function declaredLength(message: SipMessage): DeclaredLength {
  const values = headerValues(message, 'content-length');
  const [first] = values;
  if (first === undefined) return null;
  // Contradicting lines are how one message is smuggled inside another: neither is believed.
  if (values.some((value) => !/^\d{1,10}$/.test(value) || Number(value) !== Number(first))) return 'bad';
  return Number(first) <= 0xffff_ffff ? Number(first) : 'bad';
}
