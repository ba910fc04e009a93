// Which bytes of what was sent came back, and which did not. Words are compared whole, so that a changed
// address shows as an address and not as three scattered digits.
import { bytesToLatin1 } from '../base/bytes.ts';

/** Part of a byte array. */
type ByteSpan = { readonly offset: number; readonly length: number };

/** One run: both spans hold equal bytes, or they replace each other (either may be empty, not both). */
export type ByteRun = { readonly kind: 'same' | 'changed'; readonly sent: ByteSpan; readonly got: ByteSpan };

/** Most tokens a side that are compared one by one, ours: 4 million steps; above it lines are compared, then nothing. */
const maxTokens = 2000;

/** Runs in order that cover both inputs without gap or overlap; kinds alternate; empty for two empty inputs. */
export function diffBytes(sent: Uint8Array, got: Uint8Array): readonly ByteRun[] {
  const prefix = wholeWordPrefix(sent, got);
  const suffix = wholeWordSuffix(sent, got, prefix);
  const runs = createRuns();
  addSame(runs, prefix);
  diffMiddle(runs, sent.subarray(prefix, sent.length - suffix), got.subarray(prefix, got.length - suffix));
  addSame(runs, suffix);
  return runs.list;
}

const isWordByte = (byte: number | undefined): boolean =>
  byte !== undefined &&
  ((byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));

function wholeWordPrefix(a: Uint8Array, b: Uint8Array): number {
  const most = Math.min(a.length, b.length);
  let n = 0;
  while (n < most && a[n] === b[n]) n++;
  if (n === a.length && n === b.length) return n;
  const cutsWord = isWordByte(a[n]) || isWordByte(b[n]);
  if (!cutsWord) return n;
  while (n > 0 && isWordByte(a[n - 1])) n--;
  return n;
}

function wholeWordSuffix(a: Uint8Array, b: Uint8Array, prefix: number): number {
  const most = Math.min(a.length, b.length) - prefix;
  let n = 0;
  while (n < most && a[a.length - 1 - n] === b[b.length - 1 - n]) n++;
  const beforeA = a.length - 1 - n;
  const beforeB = b.length - 1 - n;
  const cutsWord =
    (beforeA >= prefix && isWordByte(a[beforeA])) || (beforeB >= prefix && isWordByte(b[beforeB]));
  if (!cutsWord) return n;
  while (n > 0 && isWordByte(a[a.length - n])) n--;
  return n;
}

type Runs = { readonly list: ByteRun[]; sentOffset: number; gotOffset: number };

const createRuns = (): Runs => ({ list: [], sentOffset: 0, gotOffset: 0 });

const addSame = (runs: Runs, length: number): void => addRun(runs, 'same', length, length);

function addRun(runs: Runs, kind: ByteRun['kind'], sentLength: number, gotLength: number): void {
  if (sentLength === 0 && gotLength === 0) return;
  const last = runs.list.at(-1);
  if (last !== undefined && last.kind === kind) {
    runs.list[runs.list.length - 1] = {
      kind,
      sent: { offset: last.sent.offset, length: last.sent.length + sentLength },
      got: { offset: last.got.offset, length: last.got.length + gotLength },
    };
  } else {
    const sent = { offset: runs.sentOffset, length: sentLength };
    runs.list.push({ kind, sent, got: { offset: runs.gotOffset, length: gotLength } });
  }
  runs.sentOffset += sentLength;
  runs.gotOffset += gotLength;
}

function diffMiddle(runs: Runs, sent: Uint8Array, got: Uint8Array): void {
  for (const pattern of [/[A-Za-z0-9]+|[^A-Za-z0-9]/g, /[^\n]*\n|[^\n]+/g]) {
    const sentTokens = bytesToLatin1(sent).match(pattern) ?? [];
    const gotTokens = bytesToLatin1(got).match(pattern) ?? [];
    if (sentTokens.length <= maxTokens && gotTokens.length <= maxTokens) {
      diffTokens(runs, sentTokens, gotTokens);
      return;
    }
  }
  addRun(runs, 'changed', sent.length, got.length);
}

/** Longest common subsequence; on a tie the sent token goes first. */
function diffTokens(runs: Runs, sent: readonly string[], got: readonly string[]): void {
  const width = got.length + 1;
  const common = new Uint16Array((sent.length + 1) * width);
  const commonAt = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = sent.length - 1; i >= 0; i--) {
    for (let j = got.length - 1; j >= 0; j--) {
      common[i * width + j] =
        sent[i] === got[j] ? commonAt(i + 1, j + 1) + 1 : Math.max(commonAt(i + 1, j), commonAt(i, j + 1));
    }
  }
  let i = 0;
  let j = 0;
  while (i < sent.length || j < got.length) {
    const sentToken = sent[i];
    const gotToken = got[j];
    if (sentToken !== undefined && sentToken === gotToken) {
      addSame(runs, sentToken.length);
      i++;
      j++;
    } else if (
      sentToken !== undefined &&
      (gotToken === undefined || commonAt(i + 1, j) >= commonAt(i, j + 1))
    ) {
      addRun(runs, 'changed', sentToken.length, 0);
      i++;
    } else {
      addRun(runs, 'changed', 0, (gotToken ?? '').length);
      j++;
    }
  }
}
