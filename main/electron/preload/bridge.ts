// The bridge object of the page, apart from Electron, so that it can be tested.
//
// It looks generic (`call(method, request)`), and is not: the names of the contract's methods and events are compiled
// in, each has a channel of its own, and any other name is refused here, before it reaches a channel. The page never
// gets hold of ipcRenderer or of an event object, so it can neither send on another channel nor reach the sender.
import type { Result } from '../../../shared/base/result.ts';
import type { CallError } from '../../../shared/ipc/contract.ts';
import { callChannel, eventChannel } from '../channels.ts';

type Listener = (event: unknown, ...payload: unknown[]) => void;

/** The three functions of ipcRenderer that the bridge needs. */
export interface Wire {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  on(channel: string, listener: Listener): unknown;
  removeListener(channel: string, listener: Listener): unknown;
}

/** What the page sees as window.sipAlgChecker. */
export interface Bridge {
  /** Calls a method of the contract; never rejects, a refusal is a result. */
  call(method: string, request: unknown): Promise<Result<unknown, CallError>>;
  /** Calls `listener` with the payload of each event; the returned function ends that. Throws on an unknown event. */
  on(event: string, listener: (payload: unknown) => void): () => void;
}

/** Makes the bridge for exactly these names. */
export function createBridge(wire: Wire, methods: readonly string[], events: readonly string[]): Bridge {
  return {
    async call(method, request) {
      if (!methods.includes(method))
        return { ok: false, error: { code: 'unknown-method', message: 'no such method' } };
      try {
        return (await wire.invoke(callChannel(method), request)) as Result<unknown, CallError>;
      } catch {
        return { ok: false, error: { code: 'disconnected', message: 'the host did not answer' } };
      }
    },
    on(event, listener) {
      if (!events.includes(event)) throw new RangeError('no such event');
      const forward: Listener = (_event, payload) => listener(payload);
      const channel = eventChannel(event);
      wire.on(channel, forward);
      return () => {
        wire.removeListener(channel, forward);
      };
    },
  };
}
