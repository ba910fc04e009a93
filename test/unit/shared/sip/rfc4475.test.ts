// Every message of RFC 4475 that is in the fixtures, what its text wants and what the reader and the views say.
// Where the two differ, the row says why: the tool reads what routers and servers send, it does not police them.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bytesToLatin1 } from '../../../../shared/base/bytes.ts';
import { declaredLength } from '../../../../shared/sip/content-length.ts';
import { parseCSeq } from '../../../../shared/sip/cseq.ts';
import {
  firstHeader,
  headerValues,
  joinLines,
  readMessage,
  type SipMessage,
  splitListValue,
  topmostVia,
} from '../../../../shared/sip/message-reader.ts';
import { parseNameAddr } from '../../../../shared/sip/name-addr.ts';
import { parseSipUri } from '../../../../shared/sip/sip-uri.ts';
import { createFramer, pushBytes } from '../../../../shared/sip/stream-framer.ts';
import { parseVia } from '../../../../shared/sip/via.ts';

const folder = new URL('../../../fixtures/rfc4475/', import.meta.url);
const load = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`${name}.dat`, folder)));
const messageOf = (name: string): SipMessage => {
  const result = readMessage(load(name));
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
/** Value of a result; fails the test on a fault. */
const valueOf = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

/** Everything that reader and views refuse or find missing in one message. */
function complaints(bytes: Uint8Array): string[] {
  const result = readMessage(bytes);
  if (!result.ok) return [result.error.code];
  const message = result.value;
  const { startLine } = message;
  const found = message.brokenLines.map((line) => `line ${line.reason}`);
  if (startLine.version.toUpperCase() !== 'SIP/2.0') found.push(`version ${startLine.version}`);
  if (startLine.kind === 'request') {
    const uri = parseSipUri(startLine.requestUri);
    if (!uri.ok) found.push(`request-uri ${uri.error.code}`);
  }
  for (const value of headerValues(message, 'via').flatMap(splitListValue)) {
    const via = parseVia(value);
    if (!via.ok) found.push(`via ${via.error.code}`);
  }
  for (const field of ['from', 'to', 'call-id', 'cseq']) {
    const { length } = headerValues(message, field);
    if (length !== 1) found.push(`${length} ${field}`);
  }
  for (const field of ['from', 'to', 'contact']) {
    for (const value of headerValues(message, field)) {
      const address = parseNameAddr(value);
      if (!address.ok) found.push(`${field} ${address.error.code}`);
    }
  }
  for (const value of headerValues(message, 'cseq')) {
    const cseq = parseCSeq(value);
    if (!cseq.ok) found.push(`cseq ${cseq.error.code}`);
    else if (startLine.kind === 'request' && cseq.value.method !== startLine.method)
      found.push('cseq method');
  }
  const length = declaredLength(message);
  if (length === 'bad') found.push('content-length bad');
  else if (length !== null && length > message.body.length) found.push('body short');
  return found;
}

type Row = [
  section: string,
  name: string,
  wanted: 'well-formed' | 'malformed',
  found: string[],
  deviation?: string,
];

// `wanted` is the RFC's word on syntax; a `deviation` is an expected failure with its reason.
const rows: Row[] = [
  ['3.1.1.1', 'wsinv', 'well-formed', []],
  ['3.1.1.2', 'intmeth', 'well-formed', []],
  ['3.1.1.3', 'esc01', 'well-formed', []],
  ['3.1.1.4', 'escnull', 'well-formed', []],
  ['3.1.1.5', 'esc02', 'well-formed', []],
  ['3.1.1.6', 'lwsdisp', 'well-formed', []],
  ['3.1.1.7', 'longreq', 'well-formed', []],
  ['3.1.1.8', 'dblreq', 'well-formed', []],
  ['3.1.1.9', 'semiuri', 'well-formed', []],
  ['3.1.1.10', 'transports', 'well-formed', []],
  ['3.1.1.12', 'unreason', 'well-formed', []],
  ['3.1.1.13', 'noreason', 'well-formed', []],
  ['3.1.2.1', 'badinv01', 'malformed', ['via bad-protocol']],
  ['3.1.2.2', 'clerr', 'malformed', ['body short']],
  ['3.1.2.3', 'ncl', 'malformed', ['content-length bad']],
  ['3.1.2.4', 'scalar02', 'malformed', ['cseq bad-number']],
  ['3.1.2.5', 'scalarlg', 'malformed', ['cseq bad-number']],
  ['3.1.2.6', 'quotbal', 'malformed', ['to bad-display-name']],
  ['3.1.2.7', 'ltgtruri', 'malformed', ['request-uri bad-uri']],
  ['3.1.2.8', 'lwsruri', 'malformed', ['request-uri bad-uri']],
  [
    '3.1.2.9',
    'lwsstart',
    'malformed',
    [],
    'extra spaces are kept in startLine.raw: they are evidence, not a reason to drop it',
  ],
  [
    '3.1.2.10',
    'trws',
    'malformed',
    [],
    'trailing spaces are kept in startLine.raw: they are evidence, not a reason to drop it',
  ],
  [
    '3.1.2.11',
    'escruri',
    'malformed',
    [],
    'the view shows the URI headers; to refuse them in a Request-URI is the work of a server',
  ],
  ['3.1.2.12', 'baddate', 'malformed', [], 'no view reads Date: no finding depends on it'],
  ['3.1.2.13', 'regbadct', 'malformed', ['contact bad-uri']],
  ['3.1.2.14', 'badaspec', 'malformed', ['to bad-uri']],
  [
    '3.1.2.15',
    'baddn',
    'malformed',
    [],
    'an unquoted comma in a display name passes, as the RFC allows a lenient reader',
  ],
  ['3.1.2.16', 'badvers', 'malformed', ['version SIP/7.0']],
  ['3.1.2.17', 'mismatch01', 'malformed', ['cseq method']],
  ['3.1.2.18', 'mismatch02', 'malformed', ['cseq method']],
  ['3.1.2.19', 'bigcode', 'malformed', ['not-sip']],
  ['3.2.1', 'badbranch', 'well-formed', []],
  ['3.3.1', 'insuf', 'malformed', ['0 from', '0 to', '0 call-id']],
  [
    '3.3.2',
    'unkscm',
    'well-formed',
    ['request-uri unknown-scheme'],
    'well formed, but only sip and sips URIs have a view',
  ],
  [
    '3.3.3',
    'novelsc',
    'well-formed',
    ['request-uri unknown-scheme'],
    'well formed, but only sip and sips URIs have a view',
  ],
  ['3.3.4', 'unksm2', 'well-formed', []],
  ['3.3.5', 'bext01', 'well-formed', []],
  ['3.3.6', 'invut', 'well-formed', []],
  ['3.3.7', 'regaut01', 'well-formed', []],
  ['3.3.8', 'multi01', 'malformed', ['2 from', '2 to', '2 call-id', '2 cseq']],
  ['3.3.9', 'mcl01', 'malformed', ['content-length bad']],
  ['3.3.10', 'bcast', 'well-formed', []],
  ['3.3.11', 'zeromf', 'well-formed', []],
  ['3.3.12', 'cparam01', 'well-formed', []],
  ['3.3.13', 'cparam02', 'well-formed', []],
  ['3.3.14', 'regescrt', 'well-formed', []],
  ['3.3.15', 'sdp01', 'well-formed', []],
  ['3.4.1', 'inv2543', 'well-formed', []],
];

describe('messages of RFC 4475', () => {
  it.each(rows)('%s %s is %s, and the views find %j', (_section, name, _wanted, found) => {
    expect(complaints(load(name))).toEqual(found);
  });

  it.each(rows)(
    '%s %s deviates from the RFC only where a reason says so',
    (_section, _name, wanted, found, deviation) => {
      const isAsWanted = (found.length === 0) === (wanted === 'well-formed');
      expect(deviation === undefined).toBe(isAsWanted);
    },
  );

  it('tests every file, and every row has its file', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.dat'));
    expect(rows.map(([, name]) => `${name}.dat`).toSorted()).toEqual(files.toSorted());
  });

  it.each(rows.filter(([, name]) => name !== 'bigcode'))(
    '%s %s joins back to its bytes',
    (_section, name) => {
      expect(joinLines(messageOf(name))).toEqual(load(name));
    },
  );
});

