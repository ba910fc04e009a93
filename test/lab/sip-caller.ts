// A phone on the lab's client, as small as a test of a server needs: one UDP socket, requests with a password, calls.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { nodeHash } from '../../main/io/hash.ts';
import { secureIds } from '../../main/io/ids.ts';
import { latin1ToBytes } from '../../shared/base/bytes.ts';
import { buildAuthorization, chooseChallenge, parseChallenge } from '../../shared/sip/digest.ts';
import { buildMessage } from '../../shared/sip/message-builder.ts';
import { firstHeader, headerValues, readMessage, type SipMessage } from '../../shared/sip/message-reader.ts';
import { pause } from './command.ts';
import type { Lab } from './lab.ts';
import { serverName } from './network.ts';

/** What a request says about who and where to; without credentials a challenge is the end. */
export interface Wish {
  readonly method: 'OPTIONS' | 'INVITE' | 'REGISTER' | 'MESSAGE' | 'SUBSCRIBE';
  readonly user: string;
  /** User part of the Request-URI; null for the server itself. */
  readonly extension: string | null;
  readonly credentials?: { readonly username: string; readonly password: string };
}

/** A request as it was sent. */
export interface SentRequest {
  readonly method: string;
  readonly uri: string;
  readonly via: string;
  readonly from: string;
  readonly to: string;
  readonly callId: string;
  readonly cseq: number;
  readonly contact: string;
  readonly bodyBytes: number;
}

/** All that a request, with its repetition after a challenge, brought. */
export interface Outcome {
  /** The request that got the last answer. */
  readonly sent: SentRequest;
  readonly statuses: readonly number[];
  /** Last answer; null when none came in time. */
  readonly last: SipMessage | null;
}

export interface Caller {
  readonly address: string;
  readonly port: number;
  /** Port that the offers name; nobody listens there. */
  readonly audioPort: number;
  /** Sends a request, answers one challenge, waits for the final answer and confirms that of an INVITE. */
  request(wish: Wish): Promise<Outcome>;
  /** Sends a request within an answered call; the status of its final answer, null when none came. */
  inCall(call: Outcome, method: 'BYE' | 'REFER'): Promise<number | null>;
  /** Waits for a request of the server, such as BYE, and answers 200; how long that took, ms, null when none came. */
  waitForRequest(method: string, timeoutMs: number): Promise<number | null>;
  close(): void;
}

type HeaderFields = readonly (readonly [name: string, value: string])[];

const script = fileURLToPath(new URL('datagram-pipe.mjs', import.meta.url));
const answerTimeoutMs = 4_000;
const pollMs = 10;

const statusOf = ({ startLine }: SipMessage): number | null =>
  startLine.kind === 'response' ? startLine.statusCode : null;

const valueOf = (message: SipMessage, name: string): string => firstHeader(message, name)?.value ?? '';

async function openPipe(lab: Lab) {
  const [program = '', ...args] = lab.network.on('client', ['node', script, serverName, '5060']);
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const arrived: SipMessage[] = [];
  let requests = 0;
  const socket = await new Promise<{ address: string; port: number }>((resolve) => {
    lines.once('line', (line) => resolve(JSON.parse(line) as { address: string; port: number }));
  });
  lines.on('line', (line) => {
    const message = readMessage(new Uint8Array(Buffer.from(line, 'base64')));
    if (message.ok) arrived.push(message.value);
  });
  return {
    ...socket,
    send: (bytes: Uint8Array) => child.stdin.write(`${Buffer.from(bytes).toString('base64')}\n`),
    /** Rises over all requests, so also within each call. RFC 3261 12.2.1.1. */
    nextCseq: () => {
      requests += 1;
      return requests;
    },
    /** The first message that fits, now or in time; it is taken out. */
    take: async (fits: (message: SipMessage) => boolean, timeoutMs: number): Promise<SipMessage | null> => {
      for (const until = performance.now() + timeoutMs; ; await pause(pollMs)) {
        const index = arrived.findIndex(fits);
        if (index !== -1) return arrived.splice(index, 1)[0] ?? null;
        if (performance.now() > until) return null;
      }
    },
    close: () => child.stdin.end(),
  };
}

type Pipe = Awaited<ReturnType<typeof openPipe>>;

const freshVia = ({ address, port }: Pipe): string =>
  `SIP/2.0/UDP ${address}:${port};rport;branch=z9hG4bK${secureIds.token(12)}`;

function send(
  pipe: Pipe,
  request: SentRequest,
  extra: HeaderFields = [],
  body: Uint8Array = new Uint8Array(0),
): void {
  const { method, uri } = request;
  const headerFields: HeaderFields = [
    ['Via', request.via],
    ['Max-Forwards', '70'],
    ['From', request.from],
    ['To', request.to],
    ['Call-ID', request.callId],
    ['CSeq', `${request.cseq} ${method}`],
    ['Contact', request.contact],
    ...extra,
    ['Content-Length', String(body.length)],
  ];
  pipe.send(buildMessage({ startLine: `${method} ${uri} SIP/2.0`, headerFields, body }));
}

/** Takes the answers to one request up to the final one. RFC 3261 17.1.3. */
async function collect(pipe: Pipe, sent: SentRequest): Promise<Outcome> {
  const isAnswer = (message: SipMessage) =>
    statusOf(message) !== null &&
    valueOf(message, 'Call-ID') === sent.callId &&
    valueOf(message, 'CSeq') === `${sent.cseq} ${sent.method}`;
  const statuses: number[] = [];
  for (;;) {
    const answer = await pipe.take(isAnswer, answerTimeoutMs);
    if (answer === null) return { sent, statuses, last: null };
    const status = statusOf(answer) ?? 0;
    statuses.push(status);
    if (status >= 200) return { sent, statuses, last: answer };
  }
}

