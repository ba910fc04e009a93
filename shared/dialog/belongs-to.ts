import { firstHeader, type SipMessage } from '../sip/message-reader.ts';
import { parseNameAddr } from '../sip/name-addr.ts';
import { branchOf, callIdTokenOf } from './attempt.ts';
import type { DialogIds } from './dialog-types.ts';

/**
 * True when a message is about the activity with these identifiers. A response shows the branch or the Call-ID, a
 * request the Call-ID or our tag: an ALG may have changed one of them. RFC 3261 12.2.2, 17.1.3.
 */
export function belongsTo(message: SipMessage, ids: DialogIds): boolean {
  if (callIdTokenOf(message) === ids.callIdToken) return true;
  if (message.startLine.kind === 'response') return branchOf(message)?.startsWith(ids.branch) === true;
  const to = parseNameAddr(firstHeader(message, 'to')?.value ?? '');
  return to.ok && to.value.tag === ids.fromTag;
}