describe('what the views read in them', () => {
  it('reads through the folding and spaces of wsinv', () => {
    const message = messageOf('wsinv');
    expect(
      headerValues(message, 'via')
        .flatMap(splitListValue)
        .map((value) => valueOf(parseVia(value))),
    ).toMatchObject([
      { protocol: 'SIP/2.0', transport: 'UDP', host: '192.0.2.2', branch: '390skdjuw' },
      { protocol: 'SIP/2.0', transport: 'TCP', host: 'spindle.example.com', branch: 'z9hG4bK9ikj8' },
      { protocol: 'SIP/2.0', transport: 'UDP', host: '192.168.255.111', branch: 'z9hG4bK30239' },
    ]);
    expect(parseCSeq(firstHeader(message, 'cseq')!.value)).toEqual({
      ok: true,
      value: { number: 9, method: 'INVITE' },
    });
    expect(valueOf(parseNameAddr(firstHeader(message, 'from')!.value))).toMatchObject({
      displayName: '"J Rosenberg \\\\\\""',
      uri: 'sip:jdrosen@example.com',
      tag: '98asjd8',
    });
    expect(valueOf(parseNameAddr(firstHeader(message, 'm')!.value)).params).toEqual([
      { name: 'newparam', value: 'newvalue' },
      { name: 'secondparam', value: null },
      { name: 'q', value: '0.33' },
    ]);
    expect(headerValues(message, 'subject')).toEqual(['']);
    expect(headerValues(message, 'unknownheaderwithunusualvalue')).toEqual([';;,,;;,;']);
  });

  it('keeps unusual characters of intmeth', () => {
    const message = messageOf('intmeth');
    expect(message.startLine).toMatchObject({ method: "!interesting-Method0123456789_*+`.%indeed'~" });
    expect(
      message.startLine.kind === 'request' && valueOf(parseSipUri(message.startLine.requestUri)),
    ).toMatchObject({
      user: "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*",
      password: "&it+has=1,weird!*pas$wo~d_too.(doesn't-it)",
      host: 'example.com',
    });
    expect(firstHeader(message, 'to')!.value).toContain('NUL:\\\u0000 DEL:\\\u007f');
    expect(valueOf(parseNameAddr(firstHeader(message, 'from')!.value))).toMatchObject({
      displayName: "token1~` token2'+_ token3*%!.-",
      tag: "_token~1'+`*%!-.",
    });
  });

  it('does not unescape the method and header name of esc02', () => {
    const message = messageOf('esc02');
    expect(message.startLine).toMatchObject({ method: 'RE%47IST%45R' });
    expect(headerValues(message, 'contact')).toHaveLength(2);
    expect(headerValues(message, 'C%6Fntact')).toEqual(['<sip:alias2@host2.example.com>']);
  });

  it('keeps the long values and 34 Via lines of longreq', () => {
    const vias = headerValues(messageOf('longreq'), 'via');
    expect(vias).toHaveLength(34);
    expect(valueOf(parseVia(vias[33]!)).branch).toHaveLength(4 + 200 + 11);
  });

  it('gives a parameter of an address without brackets to the field, and one in brackets to the URI', () => {
    expect(valueOf(parseNameAddr(firstHeader(messageOf('cparam01'), 'm')!.value)).params).toEqual([
      { name: 'unknownparam', value: null },
    ]);
    expect(valueOf(parseNameAddr(firstHeader(messageOf('cparam02'), 'm')!.value)).params).toEqual([]);
  });

  it('reads the bare magic cookie of badbranch', () => {
    expect(valueOf(parseVia(topmostVia(messageOf('badbranch'))!)).branch).toBe('z9hG4bK');
  });

  it('keeps the reason phrase of unreason in its own bytes and says none for noreason', () => {
    expect(messageOf('unreason').startLine).toMatchObject({
      statusCode: 200,
      reasonPhrase: expect.stringMatching(/^= 2\*\*3 \* 5\*\*2 \u00d0\u00bd/),
    });
    expect(messageOf('noreason').startLine).toMatchObject({ statusCode: 100, reasonPhrase: '' });
  });

  it('cuts the two requests of dblreq when they come as a stream', () => {
    const { messages } = pushBytes(createFramer(65_535), load('dblreq'));
    expect(messages.map((bytes) => bytesToLatin1(bytes).split(' ')[0])).toEqual(['REGISTER', 'INVITE']);
  });
});
