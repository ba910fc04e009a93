// Four times the input must not cost sixteen times the work. Work is this process's own processor time, as a ratio of
// two sizes: the speed of the machine and what else runs on it fall out.
import { describe, expect, test } from 'vitest';
import { latin1ToBytes } from '../../shared/base/bytes.ts';
import { parseProfile } from '../../shared/profile/profile.ts';
import { parseProfileCode } from '../../shared/profile/profile-text.ts';
import { parseReport } from '../../shared/report/report.ts';
import { readDescription } from '../../shared/router/answers/descriptions.ts';
import { readSsdpReply } from '../../shared/router/answers/ssdp.ts';
import { readWebAnswer } from '../../shared/router/answers/web-page.ts';
import { readXml } from '../../shared/router/answers/xml.ts';
import { parseChallenge } from '../../shared/sip/digest-challenge.ts';
import { parseParams } from '../../shared/sip/header-params.ts';
import { readMessage, splitListValue } from '../../shared/sip/message-reader.ts';
import { parseNameAddr } from '../../shared/sip/name-addr.ts';
import { locateSdpLines } from '../../shared/sip/sdp-lines.ts';
import { parseSipUri } from '../../shared/sip/sip-uri.ts';
import { parseVia } from '../../shared/sip/via.ts';

// Linear work gives 4, quadratic 16. Between them lies what caches and the collector of garbage add.
const mostGrowth = 10;
const rounds = 5;
const attempts = 4;
const leastWorkUs = 8000;

function cpuUs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

const least = (work: () => void): number => Math.min(...Array.from({ length: rounds }, () => cpuUs(work)));

/** Work on 4n over work on n. */
function growthOf(read: (text: string) => unknown, make: (size: number) => string, size: number): number {
  const [small, large] = [make(size), make(size * 4)];
  let times = 1;
  const repeated = (text: string) => () => {
    for (let i = 0; i < times; i++) read(text);
  };
  // Enough repetitions for the clock of the system, up to a bound for what is refused at once.
  while (times < 4096 && cpuUs(repeated(large)) < leastWorkUs) times *= 2;
  return least(repeated(large)) / Math.max(1, least(repeated(small)));
}

const fill =
  (unit: string, before = '', after = '') =>
  (size: number): string =>
    before + unit.repeat(Math.ceil(size / unit.length)) + after;
const asBytes = (read: (bytes: Uint8Array) => unknown) => (text: string) => read(latin1ToBytes(text));
const page = (body: string) =>
  readWebAnswer({ server: body, challenge: body, body, certificateSubject: body });

type Row = readonly [string, (text: string) => unknown, (size: number) => string, number];
const rows: readonly Row[] = [
  ['a report of brackets', parseReport, fill('['), 200_000],
  [
    'a report of keys',
    parseReport,
    (n) => `{"format":"sip-alg-report","version":1${fill(',"k":1')(n)}}`,
    200_000,
  ],
  [
    'a report of observations',
    parseReport,
    (n) => `{"format":"sip-alg-report","version":1,"observations":[{}${fill(',{}')(n)}]}`,
    2000,
  ],
  [
    'a profile of one text',
    parseProfile,
    fill('a.', '{"format":"sip-alg-profile","version":1,"name":"x","server":"', '"}'),
    16_000,
  ],
  [
    'a profile of mail addresses',
    parseProfile,
    fill(
      "a.'",
      '{"format":"sip-alg-profile","version":1,"name":"x","server":"a","support":{"name":"x","email":"',
      '"}}',
    ),
    16_000,
  ],
  ['a code', parseProfileCode, fill('A', 'sipprofile1:', '.00000000'), 2000],
  ['header lines', asBytes(readMessage), fill('a: b\r\n', 'OPTIONS sip:a SIP/2.0\r\n', '\r\n'), 12_000],
  ['folded lines', asBytes(readMessage), fill(' x\r\n', 'OPTIONS sip:a SIP/2.0\r\na: b\r\n', '\r\n'), 12_000],
  ['line ends', asBytes(readMessage), fill('\r\n'), 12_000],
  ['a list of fields', splitListValue, fill('a,'), 12_000],
  ['quotes', splitListValue, fill('"\\'), 12_000],
  ['angle brackets', parseNameAddr, fill('<'), 12_000],
  ['a display name', parseNameAddr, fill('"a" ', '', '<sip:a@b>'), 12_000],
  ['parameters', parseParams, fill(';a=b'), 12_000],
  ['a Via', parseVia, fill(' ', 'SIP/2.0/UDP a', ';x'), 12_000],
  ['a URI', parseSipUri, fill('a;', 'sip:'), 12_000],
  ['a challenge', parseChallenge, fill(',a="b"', 'Digest realm="x"'), 12_000],
  ['a session description', asBytes(locateSdpLines), fill('a=b\r\n', 'v=0\r\n'), 12_000],
  ['an SSDP reply', asBytes(readSsdpReply), fill('a:b\r\n', 'HTTP/1.1 200 OK\r\n'), 500],
  ['open elements', readXml, fill('<a>'), 50_000],
  ['brothers', readXml, fill('<a/>', '<r>', '</r>'), 4000],
  ['comments that do not end', readXml, fill('<!--', '<r>'), 50_000],
  ['entities', readDescription, fill('&amp;', '<r>', '</r>'), 50_000],
  ['open titles', page, fill('<title '), 50_000],
  ['realms', page, fill('realm="'), 50_000],
];

const quadratic = (text: string): number => {
  let found = 0;
  for (let i = 0; i < text.length; i++)
    for (let k = 0; k < text.length; k++) if (text.charCodeAt(k) === i) found += 1;
  return found;
};

describe('work grows with the input', () => {
  test.each(rows)('on %s', (_name, read, make, size) => {
    // The collector of garbage may hit one attempt, not all of them.
    let best = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < attempts && best >= mostGrowth; attempt++)
      best = Math.min(best, growthOf(read, make, size));
    expect(best).toBeLessThan(mostGrowth);
  });

  test('and work that grows with the square would be seen', () => {
    expect(growthOf(quadratic, fill('a'), 500)).toBeGreaterThan(mostGrowth);
  });
});
