// What a host answers, whatever carried it: a value, or a refusal with a code. The host has checked the value
// against the contract already, so only the envelope is read here.
import { CallFailure } from '../../shared/ipc/client.ts';
import type { CallError, CallErrorCode } from '../../shared/ipc/contract.ts';

const codes: Readonly<Record<CallErrorCode, true>> = {
  'unknown-method': true,
  'bad-request': true,
  'bad-answer': true,
  'not-allowed': true,
  'too-large': true,
  busy: true,
  'not-found': true,
  'not-writable': true,
  'secret-not-kept': true,
  'secret-unreadable': true,
  internal: true,
  disconnected: true,
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCode = (value: unknown): value is CallErrorCode =>
  typeof value === 'string' && Object.hasOwn(codes, value);

function readError(error: unknown): CallError {
  const { code, message } = isObject(error) ? error : {};
  if (!isCode(code)) return { code: 'bad-answer', message: 'The host refused without a known code.' };
  return { code, message: typeof message === 'string' ? message : '' };
}

/** The value inside an answer; throws a CallFailure for a refusal and for anything that is no answer. */
export function readAnswer(answer: unknown): unknown {
  if (isObject(answer) && answer['ok'] === true) return answer['value'];
  if (isObject(answer) && answer['ok'] === false) throw new CallFailure(readError(answer['error']));
  throw new CallFailure({ code: 'bad-answer', message: 'The host did not answer as agreed.' });
}

/** The code of anything that a call may throw. */
export const codeOf = (thrown: unknown): CallErrorCode =>
  thrown instanceof CallFailure ? thrown.code : 'internal';
