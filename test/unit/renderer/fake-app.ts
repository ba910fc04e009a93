// A window without a screen: the real store, and a host that answers from a table and remembers what it was asked.
import type { ConnectedClient, Connection } from '../../../renderer/client/connected-client.ts';
import { type App, createAppStore } from '../../../renderer/state/store.ts';
import { CallFailure } from '../../../shared/ipc/client.ts';
import type {
  CallErrorCode,
  EventName,
  EventOf,
  MethodName,
  RequestOf,
  ResponseOf,
} from '../../../shared/ipc/contract.ts';

type Answers = { [M in MethodName]?: ResponseOf<M> | CallErrorCode };

export type FakeApp = {
  readonly app: App;
  readonly asked: { readonly method: MethodName; readonly request: unknown }[];
  readonly answers: Answers;
  readonly emit: <E extends EventName>(event: E, payload: EventOf<E>) => void;
  readonly setConnection: (connection: Connection) => void;
};

/** What a host says that knows nothing; a test may say otherwise. */
const unasked: Answers = {
  'router.known': { url: null, chosen: null, registrationSeconds: null },
  'router.waitState': { phase: 'idle' },
};

const nobody = (): void => {};

/** An answer that is a text stands for a refusal with that code. */
export function createFakeApp(answers: Answers = {}): FakeApp {
  const asked: FakeApp['asked'] = [];
  const listeners = new Map<string, ((payload: never) => void)[]>();
  let watch: (connection: Connection) => void = nobody;
  const client: ConnectedClient = {
    async call<M extends MethodName>(method: M, request: RequestOf<M>): Promise<ResponseOf<M>> {
      asked.push({ method, request });
      await Promise.resolve();
      const answer = answers[method];
      if (typeof answer === 'string') throw new CallFailure({ code: answer, message: '' });
      return (answer === undefined ? (unasked[method] ?? {}) : answer) as ResponseOf<M>;
    },
    on(event, listener) {
      listeners.set(event, [...(listeners.get(event) ?? []), listener]);
      return () => listeners.delete(event);
    },
    onConnection(listener) {
      watch = listener;
      return nobody;
    },
  };
  return {
    app: { client, store: createAppStore() },
    asked,
    answers,
    emit: (event, payload) => listeners.get(event)?.forEach((listener) => listener(payload as never)),
    setConnection: (connection) => watch(connection),
  };
}

/** Lets promises that are under way settle. */
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
