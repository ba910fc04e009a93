import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainText, plainTextOf } from '../../../../shared/base/plain-text.ts';

describe('a text of a stranger', () => {
  it.each([
    ['FRITZ!Box 7590', 'FRITZ!Box 7590'],
    ['  NETGEAR \t R7000\r\n', 'NETGEAR R7000'],
    ['<script>alert(1)</script>', 'script alert(1) /script'],
    ['Router\u0007\u001b[2J', 'Router [2J'],
    ['\u202egnp.exe', 'gnp.exe'],
    ['AT&T BGW210', 'AT&T BGW210'],
    ['a &lt;b&gt; c', 'a &lt b&gt c'.replace(' b', 'b')],
    ['&l\u200bt;', '&l t;'],
    ['e\u0301', '\u00e9'],
    ['&a;\u0301', '&\u00e1'],
    ['Z\u0300\u0301\u0302\u0303\u0304', 'Z\u0300\u0301'],
    ['\u0000\u0001', null],
    ['', null],
  ])('%j is shown as %j', (text, shown) => {
    expect(plainTextOf(text, 128)).toBe(shown);
  });

  it('is cut, never inside a character', () => {
    expect(plainTextOf('x'.repeat(500), 128)).toBe('x'.repeat(128));
    expect(plainTextOf('ab 😀😀', 4)?.length).toBeLessThanOrEqual(4);
  });

  it('is plain afterwards, whatever it was', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('<', '&', 'lt;', ';', '\u0338', '\u202e', '\u037e', '\ud800', '\u0301', ' '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.integer({ min: 1, max: 40 }), (pieces, most) => {
        const shown = plainTextOf(pieces.join(''), most);
        expect(shown === null || (isPlainText(shown) && shown.length <= most && shown !== '')).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
