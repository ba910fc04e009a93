// A registration or call played against a scripted server, with everything that leaves as short texts.
import type { Endpoint } from '../../../../shared/base/address.ts';
import { bytesToLatin1, latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { ms } from '../../../../shared/base/units.ts';
import { createAuthenticator } from '../../../../shared/dialog/authenticator.ts';
import { newCall, stepCall } from '../../../../shared/dialog/call/call.ts';
import type { CallInput, CallSpec, CallState } from '../../../../shared/dialog/call/call-types.ts';
import type { AccountSpec, DialogEffect, DialogInput } from '../../../../shared/dialog/dialog-types.ts';
import {
  newRegister,
  type RegisterSpec,
  type RegisterState,
  stepRegister,
} from '../../../../shared/dialog/register.ts';
import type { Fact } from '../../../../shared/observation/observation.ts';

export const local: Endpoint = { address: '192.168.1.10', port: 40_000 };
export const server: Endpoint = { address: '203.0.113.10', port: 5060 };
export const password = 'correct horse battery';

/** No digest algorithm, but different texts have different values; hex as a digest is. */
export const fakeHash = (_algorithm: string, text: string): string => {
  let value = 7;
  for (const character of text) value = (value * 31 + character.charCodeAt(0)) % 4_294_967_291;
  return value.toString(16).padStart(32, 'a');
};

const spec: AccountSpec = {
  path: { transport: 'udp', port: 5060 },
  serverName: 'pbx.example',
  account: createAuthenticator({ username: 'probe', password, realm: null }, fakeHash),
  ids: {
    branch: 'z9hG4bKbranch',
    callIdToken: 'call1',
    fromTag: 'tag1',
    cseqNumber: 100,
    contactUser: 'algcheck-1',
    cnonce: 'cnonce1',
  },
  timers: { retransmitAtMs: [500, 1500], giveUpAtMs: 4000 },
};

export const contact = 'sip:algcheck-1@192.168.1.10:40000';

export const registerSpec = (changes: Partial<RegisterSpec> = {}): RegisterSpec => ({
  ...spec,
  step: 'bind',
  contact,
  ...changes,
});

export const callSpec = (changes: Partial<CallSpec> = {}): CallSpec => ({
  ...spec,
  purpose: 'call',
  extension: '600',
  mediaPort: 41_000,
  sessionId: 7,
  ringLimitMs: 20_000,
  ...changes,
});

/** Gives the bytes of a response to a request that was sent. */
export type ReplyOptions = {
  readonly toTag?: string | null;
  readonly headers?: readonly string[];
  readonly body?: string;
};

const line = (message: string, name: string): string =>
  new RegExp(`^${name}: .*$`, 'm').exec(message)?.[0].trimEnd() ?? '';

/** A response to the text of a request, as a server writes it. */
export function reply(request: string, status: string, options: ReplyOptions = {}): Uint8Array {
  const { toTag = 'server1', headers = [], body = '' } = options;
  const to = line(request, 'To');
  const lines = [
    `SIP/2.0 ${status}`,
    line(request, 'Via').replace(';rport', ';received=203.0.113.2;rport=61000'),
    line(request, 'From'),
    toTag === null || to.includes('tag=') ? to : `${to};tag=${toTag}`,
    line(request, 'Call-ID'),
    line(request, 'CSeq'),
    ...headers,
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${body.length}`,
  ];
  return latin1ToBytes(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

export const sdp = (changes: { c?: string; m?: string; more?: string } = {}): string =>
  [
    'v=0',
    'o=- 1 1 IN IP4 203.0.113.10',
    's=x',
    `c=IN IP4 ${changes.c ?? '203.0.113.10'}`,
    't=0 0',
    `m=${changes.m ?? 'audio 10000 RTP/AVP 0 8'}`,
    changes.more ?? 'a=sendrecv',
    '',
  ].join('\r\n');

export const challenge = 'WWW-Authenticate: Digest realm="asterisk",nonce="n1",algorithm=MD5,qop="auth"';
export const staleChallenge = `${challenge},stale=true`;
export const serverContact = 'Contact: <sip:203.0.113.10:5060>';

/** A request of the server within the call. */
export function theirRequest(
  method: string,
  options: {
    cseq?: number;
    branch?: string;
    fromTag?: string;
    toTag?: string;
    headers?: readonly string[];
    body?: string;
  } = {},
): Uint8Array {
  const {
    cseq = 500,
    branch = `z9hG4bKtheirs${method}${cseq}`,
    fromTag = 'server1',
    toTag = 'tag1',
    headers = [],
    body = '',
  } = options;
  const lines = [
    `${method} sip:algcheck-1@192.168.1.10:40000 SIP/2.0`,
    `Via: SIP/2.0/UDP 203.0.113.10:5060;rport;branch=${branch}`,
    `From: <sip:600@pbx.example>;tag=${fromTag}`,
    `To: <sip:probe@pbx.example>;tag=${toTag}`,
    'Call-ID: call1@192.168.1.10',
    `CSeq: ${cseq} ${method}`,
    ...headers,
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${body.length}`,
  ];
  return latin1ToBytes(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

type Stepper<S, I> = (
  state: S,
  input: I,
  nowMs: ReturnType<typeof ms>,
) => {
  readonly state: S;
  readonly effects: readonly DialogEffect[];
};

/** A machine whose clock stands still until it is moved; requests leave as soon as they are asked for. */
export class Bench<S, I> {
  atMs = 0;
  state: S;
  readonly effects: DialogEffect[] = [];
  /** Everything that left, as text. */
  readonly sent: string[] = [];
  readonly facts: Fact[] = [];
  #step: Stepper<S, I | DialogInput>;

  constructor(state: S, step: Stepper<S, I | DialogInput>) {
    this.state = state;
    this.#step = step;
  }

  feed(input: I | DialogInput): this {
    const step = this.#step(this.state, input, ms(this.atMs));
    this.state = step.state;
    for (const effect of step.effects) {
      this.effects.push(effect);
      if (effect.kind === 'record') this.facts.push(effect.fact);
      if (effect.kind === 'follow') this.sent.push(bytesToLatin1(effect.bytes));
      if (effect.kind !== 'request') continue;
      this.sent.push(bytesToLatin1(effect.bytes));
      this.feed({ kind: 'sent' });
    }
    return this;
  }

  start(): this {
    return this.feed({ kind: 'start', local, remote: server });
  }

  after(forMs: number): this {
    this.atMs += forMs;
    return this;
  }

  receive(bytes: Uint8Array): this {
    return this.feed({ kind: 'received', bytes });
  }

  /** Answers the last request of ours of that method. */
  answer(method: string, status: string, options: ReplyOptions = {}): this {
    return this.receive(reply(this.last(method), status, options));
  }

  last(method: string): string {
    return this.sent.findLast((text) => text.startsWith(`${method} `)) ?? '';
  }

  /** First words of what left: `INVITE`, `ACK`, `200`. */
  get said(): readonly string[] {
    return this.sent.map((text) =>
      text.startsWith('SIP/2.0') ? text.slice(8, 11) : (text.split(' ')[0] ?? ''),
    );
  }

  get hasEnded(): boolean {
    return this.effects.some(({ kind }) => kind === 'end');
  }

  /** `outcome` of the only fact, with its detail. */
  get outcome(): string {
    const [fact, more] = this.facts;
    if (fact === undefined || more !== undefined || !('outcome' in fact) || !('statusCode' in fact))
      return `${this.facts.length} facts`;
    return fact.detail === null ? fact.outcome : `${fact.outcome} ${fact.detail}`;
  }
}

export const registering = (changes: Partial<RegisterSpec> = {}): Bench<RegisterState, DialogInput> =>
  new Bench(newRegister(registerSpec(changes)), stepRegister).start();

export const calling = (changes: Partial<CallSpec> = {}): Bench<CallState, CallInput> =>
  new Bench<CallState, CallInput>(newCall(callSpec(changes)), stepCall).start();

export const answerHeaders: ReplyOptions = { headers: [serverContact], body: sdp() };

/** A call that was challenged, answered, and stands. */
export const standing = (options: ReplyOptions = answerHeaders): Bench<CallState, CallInput> =>
  calling()
    .answer('INVITE', '401 Unauthorized', { headers: [challenge] })
    .answer('INVITE', '200 OK', options);

export const header = line;
