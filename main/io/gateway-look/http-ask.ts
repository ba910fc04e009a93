// One HTTP request to one address: no proxy, no cookies, no second request, and an end in time and size whatever the
// other side does.
import {
  type ClientRequest,
  type IncomingMessage,
  request as plainRequest,
  type RequestOptions,
} from 'node:http';
import { request as secureRequest } from 'node:https';
import { TLSSocket } from 'node:tls';
import { err, ok, type Result } from '../../../shared/base/result.ts';

export type HttpQuestion = {
  readonly address: string;
  readonly port: number;
  readonly isSecure: boolean;
  readonly path: string;
  /** A SOAP action with its document; a plain GET when null. */
  readonly action: { readonly name: string; readonly document: string } | null;
  readonly timeLimitMs: number;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
};

export type HttpAnswer = {
  readonly status: number;
  readonly server: string | null;
  readonly challenge: string | null;
  readonly location: string | null;
  readonly body: Uint8Array;
  /** There was more than `maxBytes`; the rest was not read. */
  readonly isCut: boolean;
  readonly certificateSubject: string | null;
};

/** `silent`: nothing came at all; `too-slow`: it began and did not end in time. */
export type HttpFault = 'silent' | 'failed' | 'too-slow';

const maxHeaderBytes = 16 * 1024;

/** Asks once. A certificate is read, not judged: routers make their own, and nothing secret is sent. */
export function askHttp(question: HttpQuestion): Promise<Result<HttpAnswer, HttpFault>> {
  return new Promise((resolve) => {
    let hasBegun = false;
    const asked = open(question);
    const end = (result: Result<HttpAnswer, HttpFault>): void => {
      clearTimeout(timer);
      question.signal.removeEventListener('abort', late);
      resolve(result);
      asked.destroy();
    };
    const late = (): void => end(err(hasBegun ? 'too-slow' : 'silent'));
    const timer = setTimeout(late, question.timeLimitMs);
    question.signal.addEventListener('abort', late, { once: true });
    asked.on('error', () => end(err('failed')));
    asked.on('response', (response) => {
      hasBegun = true;
      readBody(response, question.maxBytes, (body, isCut) => end(ok(answerOf(response, body, isCut))));
      response.on('error', () => end(err('failed')));
    });
    if (question.signal.aborted) late();
    else asked.end(question.action?.document ?? '');
  });
}

function open(question: HttpQuestion): ClientRequest {
  const { address, port, path, action, isSecure } = question;
  const options: RequestOptions = {
    host: address,
    port,
    path,
    agent: false,
    maxHeaderSize: maxHeaderBytes,
    method: action === null ? 'GET' : 'POST',
    headers: {
      accept: '*/*',
      connection: 'close',
      ...(action === null
        ? {}
        : {
            'content-type': 'text/xml; charset="utf-8"',
            'content-length': Buffer.byteLength(action.document),
            soapaction: `"${action.name}"`,
          }),
    },
  };
  if (!isSecure) return plainRequest(options);
  // Old routers know nothing newer than TLS 1.0; an empty name, because an address is no server name (RFC 6066 3).
  return secureRequest({ ...options, rejectUnauthorized: false, minVersion: 'TLSv1', servername: '' });
}

function readBody(
  response: IncomingMessage,
  maxBytes: number,
  done: (body: Uint8Array, isCut: boolean) => void,
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) done(Buffer.concat(chunks).subarray(0, maxBytes), true);
  });
  response.on('end', () => done(Buffer.concat(chunks), false));
}

const header = (response: IncomingMessage, name: string): string | null => {
  const value = response.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
};

const answerOf = (response: IncomingMessage, body: Uint8Array, isCut: boolean): HttpAnswer => ({
  status: response.statusCode ?? 0,
  server: header(response, 'server'),
  challenge: header(response, 'www-authenticate'),
  location: header(response, 'location'),
  body,
  isCut,
  certificateSubject: subjectOf(response),
});

const subjectParts = ['CN', 'O', 'OU', 'L', 'C'] as const;

/** `CN=...,O=...` of the other side's certificate; null without TLS. */
function subjectOf({ socket }: IncomingMessage): string | null {
  if (!(socket instanceof TLSSocket)) return null;
  // Without a certificate node gives an empty object, whatever its type says.
  const subject: Partial<Record<string, string | string[]>> = socket.getPeerCertificate().subject ?? {};
  const parts = subjectParts.flatMap((name) =>
    [subject[name] ?? []].flat().map((value) => `${name}=${value}`),
  );
  return parts.length === 0 ? null : parts.join(',');
}
