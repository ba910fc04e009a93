// What a window has of its host, whatever carries it: calls that resolve or reject with a code, and events.
import type { CallError, EventName, EventOf, MethodName, RequestOf, ResponseOf } from './contract.ts';

/** Implemented by the preload bridge and by the loopback transport; the screens know only this. */
export interface Client {
  /** Resolves with the answer, or rejects with a CallFailure. */
  call<M extends MethodName>(method: M, request: RequestOf<M>): Promise<ResponseOf<M>>;
  /** Calls `listener` for each event; the returned function ends that. */
  on<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void): () => void;
}

/** A call that was refused or could not be made. */
export class CallFailure extends Error {
  readonly code: CallError['code'];

  constructor(error: CallError) {
    super(error.message);
    this.code = error.code;
  }
}
