// Rules about what the server stored or received, told by the server itself: no router can undo these on the way
// back, because they return by another flow or in an encoding that it does not recognise.
import { sameAddress } from '../../base/address.ts';
import { latin1ToBytes } from '../../base/bytes.ts';
import type { ObservationOf } from '../../observation/observation.ts';
import { type Path, samePath } from '../../observation/path.ts';
import { declaredLength } from '../../sip/content-length.ts';
import { firstHeader, readMessage, type SipMessage, topmostVia } from '../../sip/message-reader.ts';
import { parseSipUri } from '../../sip/sip-uri.ts';
import { parseVia } from '../../sip/via.ts';
import { type Evidence, evidenceFrom } from '../evidence.ts';
import { type Facts, hasPublicAddress, nearbyReasonOf } from '../facts.ts';
import { proofWeight, traceWeight } from '../thresholds.ts';

type Registration = ObservationOf<'registration'>;
type Changes = readonly Evidence['changes'][number][];

const registrations = (facts: Facts, step: Registration['step']): readonly Registration[] =>
  facts.observations.flatMap((o) => (o.kind === 'registration' && o.step === step ? [o] : []));

const userOf = (uri: string): string | null => {
  const parsed = parseSipUri(uri);
  return parsed.ok ? parsed.value.user : null;
};

/** The binding that has our user part; null when the answer lists none. */
const ours = (registration: Registration, contact: string): string | null =>
  registration.bindings.find((uri) => userOf(uri) !== null && userOf(uri) === userOf(contact)) ?? null;

/** Host and port that differ between two Contacts; null when one of them cannot be read. */
function contactChanges(sent: string, got: string): Changes | null {
  const [before, after] = [parseSipUri(sent), parseSipUri(got)];
  if (!before.ok || !after.ok) return null;
  const ports = [before.value.port, after.value.port].map((port) => (port === null ? null : String(port)));
  const [sentPort = null, gotPort = null] = ports;
  return [
    ...(sameAddress(before.value.host, after.value.host)
      ? []
      : [{ field: 'contact-host', sent: before.value.host, got: after.value.host }]),
    ...(sentPort === gotPort ? [] : [{ field: 'contact-port', sent: sentPort, got: gotPort }]),
  ];
}

/**
 * `stored-contact-edited`: the server stored another Contact than we sent, seen from another flow.
 * Innocent: a server that stores where a request came from; it then says so on the flow of the request too, or it
 * does the same to a Contact that came over another path.
 */
export function storedContact(facts: Facts, path: Path): readonly Evidence[] {
  if (nearbyReasonOf(facts) !== null || hasPublicAddress(facts)) return [];
  return registrations(facts, 'bind')
    .filter((bind) => samePath(bind.path, path))
    .flatMap((bind) => judgeBinding(facts, bind));
}

function judgeBinding(facts: Facts, bind: Registration): readonly Evidence[] {
  const { contact } = bind;
  const read = readOf(facts, bind);
  const stored = contact === null || read === null ? null : ours(read, contact);
  if (contact === null || read === null || stored === null) return [];
  const changes = contactChanges(contact, stored);
  if (changes === null) return [];
  const common = { section: 'RFC 3261 10.2.1, 10.3', path: bind.path, number: bind.id };
  const observations = [bind.id, read.id];
  if (changes.length === 0)
    return [
      evidenceFrom({
        ...common,
        rule: 'stored-contact-clean',
        direction: 'against',
        weight: 0,
        observations,
      }),
    ];
  const told = ours(bind, contact);
  const isUndone = told !== null && contactChanges(contact, told)?.length === 0;
  const control = isUndone ? [bind.id] : keptElsewhere(facts, bind);
  const isProof = control.length > 0;
  return [
    evidenceFrom({
      ...common,
      rule: 'stored-contact-edited',
      direction: 'for',
      weight: isProof ? proofWeight : traceWeight,
      observations,
      control,
      ruledOut: isProof ? ['server-reprints-fields'] : [],
      notRuledOut: isProof ? [] : ['server-reprints-fields'],
      changes,
    }),
  ];
}

