// A leg that answered: its tag, its address and the way there. RFC 3261 12.1.2.

import { holdsScannerString } from '../../probe/scanner-strings.ts';
import { firstHeader, headerValues, type SipMessage, splitListValue } from '../../sip/message-reader.ts';
import { parseNameAddr } from '../../sip/name-addr.ts';
import { parseSipUri } from '../../sip/sip-uri.ts';
import { isToken } from '../../sip/token.ts';
import { contactUris, maxTargetLength } from '../contacts.ts';
import { userUri } from '../requests.ts';
import { answerAck, senderOf } from './call-messages.ts';
import type { CallState, Dialog } from './call-types.ts';

/** Most routers on a route and characters of all of them: ours; a longer one would not fit one packet. */
const maxRoutes = 6;
const maxRouteLength = 600;

/** The tag that names the leg of a response; empty where an old server gives none (RFC 3261 12.1.2). */
export function remoteTagOf(message: SipMessage): string {
  const to = parseNameAddr(firstHeader(message, 'to')?.value ?? '');
  return to.ok ? (to.value.tag ?? '') : '';
}

/** The leg that a 200 to the INVITE in hand opens, with the ACK that belongs to it. */
export function dialogFrom(state: CallState, reply: SipMessage): Dialog {
  const branches = state.branches + 1;
  const own = userUri(senderOf(state), state.spec.extension);
  const target = contactUris(reply, maxTargetLength).find(isUsable);
  const dialog = {
    remoteTag: remoteTagOf(reply),
    to: toOf(reply, own),
    // Without a Contact we can use, the address that was called is the best guess.
    target: target ?? own,
    route: routeSet(reply),
  };
  const ids = { cseq: state.invite?.cseq ?? state.cseq, branch: `${state.spec.ids.branch}${branches}` };
  return { ...dialog, ack: answerAck(state, dialog, ids) };
}

/** Longest To that is repeated as it came, characters; ours. */
const maxToLength = 300;

/** The To of the answer, or one put together from its tag where it cannot be repeated. */
function toOf(reply: SipMessage, own: string): string {
  const to = firstHeader(reply, 'to')?.value ?? '';
  if (parseNameAddr(to).ok && to.length <= maxToLength && !holdsScannerString(to)) return to;
  const tag = remoteTagOf(reply);
  return isToken(tag) && tag.length <= maxToLength ? `<${own}>;tag=${tag}` : `<${own}>`;
}

/** A SIP URI that no firewall takes for an attack. */
const isUsable = (uri: string): boolean => parseSipUri(uri).ok && !holdsScannerString(uri);

/** Record-Route in reverse; one that is unreadable or too long is left out whole. RFC 3261 12.1.2. */
function routeSet(reply: SipMessage): readonly string[] {
  const route = headerValues(reply, 'record-route').flatMap(splitListValue).toReversed();
  const isReadable = route.every((value) => {
    const address = parseNameAddr(value);
    return address.ok && isUsable(address.value.uri) && value.includes('<');
  });
  const length = route.reduce((sum, value) => sum + value.length, 0);
  return isReadable && route.length <= maxRoutes && length <= maxRouteLength ? route : [];
}
