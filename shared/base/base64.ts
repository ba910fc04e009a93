// Base64 without a platform: shared code has no atob, and a decoder that forgives hides what a network did.
import { err, ok, type Result } from './result.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes of canonical base64: padded, no line ends, unused bits zero; anything else is refused whole. RFC 4648 3.5, 4. */
export function decodeBase64(text: string): Result<Uint8Array, 'not-base64'> {
  const match = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(text);
  const [, digits = '', padding = ''] = match ?? [];
  if (match === null || text.length % 4 !== 0) return err('not-base64');
  const bytes = new Uint8Array((text.length / 4) * 3 - padding.length);
  let bits = 0;
  let bitCount = 0;
  let length = 0;
  for (const digit of digits) {
    bits = ((bits << 6) | alphabet.indexOf(digit)) & 0xffff;
    bitCount += 6;
    if (bitCount < 8) continue;
    bitCount -= 8;
    bytes[length++] = (bits >> bitCount) & 0xff;
  }
  const isCanonical = (bits & ((1 << bitCount) - 1)) === 0;
  return isCanonical && length === bytes.length ? ok(bytes) : err('not-base64');
}

/** Canonical base64 of bytes, padded. RFC 4648 4. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const bits = (a << 16) | (b << 8) | c;
    const digits = [18, 12, 6, 0].map((shift) => alphabet.charAt((bits >> shift) & 63)).join('');
    text += digits.slice(0, Math.min(4, bytes.length - i + 1));
  }
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/** Base64 for addresses and pasted codes: without padding, `-` and `_` for `+` and `/`. RFC 4648 5. */
export const encodeBase64Url = (bytes: Uint8Array): string =>
  encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** Inverse of encodeBase64Url; whatever that would not have written is refused whole. */
export function decodeBase64Url(text: string): Result<Uint8Array, 'not-base64'> {
  if (/[+/=]/.test(text)) return err('not-base64');
  const padding = '='.repeat((4 - (text.length % 4)) % 4);
  return decodeBase64(text.replaceAll('-', '+').replaceAll('_', '/') + padding);
}