/** A PCMU offer. RFC 4566 5, RFC 3551 6. */
const offer = (address: string, audioPort: number): Uint8Array => {
  const session = `v=0\r\no=- 1 1 IN IP4 ${address}\r\ns=-\r\nc=IN IP4 ${address}\r\nt=0 0\r\n`;
  return latin1ToBytes(`${session}m=audio ${audioPort} RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n`);
};

const contentTypes: Partial<Record<Wish['method'], string>> = {
  INVITE: 'application/sdp',
  MESSAGE: 'text/plain',
};

const subscription: HeaderFields = [
  ['Event', 'presence'],
  ['Expires', '60'],
];
const ownFields: Partial<Record<Wish['method'], HeaderFields>> = {
  REGISTER: [['Expires', '60']],
  SUBSCRIBE: subscription,
};

function sendWish(pipe: Pipe, wish: Wish, sent: SentRequest, body: Uint8Array, extra: HeaderFields) {
  const contentType = contentTypes[wish.method];
  const type: HeaderFields = contentType === undefined ? [] : [['Content-Type', contentType]];
  send(pipe, sent, [...(ownFields[wish.method] ?? []), ...extra, ...type], body);
  return collect(pipe, sent);
}

/** Value of Authorization for a 401; throws when the server asks for what a phone cannot do. RFC 3261 22.4. */
function authorize(
  refusal: SipMessage,
  { method, uri }: SentRequest,
  credentials: Wish['credentials'],
): string {
  const challenges = headerValues(refusal, 'WWW-Authenticate')
    .map(parseChallenge)
    .flatMap((parsed) => (parsed.ok ? [parsed.value] : []));
  const challenge = chooseChallenge(challenges);
  if (challenge === null || credentials === undefined) throw new Error('no challenge that can be answered');
  const once = { cnonce: secureIds.token(16), nonceCount: 1, hash: nodeHash };
  const built = buildAuthorization(challenge, { ...credentials, ...once, method, uri });
  if (!built.ok) throw new Error(built.error.message);
  return built.value;
}

/** RFC 3261 17.1.1.3 and 13.2.2.4: the ACK of a refusal belongs to its transaction, that of a 2xx does not. */
function confirm(pipe: Pipe, { sent, last, statuses }: Outcome): void {
  if (sent.method !== 'INVITE' || last === null) return;
  const via = (statuses.at(-1) ?? 0) < 300 ? freshVia(pipe) : sent.via;
  send(pipe, { ...sent, method: 'ACK', to: valueOf(last, 'To'), via });
}

async function request(pipe: Pipe, wish: Wish, audioPort: number): Promise<Outcome> {
  const { method, user, extension, credentials } = wish;
  const body =
    method === 'INVITE' ? offer(pipe.address, audioPort) : latin1ToBytes(method === 'MESSAGE' ? 'text' : '');
  const uri = extension === null ? `sip:${serverName}` : `sip:${extension}@${serverName}`;
  const sent: SentRequest = {
    method,
    uri,
    via: freshVia(pipe),
    from: `<sip:${user}@${serverName}>;tag=${secureIds.token(8)}`,
    to: method === 'REGISTER' ? `<sip:${user}@${serverName}>` : `<${uri}>`,
    callId: `${secureIds.token(16)}@${pipe.address}`,
    cseq: pipe.nextCseq(),
    contact: `<sip:${user}@${pipe.address}:${pipe.port}>`,
    bodyBytes: body.length,
  };
  const first = await sendWish(pipe, wish, sent, body, []);
  confirm(pipe, first);
  if (credentials === undefined || first.last === null || first.statuses.at(-1) !== 401) return first;
  const again = { ...sent, via: freshVia(pipe), cseq: pipe.nextCseq() };
  const answer = authorize(first.last, again, credentials);
  const second = await sendWish(pipe, wish, again, body, [['Authorization', answer]]);
  confirm(pipe, second);
  return { ...second, statuses: [...first.statuses, ...second.statuses] };
}

async function inCall(pipe: Pipe, { sent, last }: Outcome, method: 'BYE' | 'REFER'): Promise<number | null> {
  if (last === null) throw new Error('not in a call');
  const next = { ...sent, method, to: valueOf(last, 'To'), via: freshVia(pipe), cseq: pipe.nextCseq() };
  send(pipe, next, method === 'REFER' ? [['Refer-To', `<sip:600@${serverName}>`]] : []);
  return (await collect(pipe, next)).statuses.at(-1) ?? null;
}

async function waitForRequest(pipe: Pipe, method: string, timeoutMs: number): Promise<number | null> {
  const started = performance.now();
  const isIt = ({ startLine }: SipMessage) => startLine.kind === 'request' && startLine.method === method;
  const message = await pipe.take(isIt, timeoutMs);
  if (message === null) return null;
  const copied = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].map(
    (name) => [name, valueOf(message, name)] as const,
  );
  const headerFields: HeaderFields = [...copied, ['Content-Length', '0']];
  pipe.send(buildMessage({ startLine: 'SIP/2.0 200 OK', headerFields }));
  return performance.now() - started;
}

/** Opens the phone's socket. */
export async function openCaller(lab: Lab): Promise<Caller> {
  const pipe = await openPipe(lab);
  const audioPort = secureIds.integer(10_000, 15_000) * 2;
  return {
    address: pipe.address,
    port: pipe.port,
    audioPort,
    request: (wish) => request(pipe, wish, audioPort),
    inCall: (call, method) => inCall(pipe, call, method),
    waitForRequest: (method, timeoutMs) => waitForRequest(pipe, method, timeoutMs),
    close: pipe.close,
  };
}
