// Takes addresses and names out of any text, whatever stands beside them and however they are written. One pass from
// left to right, so that no mask is ever masked again.
import { addressFamily } from '../base/address.ts';
import { decodeBase64, encodeBase64 } from '../base/base64.ts';
import { bytesToLatin1, latin1ToBytes } from '../base/bytes.ts';
import { addressMaskForm } from '../base/mask.ts';
import type { Redaction } from '../report/report.ts';
import { isNobodysAddress, otherWritings } from './address-writings.ts';
import type { MaskBook } from './mask-book.ts';

export type TextMasker = (text: string) => string;

export type MaskingRules = {
  readonly level: Exclude<Redaction, 'full'>;
  readonly book: MaskBook;
  /** Names of the server, as they stand in the report. */
  readonly serverNames: readonly string[];
  /** Addresses that stand in the report: also taken out where they are written as a number, or with dashes. */
  readonly addresses: readonly string[];
};

const source = (pattern: RegExp): string => pattern.source;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');

const user = /(?<=\bsips?:)[^\s<>"@]{1,512}(?=@)/;
const mail = /(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z\d-]{1,63}\.){1,10}[a-z]{2,}/;
const hardware = /(?<![\da-f])(?:[\da-f]{2}[:-]){5}[\da-f]{2}(?![\da-f])/;
const deviceId = /(?<=urn:uuid:)[\da-f-]{36}/;
/** Endings of names that only mean something at home. RFC 6762 3, RFC 8375, and what routers use. */
const localName =
  /(?<!\w)(?:[a-z\d_][\w-]{0,62}\.){1,9}(?:local|lan|home|internal|localdomain|intranet|private|corp|box|home\.arpa)\b/;
const anyName = /(?<!\w)(?:[a-z\d_][\w-]{0,62}\.){1,30}[a-z][a-z\d-]{1,62}(?!\w)/;
const figures = /(?<!\d)\d+(?:\.\d+){3,}/;
const colons = /(?<![\da-f:.])(?=[\da-f.]*:[\da-f.]*:)[\da-f:.]{2,}/;
/** A text of a stranger that looks like a mask must not be taken for one. */
const wordLike = /(?:NAME|HOST|USER|MAIL|MAC|UUID|TEXT|CODE|FIGS)-\d+|(?<!\w)[NHUMTCF]-\d+/;
const base64Run = /(?<![A-Za-z\d+/])[A-Za-z\d+/]{12,}={0,2}/g;
const escapedRun = /(?<![\w.:@+-])[\w.:@+-]*(?:%[\da-f]{2}[\w.:@+-]*)+/gi;

/** A function that takes out of a text what the level takes out; what it leaves is exactly as it was. */
export function createTextMasker(rules: MaskingRules): TextMasker {
  const plain = createPlainMasker(rules);
  const insideEscapes: TextMasker = (text) => {
    const open = text.replace(/%([\da-f]{2})/gi, (_all, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    return plain(open) === open ? plain(text) : rules.book.word('CODE', text);
  };
  const insideBase64: TextMasker = (text) => {
    const bytes = decodeBase64(text);
    const open = bytes.ok ? bytesToLatin1(bytes.value) : '';
    const masked = /^[\u0020-\u007e]+$/.test(open) ? plain(open) : open;
    return masked === open ? plain(text) : encodeBase64(latin1ToBytes(masked));
  };
  return (text) =>
    piecewise(text, base64Run, insideBase64, (rest) => piecewise(rest, escapedRun, insideEscapes, plain));
}

/** Runs that a decoder changes are settled by themselves; what lies between them is read as it stands. */
function piecewise(text: string, runs: RegExp, inside: TextMasker, between: TextMasker): string {
  let from = 0;
  let masked = '';
  for (const { 0: run, index } of text.matchAll(runs)) {
    const changed = inside(run);
    if (changed === run) continue;
    masked += between(text.slice(from, index)) + changed;
    from = index + run.length;
  }
  return masked + between(text.slice(from));
}

function createPlainMasker({ level, book, serverNames, addresses }: MaskingRules): TextMasker {
  const isAll = level === 'no-addresses';
  const writings = isAll ? addresses.flatMap(otherWritings) : [];
  const names = isAll ? serverNames.map((name) => `(?<![\\w.-])${escaped(name)}(?![\\w-])`) : [];
  const groups = [
    ['user', [source(user)]],
    ['mail', [source(mail)]],
    ['hardware', [source(hardware)]],
    ['device', [source(deviceId)]],
    ['look', isAll ? [addressMaskForm] : []],
    ['code', writings],
    ['name', names],
    ['local', [source(localName)]],
    ['dotted', isAll ? [source(anyName)] : []],
    ['colons', isAll ? [source(colons)] : []],
    ['figures', isAll ? [source(figures)] : []],
    ['word', [source(wordLike)]],
  ] as const;
  const pattern = new RegExp(
    groups.flatMap(([name, forms]) => (forms.length === 0 ? [] : `(?<${name}>${forms.join('|')})`)).join('|'),
    'gi',
  );
  return (text) =>
    text.replace(pattern, (found: string, ...rest: unknown[]) => {
      const named = rest.at(-1) as Readonly<Record<string, string | undefined>>;
      const kind = groups.find(([name]) => named[name] !== undefined)?.[0];
      return maskOf(book, kind ?? 'word', found);
    });
}

function maskOf(book: MaskBook, kind: string, found: string): string {
  switch (kind) {
    case 'user':
      // Our own user name is the same in every report; behind it stands a random number.
      return /^algcheck(?:-[a-z\d]+)?$/.test(found) ? found : book.word('USER', found);
    case 'mail':
      return book.word('MAIL', found);
    case 'hardware':
      return book.word('MAC', found);
    case 'device':
      return book.word('UUID', found);
    case 'look':
      return book.address(found);
    case 'code':
      return book.word('CODE', found);
    case 'local':
      return book.word('HOST', found);
    case 'colons':
      return maskColons(book, found);
    case 'figures':
      return maskFigures(book, found);
    default:
      return book.word('NAME', found);
  }
}

const maskAddress = (book: MaskBook, text: string): string =>
  isNobodysAddress(text) ? text : book.address(text);

const maskFigures = (book: MaskBook, text: string): string =>
  addressFamily(text) === 4 ? maskAddress(book, text) : book.word('FIGS', text);

/** A run of hexadecimal digits, colons and dots: an IPv6 address, a time of day, or something with either inside. */
function maskColons(book: MaskBook, run: string): string {
  if (addressFamily(run) === 6) return maskAddress(book, run);
  const [, before = '', inner = '', after = ''] = /^(:?)(.*?)([:.]*)$/.exec(run) ?? [];
  if (addressFamily(inner) === 6) return `${before}${maskAddress(book, inner)}${after}`;
  if (inner.includes('::') || inner.split(':').length > 7) return book.word('CODE', run);
  return run.replace(new RegExp(source(figures), 'g'), (found) => maskFigures(book, found));
}
