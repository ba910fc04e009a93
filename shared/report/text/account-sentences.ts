// English for what became of a registration, a call or a readback. One sentence each, neutral, no blame.
import type {
  CallOutcome,
  OutcomeDetail,
  ReadbackOutcome,
  RegistrationOutcome,
} from '../../observation/account.ts';
import type { ObservationOf } from '../../observation/observation.ts';

const outcomeSentences: Readonly<Record<RegistrationOutcome | CallOutcome | ReadbackOutcome, string>> = {
  done: 'The server did what was asked.',
  'binding-missing': 'The server agreed but does not list this address.',
  'in-use': 'Another phone is registered with this account, so nothing was stored.',
  'unreadable-answer': 'The answer could not be read.',
  answered: 'The call was answered.',
  read: 'The server told what it received.',
  'answered-instead': 'This extension answers calls; it does not tell what the server received.',
  unreadable: 'The extension answered, but not in the form of the server kit.',
  busy: 'The extension is busy.',
  unavailable: 'The extension is not available right now.',
  declined: 'The call was declined.',
  'rings-for-ever': 'It rang for a long time and nobody answered.',
  redirected: 'The call was sent elsewhere; it was not followed.',
  'bad-answer': 'The call was answered, but its sound cannot be used.',
  'credential-refused':
    'The server refused the username or password. It was tried once and will not be tried again.',
  'other-realm': 'The server asks for a login of another realm than the one of this account.',
  'unanswerable-challenge': 'The server asks for a login in a way that is not supported.',
  forbidden: 'This account is not allowed to do this.',
  'not-found': 'There is no such extension on the server.',
  refused: 'The server refused.',
  'server-error': 'The server reported an error of its own.',
  'no-answer': 'The server did not answer.',
  'not-sent': 'Nothing was sent.',
  'flow-failed': 'The connection failed.',
  cancelled: 'It was cancelled.',
};

const detailSentences: Readonly<Partial<Record<NonNullable<OutcomeDetail>, string>>> = {
  'no-sdp': 'It describes no sound.',
  'too-large': 'Its description of the sound is far too long.',
  unreadable: 'Its description of the sound cannot be read.',
  'no-audio': 'It offers no sound.',
  'other-profile': 'It wants another kind of sound stream, such as an encrypted one.',
  'port-zero': 'It turns the sound off.',
  'other-codec': 'It wants another codec than PCMU or PCMA.',
  'no-address': 'It names no address that can be used.',
  'unsafe-address': 'It names an address that would reach many computers or this one.',
  'internal-address': 'It names an address inside this network, although the server is outside.',
  'unsafe-port': 'It names a port that is never used for sound.',
};

type AccountActivity = ObservationOf<'registration' | 'call' | 'readback'>;

/** One or two sentences about how an activity ended, with the status where the server gave one. */
export function outcomeSentence({
  outcome,
  detail,
  statusCode,
}: Pick<AccountActivity, 'outcome' | 'detail' | 'statusCode'>): string {
  const more = outcome === 'bad-answer' && detail !== null ? detailSentences[detail] : undefined;
  const isPlain = statusCode === null || statusCode === 200;
  const sentence = isPlain
    ? outcomeSentences[outcome]
    : outcomeSentences[outcome].replace(/\.$/, ` (status ${statusCode}).`);
  return more === undefined ? sentence : `${sentence} ${more}`;
}
