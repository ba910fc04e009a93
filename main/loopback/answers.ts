// Every answer of the host, with the headers that keep a browser from doing more with it than meant.
import type { ServerResponse } from 'node:http';
import type { Result } from '../../shared/base/result.ts';
import type { CallError, CallErrorCode } from '../../shared/ipc/contract.ts';
import type { PageFile } from './page-files.ts';

/** Stands in the built index.html where the nonce of this load goes. */
const noncePlaceholder = '__CSP_NONCE__';

const fixedHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  // A nonce is good for one load, and answers belong to this launch.
  'Cache-Control': 'no-store',
} as const;

/** The policy of the page; `nonce` is for the style elements that it makes itself. */
const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** For what is no page but could be opened as one. */
const closedPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Headers of an answer that is no page. */
export const plainHeaders = (contentType: string): Record<string, string> => ({
  ...fixedHeaders,
  'Content-Security-Policy': closedPolicy,
  'Content-Type': contentType,
});

/** A file of the page; a page gets its own policy and nonce. */
export function sendFile(response: ServerResponse, file: PageFile, nonce: string): void {
  if (!file.isPage) {
    response.writeHead(200, { ...plainHeaders(file.contentType), 'Content-Length': file.body.length });
    response.end(file.body);
    return;
  }
  const body = Buffer.from(file.body.toString('utf8').replaceAll(noncePlaceholder, nonce));
  response.writeHead(200, {
    ...plainHeaders(file.contentType),
    'Content-Security-Policy': pagePolicy(nonce),
    'Content-Length': body.length,
  });
  response.end(body);
}

/** The answer to a call. */
export function sendAnswer(
  response: ServerResponse,
  status: number,
  answer: Result<unknown, CallError>,
): void {
  if (response.headersSent || response.destroyed) return;
  const body = Buffer.from(JSON.stringify(answer));
  response.writeHead(status, {
    ...plainHeaders('application/json; charset=utf-8'),
    'Content-Length': body.length,
  });
  response.end(body);
}

/** A refusal; what the client still wants to send is not read. */
export function refuse(response: ServerResponse, status: number, code: CallErrorCode, message: string): void {
  if (!response.headersSent && !response.req.complete) response.setHeader('Connection', 'close');
  sendAnswer(response, status, { ok: false, error: { code, message } });
}
