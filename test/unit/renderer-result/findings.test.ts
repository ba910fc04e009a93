// The byte diff and the texts it shows, from observations that a real run could have made.
import { describe, expect, it } from 'vitest';
import { safeBytes, safeLines, safeText } from '../../../shared/base/safe-text.ts';
import type { Observation } from '../../../shared/observation/observation.ts';
import { blocksOf, type DiffRow } from '../../../shared/reading/findings.ts';
import { readingOf } from '../../../shared/reading/path-reading.ts';
import { collapse, cutRuns, differingSpans } from '../../../shared/reading/spans.ts';
import { reportFileName } from '../../../shared/report/file-name.ts';
import type { Evidence } from '../../../shared/verdict/evidence.ts';
import { levelSchema } from '../../../shared/verdict/level.ts';

const path = { transport: 'udp', port: 5060 } as const;
const local = { address: '192.168.1.10', port: 40000 };
const remote = { address: '203.0.113.10', port: 5060 };

const sent = (id: number, bytes: string): Observation => ({
  kind: 'request-sent',
  id,
  atMs: 0,
  exchange: 1,
  probe: 'truthful',
  path,
  socket: 'a',
  transmission: 1,
  local,
  remote,
  bytes,
});

const got = (id: number, bytes: string): Observation => ({
  kind: 'reply-received',
  id,
  atMs: 5,
  exchange: 1,
  probe: 'truthful',
  path,
  socket: 'a',
  from: remote,
  bytes,
  matchedBy: ['branch'],
  isDuplicate: false,
  isLate: false,
  sinceRequestMs: 5,
});

const evidence = (parts: Partial<Evidence>): Evidence => ({
  id: 'echo-edited@udp/5060#1',
  rule: 'echo-edited',
  direction: 'for',
  path,
  weight: 100,
  observations: [1, 2],
  control: [3, 4],
  ruledOut: [],
  notRuledOut: [],
  changes: [],
  section: 'RFC 3261',
  ...parts,
});

const marked = ({ runs }: DiffRow): string =>
  runs.map((run) => (run.isChanged ? `[${run.text}]` : run.text)).join('');

const request = 'OPTIONS sip:h SIP/2.0\r\nVia: SIP/2.0/UDP 192.168.1.10:40000;rport;branch=b\r\n\r\n';
const reply = (via: string): string => `SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP ${via};branch=b\r\n\r\n`;

describe('blocksOf', () => {
  it('marks the origin that came back and the one the server really saw', () => {
    const observations = [
      sent(1, request),
      got(2, reply('192.168.1.10:40000;rport=40000;received=192.168.1.10')),
      sent(3, request),
      got(4, reply('192.0.2.1:40000;rport=40000;received=198.51.100.7')),
    ];
    const changes = [{ field: 'received', sent: '198.51.100.7', got: '192.168.1.10' }];
    const [block] = blocksOf(evidence({ rule: 'received-own-pair', changes }), observations);
    expect(block?.rows.map(marked)).toEqual([
      'Via: SIP/2.0/UDP 192.168.1.10:40000;rport;branch=b',
      'Via: SIP/2.0/UDP 192.168.1.10:40000;rport=40000;received=[192.168.1.10];branch=b',
      'Via: SIP/2.0/UDP 192.0.2.1:40000;rport=40000;received=[198.51.100.7];branch=b',
    ]);
    expect(block?.captions).toEqual([
      { key: 'origin', field: null, sent: '198.51.100.7', got: '192.168.1.10' },
    ]);
  });

  it('shows the edited twin as what came back when the decoy differs', () => {
    const observations = [
      sent(1, request),
      got(2, reply('192.0.2.1:40000;received=198.51.100.7')),
      sent(3, request),
      got(4, reply('192.168.1.10:40000;received=192.168.1.10')),
    ];
    const [block] = blocksOf(evidence({ rule: 'decoy-differs' }), observations);
    expect(block?.rows.map(({ name }) => name)).toEqual(['sent', 'cameBack', 'compared']);
    expect(block?.rows[1] && marked(block.rows[1])).toContain('[192.168.1.10]');
  });

  it('marks a whole address, not its digits, and only where the field stands', () => {
    const observations = [
      sent(1, 'OPTIONS sip:h SIP/2.0\r\nf: "x 192.168.1.10" <sip:a@192.168.1.10>;tag=t\r\n\r\n'),
      got(2, 'SIP/2.0 200 OK\r\nFrom: "x 192.168.1.10" <sip:a@203.0.113.2>;tag=t\r\n\r\n'),
    ];
    const changes = [{ field: 'from-host', sent: '192.168.1.10', got: '203.0.113.2' }];
    const [block] = blocksOf(evidence({ changes }), observations);
    expect(block?.rows.map(marked)).toEqual([
      'f: "x 192.168.1.10" <sip:a@[192.168.1.10]>;tag=t',
      'From: "x 192.168.1.10" <sip:a@[203.0.113.2]>;tag=t',
    ]);
  });

  it('has nothing to show when the bytes are gone', () => {
    const changes = [{ field: 'call-id', sent: 'a', got: 'b' }];
    expect(blocksOf(evidence({ changes }), [])).toEqual([]);
  });
});

describe('spans', () => {
  it('joins what differs inside one value', () => {
    const { sent, got } = differingSpans('abc@192.168.1.10', 'abc@203.0.113.2');
    expect(sent).toEqual([{ start: 4, end: 16 }]);
    expect(got).toEqual([{ start: 4, end: 15 }]);
  });

  it('leaves out the middle of a long line and says how much', () => {
    const runs = cutRuns(`${'a'.repeat(1000)}X`, [{ start: 1000, end: 1001 }]);
    const [long, change] = collapse(runs);
    expect(long).toMatchObject({ skipped: 880, isChanged: false });
    expect(change).toMatchObject({ text: 'X', isChanged: true, skipped: 0 });
  });
});

describe('text of others', () => {
  it('shows what cannot be seen', () => {
    expect(safeText('a\u202eb\u0000')).toBe('a\\u{202e}b\\x00');
    expect(safeBytes('\u001b[31mé')).toBe('\\x1b[31m\\xe9');
    expect(safeLines('a\r\nb\nc\rd')).toEqual([
      { text: 'a', end: '' },
      { text: 'b', end: '\\x0a' },
      { text: 'c\\x0dd', end: '' },
    ]);
  });

  it('makes a file name that every system takes', () => {
    const target = {
      server: '../PBX:5060\u202e',
      port: 5060,
      altPort: null,
      mode: 'anonymous',
      addresses: [],
    } as const;
    expect(reportFileName({ target, createdAt: '2026-11-21T04:22:33.012Z', redaction: 'full' })).toBe(
      'sip-alg-pbx-5060-2026-11-21.sipreport',
    );
  });
});

describe('the path picture', () => {
  it('marks an edit only where the level accuses, and never beyond the place that is known', () => {
    const accusing = levelSchema.options.filter((level) => readingOf(level, null).form === 'edited');
    expect(accusing).toEqual(['confirmed', 'likely']);
    expect(readingOf('confirmed', 'first-router-or-this-computer')).toMatchObject({ from: 0, to: 1 });
    expect(readingOf('confirmed', 'further-router')).toMatchObject({ from: 1, to: 3, holdsFrom: false });
    expect(readingOf('confirmed', 'unknown')).toMatchObject({ from: 0, to: 3 });
    expect(readingOf('likely', null)).toMatchObject({ from: 0, to: 3, isTentative: true });
  });
});
