// What stays of a raw message: the fields that a verdict or a reader needs, with masks in them. Of everything else only
// the length stays. Every line keeps its place and every byte count stays true.
import { bytesToLatin1, latin1ToBytes } from '../base/bytes.ts';
import { removedValue } from '../observation/account.ts';
import { canonicalHeaderName } from '../sip/header-name.ts';
import { type HeaderLine, readMessage, type SipMessage } from '../sip/message-reader.ts';
import { locateSdpLines } from '../sip/sdp-lines.ts';
import type { MaskBook } from './mask-book.ts';
import type { TextMasker } from './mask-text.ts';

/** Fields whose values stay, with masks; by their full names. */
const kept: ReadonlySet<string> = new Set(
  [
    'via max-forwards from to contact call-id cseq route record-route',
    'user-agent server accept accept-encoding accept-language allow allow-events event',
    'supported require proxy-require unsupported www-authenticate proxy-authenticate',
    'content-type content-length content-encoding content-disposition mime-version',
    'date timestamp expires min-expires session-expires min-se retry-after warning reason',
  ].flatMap((names) => names.split(' ')),
);
/** Fields with a person's name before the address. RFC 3261 20.10. */
const named: ReadonlySet<string> = new Set(['from', 'to', 'contact', 'route', 'record-route']);
/** Lines of a session description that stay, with masks, and attributes that do. RFC 8866 5, 6. */
const keptSdp =
  /^(?:[votcmb]=|s=-$|a=(?:rtpmap|fmtp|ptime|maxptime|sendrecv|sendonly|recvonly|inactive|rtcp|mid)\b)/;

export type MessageMasker = (bytes: string) => string;

/** A function over messages, one character a byte; what is no SIP message keeps its length and its line ends. */
export function createMessageMasker(book: MaskBook, mask: TextMasker): MessageMasker {
  return (bytes) => {
    const message = readMessage(latin1ToBytes(bytes));
    return message.ok ? maskMessage(bytes, message.value, book, mask) : blank(bytes);
  };
}

/** The same number of characters that say nothing; white space stays. */
export const blank = (text: string): string => text.replace(/[^ \t\r\n]/g, 'x');

function maskMessage(text: string, message: SipMessage, book: MaskBook, mask: TextMasker): string {
  const lines = [
    ...message.headerLines.map((line) => ({ line, masked: () => maskHeader(text, line, book, mask) })),
    ...message.brokenLines.map((line) => ({
      line,
      masked: () => blank(text.slice(line.offsetBytes, line.offsetBytes + line.lengthBytes)),
    })),
  ].toSorted((a, b) => a.line.offsetBytes - b.line.offsetBytes);
  const headEnd = lines[0]?.line.offsetBytes ?? message.bodyOffsetBytes;
  const last = lines.at(-1)?.line;
  const linesEnd = last === undefined ? headEnd : last.offsetBytes + last.lengthBytes;
  return [
    mask(text.slice(0, headEnd)),
    ...lines.map(({ masked }) => masked()),
    text.slice(linesEnd, message.bodyOffsetBytes),
    maskBody(bytesToLatin1(message.body), mask),
  ].join('');
}

function maskHeader(text: string, line: HeaderLine, book: MaskBook, mask: TextMasker): string {
  const whole = text.slice(line.offsetBytes, line.offsetBytes + line.lengthBytes);
  const nameEnd = line.rawName.length + 1;
  const valueEnd = nameEnd + line.rawValue.length;
  const [value, lineEnd] = [whole.slice(nameEnd, valueEnd), whole.slice(valueEnd)];
  const name = canonicalHeaderName(line.name);
  if (line.value === removedValue) return whole;
  if (!kept.has(name)) return `${blankName(line.rawName)}:${blank(value)}${lineEnd}`;
  return `${whole.slice(0, nameEnd)}${maskValue(name, value, book, mask)}${lineEnd}`;
}

/** A name of one letter stays: whether a server uses those is a trait of it. RFC 3261 7.3.3. */
const blankName = (name: string): string => (name.trim().length === 1 ? name : blank(name));

function maskValue(name: string, value: string, book: MaskBook, mask: TextMasker): string {
  if (name === 'call-id') return maskCallId(value, book, mask);
  if (!named.has(name)) return mask(value);
  const [, before = '', display = '', rest = value] =
    /^([ \t\r\n]*)("(?:[^"\\]|\\[^\r\n])*"|[^"<,;]*[^"<,;\s])(\s*<[^]*)$/.exec(value) ?? [];
  return `${before}${maskDisplay(display, book, mask)}${mask(rest)}`;
}

/** Our own requests are called `check ADDRESS`; any other name may be a person's. */
function maskDisplay(display: string, book: MaskBook, mask: TextMasker): string {
  const [, open = '', inner = display, close = ''] = /^(")([^]*)(")$/.exec(display) ?? [];
  if (inner === '' || /^check [\da-f.:]+$/i.test(inner)) return mask(display);
  return `${open}${book.word('TEXT', inner)}${close}`;
}

/** The host part of a Call-ID may be the name of a computer. RFC 3261 8.1.1.4. */
export function maskCallId(value: string, book: MaskBook, mask: TextMasker): string {
  const [, token = '', host = ''] = /^([^@]*@)([a-z][a-z\d-]*)\s*$/i.exec(value) ?? [];
  return host === ''
    ? mask(value)
    : `${mask(token)}${book.word('HOST', host)}${value.slice(token.length + host.length)}`;
}

function maskBody(body: string, mask: TextMasker): string {
  if (!body.startsWith('v=')) return blank(body);
  const origins = locateSdpLines(latin1ToBytes(body)).origins.map(({ raw }) => raw);
  return body.replace(/[^\r\n]+/g, (line) => {
    if (!keptSdp.test(line)) return `${line.slice(0, 2)}${blank(line.slice(2))}`;
    return mask(origins.includes(line) ? withoutUser(line) : line);
  });
}

/** `o=` begins with a user name, `-` where there is none. RFC 8866 5.2. */
const withoutUser = (origin: string): string =>
  origin.replace(/^o=(?!- )([^ ]+)/, (_all, user: string) => `o=${blank(user)}`);
