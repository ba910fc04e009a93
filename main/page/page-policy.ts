// What a page may load, and the headers that keep it to that: the same behind every host.
import type { PageFile } from './page-files.ts';

/** Stands in the built index.html where the nonce of this load goes. */
const noncePlaceholder = '__CSP_NONCE__';

const fixedHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // A nonce is good for one load.
  'Cache-Control': 'no-store',
} as const;

/** Where the page may send calls: its own host by HTTP, or nowhere because the bridge carries them. */
export type ConnectSource = "'self'" | "'none'";

const pagePolicy = (nonce: string, connectSource: ConnectSource): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    // The page makes style elements itself; they carry the nonce.
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src ${connectSource}`,
    "base-uri 'none'",
    "form-action 'none'",
    // Only a header can carry this one; a meta element is ignored.
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** For what is no page but could be opened as one. */
const closedPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

type Headers = Readonly<Record<string, string>>;

/** Headers of an answer that is no page, refusals included. */
export const plainHeaders = (contentType: string): Headers => ({
  ...fixedHeaders,
  'Content-Security-Policy': closedPolicy,
  'Content-Type': contentType,
});

export type FileAnswer = { readonly headers: Headers; readonly body: Uint8Array };

/** One load of a file: a page gets its own policy and `nonce`, in the header and in its text. */
export function fileAnswer(file: PageFile, nonce: string, connectSource: ConnectSource): FileAnswer {
  const headers = plainHeaders(file.contentType);
  if (!file.isPage) return { headers, body: file.body };
  return {
    headers: { ...headers, 'Content-Security-Policy': pagePolicy(nonce, connectSource) },
    body: Buffer.from(new TextDecoder().decode(file.body).replaceAll(noncePlaceholder, nonce)),
  };
}
