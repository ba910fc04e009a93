// A reader for the small XML documents in which routers describe themselves. It knows elements and text only: a
// document type, and with it every entity of its own, refuses the whole. UPnP Device Architecture 1.1, 2.
import { err, ok, type Result } from '../../base/result.ts';

export type XmlElement = {
  /** Without its namespace prefix. */
  readonly name: string;
  /** Its own text, trimmed, without that of its children. */
  readonly text: string;
  readonly children: readonly XmlElement[];
};

type Open = { readonly name: string; text: string; readonly children: XmlElement[] };

/** Longest document that is read, characters. Real ones have 2 to 60 thousand. */
export const maxXmlChars = 256 * 1024;
const maxDepth = 32;
const maxElements = 5000;

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const plain = (text: string): string =>
  text.replace(/&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi, (whole, name, decimal, hex) => {
    if (typeof name === 'string') return named[name.toLowerCase()] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });

/** Where a piece of markup ends, and what of it matters. */
type Piece = { readonly end: number; readonly tag: string | null; readonly text: string | null };

/** Markup that begins at `from`; null when it does not end, or is of a kind that is refused. */
function pieceAt(text: string, from: number): Piece | null {
  const until = (mark: string): number => {
    const at = text.indexOf(mark, from);
    return at < 0 ? -1 : at + mark.length;
  };
  if (text.startsWith('<!--', from)) return ended(until('-->'));
  if (text.startsWith('<![CDATA[', from)) {
    const end = until(']]>');
    return end < 0 ? null : { end, tag: null, text: text.slice(from + 9, end - 3) };
  }
  if (text.startsWith('<!', from)) return null;
  if (text.startsWith('<?', from)) return ended(until('?>'));
  const end = tagEnd(text, from);
  return end < 0 ? null : { end, tag: text.slice(from + 1, end - 1), text: null };
}

const ended = (end: number): Piece | null => (end < 0 ? null : { end, tag: null, text: null });

/** The place behind the `>` of a tag; one inside a quoted value does not count. -1 when there is none. */
function tagEnd(text: string, from: number): number {
  let quote = '';
  for (let at = from + 1; at < text.length; at++) {
    const sign = text.charAt(at);
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '<') return -1;
    else if (sign === '>') return at + 1;
  }
  return -1;
}

/** The root element; an error for anything that is not one well-formed element. */
export function readXml(text: string): Result<XmlElement, 'too-large' | 'not-xml'> {
  if (text.length > maxXmlChars) return err('too-large');
  const top: Open = { name: '', text: '', children: [] };
  const open: Open[] = [top];
  let count = 0;
  for (let at = 0; at < text.length; ) {
    const markup = text.indexOf('<', at);
    const inside = open.at(-1) ?? top;
    inside.text += plain(text.slice(at, markup < 0 ? text.length : markup));
    if (markup < 0) break;
    const piece = pieceAt(text, markup);
    if (piece === null) return err('not-xml');
    inside.text += piece.text ?? '';
    if (piece.tag !== null && (++count > 2 * maxElements || !takeTag(piece.tag, open))) return err('not-xml');
    at = piece.end;
  }
  const [root] = top.children;
  return open.length === 1 && root !== undefined && top.children.length === 1 ? ok(root) : err('not-xml');
}

/** Opens or closes an element; false where that does not fit. */
function takeTag(tag: string, open: Open[]): boolean {
  const [, slash, name = '', rest = ''] =
    /^(\/?)(?:[\w.-]+:)?([A-Za-z_][\w.-]*)(\s[^]*|\/)?$/.exec(tag) ?? [];
  if (name === '') return false;
  if (slash === '/') return close(name, open);
  if (open.length > maxDepth) return false;
  open.push({ name, text: '', children: [] });
  return rest.endsWith('/') ? close(name, open) : true;
}

function close(name: string, open: Open[]): boolean {
  const last = open.pop();
  const parent = open.at(-1);
  if (last === undefined || parent === undefined || last.name !== name) return false;
  parent.children.push({ ...last, text: last.text.trim() });
  return true;
}

/** The first element with this name, depth first, the given one included. */
export function findElement(element: XmlElement, name: string): XmlElement | null {
  if (element.name === name) return element;
  for (const child of element.children) {
    const found = findElement(child, name);
    if (found !== null) return found;
  }
  return null;
}

/** Every element with this name, depth first. */
export const allElements = (element: XmlElement, name: string): readonly XmlElement[] => [
  ...(element.name === name ? [element] : []),
  ...element.children.flatMap((child) => allElements(child, name)),
];

/** Text of the child with this name; null when there is none. */
export const childText = (element: XmlElement | null, name: string): string | null =>
  element?.children.find((child) => child.name === name)?.text ?? null;
