// How long a registration of the account lasts, as far as the answers of a run tell. RFC 3261 10.2.1.1, 10.3 (8).
import { latin1ToBytes } from '../base/bytes.ts';
import type { Observation, ObservationOf } from '../observation/observation.ts';
import { paramValue } from '../sip/header-params.ts';
import {
  firstHeader,
  headerValues,
  readMessage,
  type SipMessage,
  splitListValue,
} from '../sip/message-reader.ts';
import { parseNameAddr } from '../sip/name-addr.ts';
import { userOf } from './contacts.ts';
import { contactPrefix } from './dialog-types.ts';

/** RFC 3261 20.19: up to 2^32-1; beyond a day it says nothing about a phone. */
const mostSeconds = 86_400;

/**
 * Seconds; the time that a phone of the account still had left where one was registered, else what the server granted
 * to this program, which asks for a minute. Null where no answer tells.
 */
export function registrationSeconds(observations: readonly Observation[]): number | null {
  const told = observations.flatMap((o) => (o.kind === 'registration' ? bindingsOf(o) : []));
  const phones = told.filter(({ isOurs }) => !isOurs);
  const known = phones.length > 0 ? phones : told;
  return known.length === 0 ? null : Math.max(...known.map(({ seconds }) => seconds));
}

type Binding = { readonly isOurs: boolean; readonly seconds: number };

/** A release tells of what is gone. */
function bindingsOf({ step, messages, contact }: ObservationOf<'registration'>): readonly Binding[] {
  if (step === 'release') return [];
  const texts = messages.filter(({ direction }) => direction === 'received').map(({ bytes }) => bytes);
  return texts.flatMap((text) => {
    const read = readMessage(latin1ToBytes(text));
    const isAnswer =
      read.ok && read.value.startLine.kind === 'response' && read.value.startLine.statusCode === 200;
    return isAnswer ? contactsOf(read.value, contact) : [];
  });
}

function contactsOf(message: SipMessage, ours: string | null): readonly Binding[] {
  const forAll = firstHeader(message, 'expires')?.value ?? null;
  return headerValues(message, 'contact')
    .flatMap(splitListValue)
    .flatMap((value) => {
      const address = parseNameAddr(value);
      if (!address.ok) return [];
      const seconds = secondsOf(paramValue(address.value.params, 'expires') ?? forAll);
      const isOurs = address.value.uri === ours || isOwnContact(address.value.uri);
      return seconds === null ? [] : [{ isOurs, seconds }];
    });
}

/** Also as an editor or the server changed its address, and one that a crash left over. */
const isOwnContact = (uri: string): boolean => userOf(uri)?.startsWith(contactPrefix) === true;

function secondsOf(text: string | null): number | null {
  if (text === null || !/^\d{1,10}$/.test(text)) return null;
  const seconds = Number(text);
  return seconds > 0 && seconds <= mostSeconds ? seconds : null;
}
