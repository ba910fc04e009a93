// Every answer of the host, with the headers that keep a browser from doing more with it than meant.
import type { ServerResponse } from 'node:http';
import type { Result } from '../../shared/base/result.ts';
import { documentPolicy } from '../../shared/document/page.ts';
import type { CallError, CallErrorCode } from '../../shared/ipc/contract.ts';
import type { PageFile } from '../page/page-files.ts';
import { fileAnswer, plainHeaders } from '../page/page-policy.ts';

// A browser, unlike our own window, has pages of other origins: none of their files can be embedded here.
const embedderPolicy = { 'Cross-Origin-Embedder-Policy': 'require-corp' } as const;

/** Headers of an answer that is no page. */
export const answerHeaders = (contentType: string): Record<string, string> => ({
  ...plainHeaders(contentType),
  ...embedderPolicy,
});

/** A file of the page; a page gets its own policy and nonce. */
export function sendFile(response: ServerResponse, file: PageFile, nonce: string): void {
  const { headers, body } = fileAnswer(file, nonce, "'self'");
  response.writeHead(200, { ...headers, ...embedderPolicy, 'Content-Length': body.length });
  response.end(body);
}

/** A document to print: its style sheet is all it may use. */
export function sendDocument(response: ServerResponse, html: string): void {
  const body = Buffer.from(html);
  response.writeHead(200, {
    ...answerHeaders('text/html; charset=utf-8'),
    'Content-Security-Policy': `${documentPolicy}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
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
    ...answerHeaders('application/json; charset=utf-8'),
    'Content-Length': body.length,
  });
  response.end(body);
}

/** A refusal; what the client still wants to send is not read. */
export function refuse(response: ServerResponse, status: number, code: CallErrorCode, message: string): void {
  if (!response.headersSent && !response.req.complete) response.setHeader('Connection', 'close');
  sendAnswer(response, status, { ok: false, error: { code, message } });
}
