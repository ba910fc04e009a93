// What happened to a message on its way, field by field. It says what changed, never who did it or whether
// that was allowed: servers add `received`, proxies add Via, and judging that is the verdict's work.
import { bytesToLatin1, sameBytes } from '../base/bytes.ts';
import { declaredLength } from './content-length.ts';
import { pairParts } from './head-pairs.ts';
import { type HeadPart, headParts } from './head-part.ts';
import { type LineEnd, lineEndText } from './line.ts';
import type { SipMessage } from './message-reader.ts';

export { type ByteRun, diffBytes } from './byte-diff.ts';

/** Ways in which a message can differ from what was sent. */
type AlterationKind =
  | 'header-rewritten'
  | 'header-added'
  | 'header-removed'
  | 'header-reordered'
  | 'body-rewritten'
  | 'length-mismatch'
  | 'line-ending-changed'
  | 'name-form-changed';

/** One difference; a side where the thing does not exist has null text and null offset. */
export type Alteration = {
  readonly kind: AlterationKind;
  /** Lower-case full field name, or `start-line`, `broken-line`, `empty-line`, `body`. */
  readonly field: string;
  /** Bytes as text, one character each: of the value, name, line end, body or declared length, as the kind says. */
  readonly sentText: string | null;
  readonly gotText: string | null;
  /** Where that text, or the line it belongs to, starts in its message. */
  readonly sentOffsetBytes: number | null;
  readonly gotOffsetBytes: number | null;
};

type Side = { readonly text: string; readonly offsetBytes: number };

const alteration = (
  kind: AlterationKind,
  field: string,
  sent: Side | null,
  got: Side | null,
): Alteration => ({
  kind,
  field,
  sentText: sent?.text ?? null,
  gotText: got?.text ?? null,
  sentOffsetBytes: sent?.offsetBytes ?? null,
  gotOffsetBytes: got?.offsetBytes ?? null,
});

/** Everything that differs, in the order sent, then what was added; empty exactly when the bytes are equal. */
export function diffMessages(sent: SipMessage, got: SipMessage): readonly Alteration[] {
  if (sameBytes(sent.bytes, got.bytes)) return [];
  const pairing = pairParts(headParts(sent), headParts(got));
  return [
    ...diffLeadingLineEnds(sent, got),
    ...pairing.pairs.flatMap(({ sent, got, isReordered }) => diffPart(sent, got, isReordered)),
    ...pairing.removed.map((part) => alteration('header-removed', part.field, valueOf(part), null)),
    ...pairing.added.map((part) => alteration('header-added', part.field, null, valueOf(part))),
    ...diffEmptyLine(sent, got),
    ...diffBody(sent, got),
    ...diffLength(sent, got),
  ];
}

const valueOf = (part: HeadPart): Side => ({ text: part.rawValue, offsetBytes: part.valueOffsetBytes });
const nameOf = (part: HeadPart): Side => ({ text: part.rawName, offsetBytes: part.offsetBytes });

function diffPart(sent: HeadPart, got: HeadPart, isReordered: boolean): Alteration[] {
  const found: Alteration[] = [];
  if (sent.rawName !== got.rawName) {
    found.push(alteration('name-form-changed', sent.field, nameOf(sent), nameOf(got)));
  }
  if (withoutInnerEnds(sent.rawValue) !== withoutInnerEnds(got.rawValue)) {
    found.push(alteration('header-rewritten', sent.field, valueOf(sent), valueOf(got)));
  } else if (sent.rawValue !== got.rawValue) {
    found.push(alteration('line-ending-changed', sent.field, valueOf(sent), valueOf(got)));
  }
  if (sent.lineEnd !== got.lineEnd) {
    found.push(alteration('line-ending-changed', sent.field, lineEndOf(sent), lineEndOf(got)));
  }
  if (isReordered) found.push(alteration('header-reordered', sent.field, valueOf(sent), valueOf(got)));
  return found;
}

/** Kinds of line end inside a folded value made one, so that only they differ or something more does. */
const withoutInnerEnds = (rawValue: string): string => rawValue.replace(/\r\n|\r|\n/g, '\n');

const lineEndOf = (part: { lineEnd: LineEnd; endOffsetBytes: number }): Side => ({
  text: lineEndText[part.lineEnd],
  offsetBytes: part.endOffsetBytes,
});

const leadingLineEnds = (message: SipMessage): Side => ({
  text: bytesToLatin1(message.bytes.slice(0, message.startLine.offsetBytes)),
  offsetBytes: 0,
});

function diffLeadingLineEnds(sent: SipMessage, got: SipMessage): Alteration[] {
  const [before, after] = [leadingLineEnds(sent), leadingLineEnds(got)];
  return before.text === after.text ? [] : [alteration('line-ending-changed', 'start-line', before, after)];
}

function diffEmptyLine(sent: SipMessage, got: SipMessage): Alteration[] {
  const [before, after] = [emptyLine(sent), emptyLine(got)];
  return before.text === after.text ? [] : [alteration('line-ending-changed', 'empty-line', before, after)];
}

function emptyLine(message: SipMessage): Side {
  const ends = [message.startLine, ...message.headerLines, ...message.brokenLines];
  const offsetBytes = Math.max(...ends.map((line) => line.offsetBytes + line.lengthBytes));
  return { text: bytesToLatin1(message.bytes.slice(offsetBytes, message.bodyOffsetBytes)), offsetBytes };
}

const bodyOf = (message: SipMessage): Side => ({
  text: bytesToLatin1(message.body),
  offsetBytes: message.bodyOffsetBytes,
});

const diffBody = (sent: SipMessage, got: SipMessage): Alteration[] =>
  sameBytes(sent.body, got.body) ? [] : [alteration('body-rewritten', 'body', bodyOf(sent), bodyOf(got))];

/** A body that no longer fits Content-Length; silent when it was sent that way. RFC 3261 20.14. */
function diffLength(sent: SipMessage, got: SipMessage): Alteration[] {
  const [before, after] = [declaredLength(sent), declaredLength(got)];
  if (after === null || after === got.body.length) return [];
  if (before === after && sent.body.length === got.body.length) return [];
  return [alteration('length-mismatch', 'content-length', declared(sent), declared(got))];
}

function declared(message: SipMessage): Side | null {
  const line = message.headerLines.find((line) => line.name === 'content-length');
  return line === undefined ? null : { text: line.value, offsetBytes: line.offsetBytes };
}
