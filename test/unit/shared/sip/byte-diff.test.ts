import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToLatin1, latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { type ByteRun, diffBytes } from '../../../../shared/sip/message-diff.ts';

const changes = (sent: string, got: string): [string, string][] =>
  diffBytes(latin1ToBytes(sent), latin1ToBytes(got))
    .filter((run) => run.kind === 'changed')
    .map((run) => [cut(sent, run.sent), cut(got, run.got)]);

const cut = (text: string, span: ByteRun['sent']): string =>
  text.slice(span.offset, span.offset + span.length);

/** Two differences far apart, with many lines of `filler` between them. */
const lines = (marker: string, filler: string, count: number): string =>
  `${marker} 1\n${`${filler}\n`.repeat(count)}${marker} 2 end`;

describe('diffBytes', () => {
  it.each<[string, string, [string, string][]]>([
    ['same', 'same', []],
    ['', '', []],
    ['a b', '', [['a b', '']]],
    ['Via: 10.0.0.1:5060;x', 'Via: 10.0.0.1:5061;x', [['5060', '5061']]],
    ['port=40000', 'port=41000', [['40000', '41000']]],
    ['l: 99', 'l: 199', [['99', '199']]],
    [
      'c=1.1.1.1 m=5004 z',
      'c=2.1.1.1 m=9000 z',
      [
        ['1', '2'],
        ['5004', '9000'],
      ],
    ],
    ['a;b', 'a;x=1;b', [['', 'x=1;']]],
  ])('finds what changed from %j to %j', (sent, got, expected) => {
    expect(changes(sent, got)).toEqual(expected);
  });

  it('compares by lines what has too many words', () => {
    expect(changes(lines('x', 'a b c', 1500), lines('y', 'a b c', 1500))).toEqual([
      ['x 1\n', 'y 1\n'],
      ['x', 'y'],
    ]);
  });

  it('shows one change where there are too many lines', () => {
    expect(changes(lines('x', 'a', 2500), lines('y', 'a', 2500))).toHaveLength(1);
  });

  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc
      .array(fc.constantFrom('a', 'b1', ' ', '.', '\n'), { maxLength: 40 })
      .map((x) => latin1ToBytes(x.join(''))),
  );

  it('covers both inputs in alternating runs that rebuild what was received', () => {
    fc.assert(
      fc.property(bytes, bytes, (sent, got) => {
        const runs = diffBytes(sent, got);
        let [sentEnd, gotEnd, rebuilt] = [0, 0, ''];
        for (const [i, run] of runs.entries()) {
          expect([run.sent.offset, run.got.offset]).toEqual([sentEnd, gotEnd]);
          expect(run.sent.length + run.got.length).toBeGreaterThan(0);
          expect(run.kind).not.toBe(runs[i - 1]?.kind);
          expect(run.kind === 'changed' || run.sent.length === run.got.length).toBe(true);
          rebuilt +=
            run.kind === 'same' ? cut(bytesToLatin1(sent), run.sent) : cut(bytesToLatin1(got), run.got);
          sentEnd += run.sent.length;
          gotEnd += run.got.length;
        }
        expect([sentEnd, gotEnd]).toEqual([sent.length, got.length]);
        expect(rebuilt).toBe(bytesToLatin1(got));
      }),
      { numRuns: 1000 },
    );
  });

  it('says same exactly when all bytes are', () => {
    fc.assert(
      fc.property(bytes, (sent) => {
        expect(diffBytes(sent, sent.slice()).every((run) => run.kind === 'same')).toBe(true);
      }),
    );
  });
});
