// What a final response means for somebody with an account. RFC 3261 21, RFC 4028 6.
import type { CallOutcome, RegistrationOutcome } from '../observation/account.ts';

type Refusal = Extract<CallOutcome, RegistrationOutcome>;

/** Outcome of a status that any request may get; `hasCredentials`: our answer to a challenge was in the request. */
export function refusalOf(statusCode: number, hasCredentials: boolean): Refusal {
  switch (statusCode) {
    case 401:
    case 407:
      return hasCredentials ? 'credential-refused' : 'unanswerable-challenge';
    case 403:
      // chan_sip says 403 to a wrong password.
      return hasCredentials ? 'credential-refused' : 'forbidden';
    case 404:
    case 410:
    case 484:
    case 485:
    case 604:
      return 'not-found';
    case 408:
      return 'no-answer';
    default:
      return statusCode >= 500 && statusCode < 600 ? 'server-error' : 'refused';
  }
}

/** Outcome of a call that was refused with this status. RFC 3261 21.4, 21.5, 21.6. */
export function callRefusalOf(statusCode: number, hasCredentials: boolean): CallOutcome {
  switch (statusCode) {
    // Whoever may log in but not call this extension hears 403 as well.
    case 403:
      return 'forbidden';
    case 480:
    case 503:
      return 'unavailable';
    case 486:
    case 600:
      return 'busy';
    case 603:
      return 'declined';
    default:
      return statusCode < 400 ? 'redirected' : refusalOf(statusCode, hasCredentials);
  }
}
