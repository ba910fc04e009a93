// What servers and strangers send: SIP messages, their fields, streams of them, descriptions of sound, readbacks.
import { readdirSync, readFileSync } from 'node:fs';
import { describe } from 'vitest';
import { bytesToLatin1, latin1ToBytes, sameBytes } from '../../shared/base/bytes.ts';
import { readReadback } from '../../shared/dialog/readback.ts';
import { readSdpAnswer } from '../../shared/dialog/sdp-answer.ts';
import { declaredLength } from '../../shared/sip/content-length.ts';
import { parseCSeq } from '../../shared/sip/cseq.ts';
import { chooseChallenge, parseChallenge } from '../../shared/sip/digest-challenge.ts';
import { parseParams } from '../../shared/sip/header-params.ts';
import { parseHostPort } from '../../shared/sip/host-port.ts';
import { diffMessages } from '../../shared/sip/message-diff.ts';
import {
  headerValues,
  joinLines,
  readMessage,
  splitListValue,
  topmostVia,
} from '../../shared/sip/message-reader.ts';
import { parseNameAddr } from '../../shared/sip/name-addr.ts';
import { locateSdpLines } from '../../shared/sip/sdp-lines.ts';
import { parseSipUri } from '../../shared/sip/sip-uri.ts';
import { createFramer, pushBytes } from '../../shared/sip/stream-framer.ts';
import { parseVia } from '../../shared/sip/via.ts';
import { fuzz, type Random } from './fuzz.ts';
import { noise, spoilBytes, spoilText } from './hostile.ts';

const folder = new URL('../fixtures/rfc4475/', import.meta.url);
const torture = readdirSync(folder)
  .filter((name) => name.endsWith('.dat'))
  .map((name) => new Uint8Array(readFileSync(new URL(name, folder))));
const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');
const told = [
  '203.0.113.2:61000',
  'SIP/2.0/UDP a',
  '<sip:a@b>',
  '<sip:p@c>;tag=1',
  'id@x',
  '144',
  '10.0.0.1:4100',
];
const redirect = `SIP/2.0 302 Moved\r\nContact: <sip:${['v1', ...told.map(base64)].join('.')}@readback.invalid>\r\n\r\n`;
const sdp =
  'v=0\r\no=- 1 1 IN IP4 203.0.113.10\r\ns=-\r\nc=IN IP4 203.0.113.10\r\nt=0 0\r\nm=audio 10000 RTP/AVP 0 8 101\r\n' +
  'a=rtpmap:0 PCMU/8000\r\na=sendrecv\r\n';
const answer = `SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;rport=5\r\nContent-Type: application/sdp\r\nContent-Length: ${sdp.length}\r\n\r\n${sdp}`;
const good = [...torture, latin1ToBytes(redirect), latin1ToBytes(answer)];
const signalling = { address: '203.0.113.10', port: 5060 };

const spoiledMessage = (random: Random): Uint8Array => {
  if (random.oneIn(20)) return noise(600, random);
  const message = random.pick(good);
  if (random.oneIn(2)) return spoilBytes(message, random);
  return latin1ToBytes(spoilText(bytesToLatin1(message), random).replace(/[^\u0000-\u00ff]/g, '?'));
};

/** Everything that the program reads out of one message. */
function openMessage(bytes: Uint8Array): void {
  const read = readMessage(bytes);
  if (!read.ok) return;
  const message = read.value;
  if (!sameBytes(joinLines(message), bytes)) throw new Error('bytes were lost');
  declaredLength(message);
  topmostVia(message);
  for (const name of ['Via', 'Contact', 'From', 'To', 'CSeq', 'WWW-Authenticate'])
    for (const value of headerValues(message, name)) openValue(value);
  locateSdpLines(message.body);
  readSdpAnswer(message, signalling);
  readReadback(message);
}

function openValue(value: string): void {
  parseVia(value);
  parseNameAddr(value);
  parseSipUri(value);
  parseCSeq(value);
  parseParams(value);
  parseHostPort(value);
  splitListValue(value);
  const challenge = parseChallenge(value);
  if (challenge.ok) chooseChallenge([challenge.value]);
}

const values = [
  'SIP/2.0/UDP 192.168.1.10:5060;branch=z9hG4bKabc;rport=4444;received=203.0.113.2',
  'SIP / 2.0 / TLS [2001:db8::1]:5061 ; branch="a\\"b"',
  '"Anna \\" B" <sip:anna:p%20w@pbx.example:5060;transport=tcp?x=y>;tag=1;expires=60',
  'sip:%61lice@[::1];lr',
  '<sip:a@b>, "c, d" <sip:e@f;x="g,h">, sip:i@j',
  '4711 INVITE',
  'Digest realm="a", nonce="n,1", qop="auth,auth-int", algorithm=SHA-256, stale=true, opaque=""',
];

describe('messages', () => {
  fuzz('SIP messages', { cases: 8000, make: spoiledMessage, check: openMessage });
  fuzz('values of header fields', {
    cases: 15_000,
    make: (random) => spoilText(random.pick(values), random),
    check: openValue,
  });
  fuzz('differences of two messages', {
    cases: 5000,
    make: (random) => {
      const message = random.pick(good);
      return { sent: message, got: spoilBytes(message, random) };
    },
    check: ({ sent, got }) => {
      const [a, b] = [readMessage(sent), readMessage(got)];
      if (a.ok && b.ok && diffMessages(a.value, b.value).length === 0 && !sameBytes(sent, got))
        throw new Error('a change that nobody sees');
    },
  });
  fuzz('descriptions of sound', {
    cases: 8000,
    make: (random) => spoilText(answer, random).replace(/[^\u0000-\u00ff]/g, '?'),
    check: (text) => openMessage(latin1ToBytes(text)),
  });
  fuzz('streams of messages, whole and in pieces', {
    cases: 5000,
    make: (random) => {
      const bytes = Buffer.concat([spoiledMessage(random), random.pick(good), random.pick(good)]);
      return { bytes: new Uint8Array(bytes), cut: random.int(bytes.length + 1) };
    },
    check: ({ bytes, cut }) => {
      const limitBytes = 4096;
      const whole = pushBytes(createFramer(limitBytes), bytes);
      const first = pushBytes(createFramer(limitBytes), bytes.slice(0, cut));
      const second = pushBytes(first.framer, bytes.slice(cut));
      const pieces = [...first.messages, ...second.messages];
      if (
        pieces.length !== whole.messages.length ||
        pieces.some((piece, i) => !sameBytes(piece, whole.messages[i] ?? piece))
      )
        throw new Error('cutting the stream changed its messages');
      if (second.framer.pending.length > limitBytes + 2 * bytes.length) throw new Error('it keeps too much');
    },
  });
});
