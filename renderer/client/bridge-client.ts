// The client inside Electron: calls pass through the two functions that the preload script exposes.
import type { EventName, EventOf, MethodName, RequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import { readAnswer } from './answer.ts';
import type { ConnectedClient } from './connected-client.ts';

/** What the preload script puts on `window`. */
export type Bridge = {
  readonly call: (method: string, request: unknown) => Promise<unknown>;
  readonly on: (event: string, listener: (payload: unknown) => void) => () => void;
};

declare global {
  interface Window {
    readonly sipAlgChecker?: Bridge;
  }
}

export const createBridgeClient = (bridge: Bridge): ConnectedClient => ({
  async call<M extends MethodName>(method: M, request: RequestOf<M>) {
    return readAnswer(await bridge.call(method, request)) as ResponseOf<M>;
  },
  on<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void) {
    return bridge.on(event, (payload) => listener(payload as EventOf<E>));
  },
  // Window and host end together here; a dead engine shows as a refusal code of the run.
  onConnection: () => () => {},
});