/** What was read back of this binding by another flow: on its own flow an editor undoes its work. */
const readOf = (facts: Facts, bind: Registration): Registration | null =>
  registrations(facts, 'read').find(
    (read) =>
      read.id > bind.id &&
      (!samePath(read.path, bind.path) || read.local?.port !== bind.local?.port) &&
      ours(read, bind.contact ?? '') !== null,
  ) ?? null;

/** Bindings over other paths that the same server stored as they were sent. */
const keptElsewhere = (facts: Facts, bind: Registration): number[] =>
  registrations(facts, 'bind')
    .filter((other) => !samePath(other.path, bind.path) && other.contact !== null)
    .filter((other) => {
      const stored = ours(readOf(facts, other) ?? other, other.contact ?? '');
      return readOf(facts, other) !== null && contactChanges(other.contact ?? '', stored ?? '')?.length === 0;
    })
    .map((other) => other.id);

/**
 * `readback-edited`: the server received our own Via (same branch) with another address, another Call-ID, or a body
 * of another length. Innocent: an operator's proxy has a Via of its own on top; then nothing is said.
 */
export const serverSaw = (facts: Facts, path: Path): readonly Evidence[] =>
  facts.observations
    .filter((o) => o.kind === 'readback' && o.outcome === 'read' && samePath(o.path, path))
    .flatMap((o) => (o.kind === 'readback' ? judgeReadback(o) : []));

function judgeReadback(readback: ObservationOf<'readback'>): readonly Evidence[] {
  const sent = readback.messages.findLast((m) => m.direction === 'sent' && m.bytes.startsWith('INVITE '));
  const message = readMessage(latin1ToBytes(sent?.bytes ?? ''));
  if (!message.ok || readback.seen === null) return [];
  const changes = seenChanges(message.value, readback.seen, readback.offered);
  if (changes === null) return [];
  const isClean = changes.length === 0;
  return [
    evidenceFrom({
      rule: isClean ? 'readback-clean' : 'readback-edited',
      direction: isClean ? 'against' : 'for',
      weight: isClean ? 0 : proofWeight,
      section: 'RFC 3261 8.1.1.7, 18.2.1',
      path: readback.path,
      number: readback.id,
      observations: [readback.id],
      ruledOut: isClean ? [] : ['operator-proxy', 'server-reprints-fields'],
      changes,
    }),
  ];
}

type Value = string | number | null;

const differs = (field: string, sent: Value, got: Value): Changes =>
  sent === got ? [] : [{ field, sent: valueText(sent), got: valueText(got) }];

const valueText = (value: Value): string | null => (value === null ? null : String(value));

/** Null when the topmost Via that the server saw is not ours: somebody relayed the request. */
function seenChanges(
  sent: SipMessage,
  seen: NonNullable<ObservationOf<'readback'>['seen']>,
  offered: ObservationOf<'readback'>['offered'],
): Changes | null {
  const [before, after] = [parseVia(topmostVia(sent) ?? ''), parseVia(seen.via)];
  if (!before.ok || !after.ok || before.value.branch !== after.value.branch) return null;
  const length = declaredLength(sent);
  const lengthSent = length === 'bad' ? null : length;
  const callId = firstHeader(sent, 'call-id')?.value ?? null;
  return [
    ...(sameAddress(before.value.host, after.value.host)
      ? []
      : differs('via-host', before.value.host, after.value.host)),
    ...differs('via-port', before.value.port, after.value.port),
    ...differs('call-id', callId, seen.callId),
    ...(seen.contentLengthBytes === null
      ? []
      : differs('content-length', lengthSent, seen.contentLengthBytes)),
    ...(seen.media === null || seen.media === '' || offered === null
      ? []
      : differs('media', `${offered.address}:${offered.port}`, seen.media)),
  ];
}
