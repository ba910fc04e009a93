// The content security policy of the page, and the headers that go with it.

/** Stands in the built index.html where the nonce of this load goes. */
export const noncePlaceholder = '__CSP_NONCE__';

/** The policy as one header value; `nonce` is for style elements that the page makes itself, new for every load. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    // Only a header can carry this one; a meta element is ignored.
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** Headers of every answer, refusals included. */
export const fixedHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // A nonce must never be used twice.
  'Cache-Control': 'no-store',
} as const;
