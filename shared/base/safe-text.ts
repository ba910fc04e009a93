// Text that somebody else wrote, made safe to look at: nothing invisible, nothing that turns the reading
// direction, so that what is seen is what is there.

/** Control, format, surrogate and private characters; they are shown as codes. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

const codeOf = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
};

/** Names and addresses inside a sentence. */
export const safeText = (text: string): string => text.replace(unseen, codeOf);

/** Bytes of a message, one character each: everything outside printable ASCII becomes its code. */
export const safeBytes = (bytes: string): string => bytes.replace(/[^\u0020-\u007e]/g, codeOf);

/** Lines of a message, each with a sign for its end; a lone CR or LF shows as a code. */
export function safeLines(bytes: string): readonly { readonly text: string; readonly end: string }[] {
  const lines = bytes.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return lines.map((line) => {
    const isWhole = line.endsWith('\r\n');
    const end = isWhole ? '\r\n' : line.endsWith('\n') ? '\n' : '';
    return { text: safeBytes(line.slice(0, line.length - end.length)), end: isWhole ? '' : safeBytes(end) };
  });
}
