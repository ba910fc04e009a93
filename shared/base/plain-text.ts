// Text that strangers wrote and people read: nothing in it may change how the text around it is read or drawn.

// \p{C} holds controls, bidi and zero-width marks, surrogates and unassigned code points. `<` and entities would be
// markup to anything that draws HTML; `>` alone is not, and commands need it.
const unprintable = /[\p{C}\p{Zl}\p{Zp}<]/u;
const entity = /&(?:[a-z]+|#\d+|#x[\da-f]+);/i;

/** True for trimmed text in Unicode's composed form without markup, control or direction characters. */
export const isPlainText = (text: string): boolean =>
  !unprintable.test(text) && !entity.test(text) && text === text.trim() && text === text.normalize('NFC');

/** What is left of a stranger's text when it is made plain and cut to `maxChars`; null when nothing is. */
export function plainTextOf(text: string, maxChars: number): string | null {
  const cleaned = text
    // A device that sends more than this has no name to show.
    .slice(0, 4096)
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[<>]+/g, ' ')
    // More than two marks on one letter reach into the lines above.
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .replace(/&(#?\w+);+/g, '&$1')
    .replace(/ +/g, ' ')
    .normalize('NFC')
    .trim();
  // A pair of units that stand for one character is not parted.
  const cut = cleaned
    .slice(0, maxChars)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
  return cut !== '' && isPlainText(cut) ? cut : null;
}
