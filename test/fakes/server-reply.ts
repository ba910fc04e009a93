// Replies as Asterisk (pjsip) prints them: Via as rport, received, branch; the port of a From left out; the To tag
// equal to the branch. A test changes the parts it is about.
import { bytesToLatin1 } from '../../shared/base/bytes.ts';

/** Text put in place of what the request carried; `undefined` repeats the request, null leaves the part out. */
export type ReplyParts = {
  readonly status?: string;
  /** `received` of the topmost Via; null leaves it out. */
  readonly received?: string | null;
  /** `rport` of the topmost Via: a number, our own port, the one the NAT gave, or null for unfilled. */
  readonly rport?: number | 'own' | 'mapped' | null;
  readonly viaHost?: string;
  readonly viaPort?: number | null;
  readonly branch?: string;
  readonly fromDisplay?: string | null;
  readonly fromUser?: string;
  readonly fromHost?: string;
  readonly fromPort?: number | null;
  readonly fromTag?: string;
  readonly toHost?: string;
  readonly callId?: string;
  readonly cseq?: string;
  readonly server?: string | null;
  readonly realm?: string | null;
  /** Header lines behind the Via. */
  readonly extraLines?: readonly string[];
  readonly usesCompactNames?: boolean;
  /** The whole reply; the parts above are then not used. */
  readonly bytes?: string;
};

/** What the reply needs to know beyond the request: where the flow starts and where the NAT maps it to. */
export type Ports = { readonly own: number; readonly mapped: number };

/** Address that the NAT of these tests gives to every flow. */
export const natAddress = '203.0.113.2';

const part = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1] ?? '';

/** The reply to a request of ours; by default what a plain NAT and a real Asterisk give back. */
export function serverReply(request: string, parts: ReplyParts, ports: Ports): string {
  if (parts.bytes !== undefined) return parts.bytes;
  const [via, callId] = parts.usesCompactNames === true ? ['v', 'i'] : ['Via', 'Call-ID'];
  const realm = parts.realm === undefined ? 'asterisk' : parts.realm;
  const server = parts.server === undefined ? 'Asterisk PBX 22.10.1' : parts.server;
  return [
    `SIP/2.0 ${parts.status ?? '401 Unauthorized'}`,
    `${via}: ${viaText(request, parts, ports)}`,
    ...(parts.extraLines ?? []),
    `${callId}: ${parts.callId ?? part(request, /^Call-ID: (.*)\r$/m)}`,
    `From: ${fromText(request, parts)}`,
    `To: <sip:${parts.toHost ?? part(request, /^To: <sip:([^>]+)>/m)}>;tag=${part(request, /branch=([^;\r]+)/)}`,
    `CSeq: ${parts.cseq ?? part(request, /^CSeq: (.*)\r$/m)}`,
    ...(realm === null ? [] : [`WWW-Authenticate: Digest realm="${realm}",nonce="1759/ab",algorithm=MD5`]),
    ...(server === null ? [] : [`Server: ${server}`]),
    'Content-Length:  0',
    '',
    '',
  ].join('\r\n');
}

function viaText(request: string, parts: ReplyParts, ports: Ports): string {
  const [, transport = '', host = '', port = ''] =
    /^Via: SIP\/2\.0\/(\w+) (\[[^\]]+\]|[^:;]+):(\d+)/m.exec(request) ?? [];
  const viaPort = parts.viaPort === undefined ? port : parts.viaPort;
  const received = parts.received === undefined ? natAddress : parts.received;
  const rport = parts.rport === undefined ? 'mapped' : parts.rport;
  const rportText = rport === 'own' ? ports.own : rport === 'mapped' ? ports.mapped : rport;
  return [
    `SIP/2.0/${transport} ${parts.viaHost ?? host}${viaPort === null ? '' : `:${viaPort}`}`,
    rportText === null ? 'rport' : `rport=${rportText}`,
    ...(received === null ? [] : [`received=${received}`]),
    `branch=${parts.branch ?? part(request, /branch=([^;\r]+)/)}`,
  ].join(';');
}

function fromText(request: string, parts: ReplyParts): string {
  const [, display = '', user = '', host = '', tag = ''] =
    /^From: "([^"]*)" <sip:([^@]+)@(\[[^\]]+\]|[^:>]+):\d+>;tag=([^\r]+)/m.exec(request) ?? [];
  const name = parts.fromDisplay === undefined ? display : parts.fromDisplay;
  const port = parts.fromPort === undefined || parts.fromPort === null ? '' : `:${parts.fromPort}`;
  const uri = `<sip:${parts.fromUser ?? user}@${parts.fromHost ?? host}${port}>`;
  return `${name === null ? '' : `"${name}" `}${uri};tag=${parts.fromTag ?? tag}`;
}

/** A reply of random bytes, one character a byte. */
export const asBytes = (bytes: Uint8Array): ReplyParts => ({ bytes: bytesToLatin1(bytes) });
