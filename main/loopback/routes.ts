// What the loopback host answers. The wire format:
//
//   GET  /  and the files of the page       no token; only names that were on the disk at start
//   GET  /print/NAME                        no token; NAME came with the answer of share.print
//   POST /call/METHOD                       Authorization: Bearer TOKEN, Content-Type: application/json, body: the request
//        -> 200 {"ok":true,"value":...}
//        -> 400 401 403 404 413 429 500 {"ok":false,"error":{"code":...,"message":...}}
//   GET  /events                            Authorization: Bearer TOKEN
//        -> 200 text/event-stream: `event: run.changed\ndata: {...}\n\n`, and a comment line every 15 s
//
// The token reaches the page in the fragment of its address (`#token=...`), which browsers send to nobody; there
// is no cookie that another page could ride on. METHOD and bodies are those of shared/ipc/contract.ts.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallErrorCode } from '../../shared/ipc/contract.ts';
import type { HostService } from '../engine/host/host-service.ts';
import { type PageFiles, pagePath } from '../page/page-files.ts';
import { refuse, sendAnswer, sendDocument, sendFile } from './answers.ts';
import type { EventStreams } from './event-streams.ts';
import type { PrintViews } from './print-views.ts';
import { readJsonBody } from './request-body.ts';
import { type Gate, lacksToken, requestFault } from './request-gate.ts';

export type RouteDeps = {
  readonly gate: Gate;
  readonly files: PageFiles;
  readonly service: Pick<HostService, 'call'>;
  readonly streams: EventStreams;
  readonly views: Pick<PrintViews, 'find'>;
  /** Fresh for each load of the page. */
  readonly newNonce: () => string;
  /** Told of every request that showed the token. */
  readonly onTrusted: (request: IncomingMessage) => void;
};

/** Calls that may be under way at once; a window makes one or two. */
const mostCalls = 16;
const callPrefix = '/call/';

const statusOf: Readonly<Record<CallErrorCode, number>> = {
  'unknown-method': 404,
  'bad-request': 400,
  'bad-answer': 500,
  'not-allowed': 403,
  'too-large': 413,
  busy: 429,
  'not-found': 404,
  'not-writable': 500,
  'secret-not-kept': 500,
  'secret-unreadable': 500,
  internal: 500,
  disconnected: 500,
};

export type Route = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers one request, whatever it holds. */
export function createRoutes(deps: RouteDeps): Route {
  let callsUnderWay = 0;
  const call = async (method: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    callsUnderWay++;
    try {
      await answerCall(deps, method, request, response);
    } catch {
      refuse(response, 500, 'internal', 'The call failed.');
    } finally {
      callsUnderWay--;
    }
  };
  return (request, response) => {
    const { method, url = '' } = request;
    const fault = requestFault(request, deps.gate);
    if (fault !== null) return refuse(response, 403, 'not-allowed', fault);
    const isCall = method === 'POST' && url.startsWith(callPrefix);
    const isEvents = method === 'GET' && url === '/events';
    if (!isCall && !isEvents) return sendPage(deps, request, response);
    if (lacksToken(request, deps.gate)) return refuse(response, 401, 'not-allowed', 'The token is missing.');
    deps.onTrusted(request);
    if (isEvents) {
      if (!deps.streams.open(response)) refuse(response, 429, 'busy', 'Too many windows are open.');
      return;
    }
    if (callsUnderWay >= mostCalls) return refuse(response, 429, 'busy', 'Too many calls at once.');
    void call(url.slice(callPrefix.length), request, response);
  };
}

function sendPage(
  { files, views, newNonce }: RouteDeps,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { method, url = '' } = request;
  const view = method === 'GET' ? views.find(url) : null;
  if (view !== null) return sendDocument(response, view);
  const file = method === 'GET' ? files.get(url === '/' ? pagePath : url) : undefined;
  if (file === undefined) return refuse(response, 404, 'not-found', 'There is nothing here.');
  sendFile(response, file, newNonce());
}

async function answerCall(
  { service }: RouteDeps,
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readJsonBody(request);
  if (!body.ok) return refuse(response, statusOf[body.error.code], body.error.code, body.error.message);
  const answer = await service.call(method, body.value);
  if (answer.ok) return sendAnswer(response, 200, answer);
  refuse(response, statusOf[answer.error.code], answer.error.code, answer.error.message);
}
