// Whether a text of a device is one that the catalogue describes. Case never counts, `*` stands for any run.

/** True when the whole text fits; linear in its length, whatever the pattern. */
export function fitsPattern(text: string, pattern: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  const whole = text.toLowerCase();
  if (parts.length === 1) return whole === first;
  if (whole.length < first.length + last.length || !whole.startsWith(first) || !whole.endsWith(last))
    return false;
  let at = first.length;
  const end = whole.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = whole.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** The text fits, or begins with what fits and goes on after a space, slash or bracket: `RomPager/4.07 UPnP/1.0`. */
export const fitsName = (text: string, pattern: string): boolean =>
  fitsPattern(text, pattern) || [' *', '/*', '(*', '-*'].some((more) => fitsPattern(text, pattern + more));

/** Letters and digits of a pattern that are no wildcard: how much it says. */
export const literalChars = (pattern: string): number => pattern.replaceAll('*', '').length;

/** Fewer letters before a wildcard need a digit behind them, or `R*` would fit every "Router". */
const fewestLetters = 4;

/** True for a model that the pattern names, anywhere in the text from the start of a word on. */
export function namesModel(text: string, pattern: string): boolean {
  const words = text.split(' ');
  const tails = words.slice(0, 8).map((_, index) => words.slice(index).join(' '));
  const isShort = pattern.endsWith('*') && literalChars(pattern) < fewestLetters;
  const stem = pattern.replace(/\*$/, '').length;
  return tails.some(
    (tail) =>
      (fitsPattern(tail, pattern) || fitsPattern(tail, `${pattern} *`)) &&
      (!isShort || /^[ -]?\d/.test(tail.slice(stem))),
  );
}

const partsOf = (subject: string): readonly string[] => subject.split(/,(?=[A-Za-z]+=)/);

/** Every named part of the pattern stands in the subject: `OU=FortiGate,O=Fortinet` in `CN=x,O=Fortinet,OU=FortiGate`. */
export const fitsSubject = (subject: string, pattern: string): boolean =>
  partsOf(pattern).every((wanted) => partsOf(subject).some((part) => fitsPattern(part, wanted)));
