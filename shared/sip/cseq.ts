// Order of requests in a dialog. RFC 3261 20.16.
import { err, ok, type Result } from '../base/result.ts';
import { type SyntaxFault, syntaxFault } from './syntax-fault.ts';
import { isToken } from './token.ts';

/** Sequence number 0..4294967295 and method as written. RFC 3261 20.16. */
export type CSeq = { readonly number: number; readonly method: string };

/** Reads a CSeq value; leading zeros pass. Deviates from RFC 3261 8.1.1.5: numbers of 2^31 and more pass up to 32 bits. */
export function parseCSeq(value: string): Result<CSeq, SyntaxFault> {
  const [digits = '', method = '', ...more] = value.split(/[ \t\r\n]+/).filter((part) => part !== '');
  if (!/^\d{1,40}$/.test(digits) || Number(digits) > 0xffff_ffff) {
    return err(syntaxFault('bad-number', 'no 32-bit number', value));
  }
  if (!isToken(method) || more.length > 0) return err(syntaxFault('bad-method', 'no method', value));
  return ok({ number: Number(digits), method });
}
