// Which request a datagram answers. By Via branch or Call-ID, because an ALG may change one of them; CSeq only
// breaks ties; the address decides nothing, because whoever answers from elsewhere must be seen too.
import { bytesToLatin1 } from '../base/bytes.ts';
import type { ObservationOf } from '../observation/observation.ts';
import { parseCSeq } from '../sip/cseq.ts';
import { firstHeader, readMessage, type SipMessage, topmostVia } from '../sip/message-reader.ts';
import { parseVia } from '../sip/via.ts';
import type { RequestIds } from './identifiers.ts';

export type MatchKey = ObservationOf<'reply-received'>['matchedBy'][number];

export type ReplyMatch<T> =
  | {
      readonly kind: 'match';
      readonly request: T;
      readonly matchedBy: readonly MatchKey[];
      readonly statusCode: number;
    }
  | { readonly kind: 'stray'; readonly reason: ObservationOf<'stray-received'>['reason'] };

/** Finds the request among `requests` that `bytes` answers. */
export function matchReply<T extends { readonly ids: RequestIds }>(
  bytes: Uint8Array,
  requests: readonly T[],
): ReplyMatch<T> {
  const read = readMessage(bytes);
  if (!read.ok) return { kind: 'stray', reason: read.error.code === 'too-large' ? 'too-large' : 'not-sip' };
  const { startLine } = read.value;
  if (startLine.kind === 'request') return { kind: 'stray', reason: 'is-a-request' };
  const candidates = requests
    .map((request) => ({ request, matchedBy: matchKeys(read.value, request.ids) }))
    .filter(({ matchedBy }) => matchedBy.includes('branch') || matchedBy.includes('call-id'))
    .toSorted((a, b) => b.matchedBy.length - a.matchedBy.length);
  const best = candidates[0];
  if (best === undefined) return { kind: 'stray', reason: 'no-such-request' };
  return { kind: 'match', ...best, statusCode: startLine.statusCode };
}

function matchKeys(reply: SipMessage, ids: RequestIds): readonly MatchKey[] {
  const via = parseVia(topmostVia(reply) ?? '');
  const callId = firstHeader(reply, 'call-id')?.value ?? '';
  const cseq = parseCSeq(firstHeader(reply, 'cseq')?.value ?? '');
  const keys: MatchKey[] = [];
  if (via.ok && via.value.branch === ids.branch) keys.push('branch');
  if (callId.split('@')[0] === ids.callIdToken) keys.push('call-id');
  if (cseq.ok && cseq.value.number === ids.cseqNumber) keys.push('cseq');
  return keys;
}

/** The first bytes of a stray, for the report. */
export const strayExcerpt = (bytes: Uint8Array): string => bytesToLatin1(bytes.subarray(0, 512));
