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

/** Base64 for addresses and pasted codes: without padding, `-` and `_` for `+` and `/`. RFC 4648 5. */
export function encodeBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const rest = bytes.length - i;
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const digits = [18, 12, 6, 0].slice(0, Math.min(rest, 3) + 1);
    for (const shift of digits) text += alphabet.charAt((group >> shift) & 63);
  }
  return text.replaceAll('+', '-').replaceAll('/', '_');
}

/** Inverse of encodeBase64Url; whatever that would not have written is refused whole. */
export function decodeBase64Url(text: string): Result<Uint8Array, 'not-base64'> {
  if (/[+/=]/.test(text)) return err('not-base64');
  const padding = '='.repeat((4 - (text.length % 4)) % 4);
  return decodeBase64(text.replaceAll('-', '+').replaceAll('_', '/') + padding);
}
