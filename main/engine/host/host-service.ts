// The host side of the contract, the same behind Electron's channels and behind the loopback routes. A call passes
// size cap, strict schema, its implementation, and the schema of its answer; a refusal is a code, never an exception.
import type { Clock } from '../../../shared/base/clock.ts';
import type { IdSource } from '../../../shared/base/id-source.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { fieldSentence } from '../../../shared/base/sentence.ts';
import {
  type CallError,
  type CallErrorCode,
  type EventName,
  type MethodName,
  maxMessageChars,
  methods,
} from '../../../shared/ipc/contract.ts';
import { errorDetail } from '../../io/flow-fault.ts';
import { openSealKey } from '../../io/seal-key.ts';
import { createSealer } from '../report-seal.ts';
import type { EngineLauncher } from './engine-link.ts';
import type { DragOut, Handlers } from './handler-types.ts';
import { createHandlers } from './handlers.ts';
import { openHistory } from './history.ts';
import { createMonitorKeeper } from './monitor-keeper.ts';
import { createPendingFile } from './pending-file.ts';
import { openProfile } from './profile-keeper.ts';
import { createReminderPart } from './reminder-handlers.ts';
import { createRouterPart } from './router-handlers.ts';
import { createRunKeeper } from './run-keeper.ts';
import type { SecretStore } from './secret-store.ts';
import { openSettings } from './settings-file.ts';
import type { Paper } from './share-handlers.ts';

export type HostServiceDeps = {
  readonly launchEngine: EngineLauncher;
  /** The state folder; it need not exist. */
  readonly folder: string;
  readonly host: 'loopback' | 'electron';
  readonly isDemo: boolean;
  readonly version: string;
  /** Text of the operator's profile that came with the program; null when there is none. */
  readonly profileText: string | null;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Shows a web or mail address with what the system has for it; false where that is not possible. */
  readonly openInBrowser: (url: string) => Promise<boolean>;
  readonly paper: Paper;
  /** Null where a file cannot be dragged out of the window. */
  readonly dragOut: DragOut | null;
};

export type HostService = {
  /** Answers any method with any request; never rejects. */
  call(method: string, request: unknown): Promise<Result<unknown, CallError>>;
  /** Calls `listener` for each event of the contract; the returned function ends that. */
  on(listener: (event: EventName, payload: unknown) => void): () => void;
  /** A file that the system asked to open; the window fetches it once with `file.pending`. */
  openFile(name: string, bytes: Uint8Array): void;
  /** Cancels a running check, keeps what it found, and ends the engine. */
  close(): Promise<void>;
};

/** Starts the service; nothing on the disk can make it fail. */
export async function createHostService(deps: HostServiceDeps): Promise<HostService> {
  const { emit, ...events } = createEvents();
  const parts = await createParts(deps, emit);
  const { run, monitor, file, router } = parts;
  const handlers = createHandlers({ ...deps, ...parts });
  let isOpen = true;
  return {
    call: (method, request) =>
      isOpen
        ? answer(handlers, method, request)
        : Promise.resolve(refuse('disconnected', 'The program is ending.')),
    on: events.on,
    openFile: (name, bytes) => file.put(name, bytes),
    close: async () => {
      isOpen = false;
      router.stopWaiting();
      await Promise.all([run.close(), monitor.close()]);
      events.clear();
    },
  };
}

type Emit = (event: EventName, payload: unknown) => void;

/** Everything that the methods work with, each part with what it kept on the disk. */
async function createParts(deps: HostServiceDeps, emit: Emit) {
  const settings = await openSettings(deps.folder, deps.ids);
  const profile = await openProfile({ ...deps, bundledText: deps.profileText });
  const history = await openHistory(deps.folder, deps.clock);
  await history.prune(settings.current().keepHistoryDays);
  const sealer = createSealer((await openSealKey(deps.folder)).key);
  const run = createRunKeeper({
    ...deps,
    sealReport: sealer.sealReport,
    save: (report) => history.save(report, settings.current().keepHistoryDays),
    onChange: (state) => emit('run.changed', state),
  });
  const monitor = createMonitorKeeper({ ...deps, onChange: (state) => emit('monitor.changed', state) });
  const file = createPendingFile(() => emit('file.arrived', {}));
  const onWaitChange: Parameters<typeof createRouterPart>[0]['onWaitChange'] = (state) =>
    emit('router.waitChanged', state);
  const router = createRouterPart({ ...deps, run, onWaitChange });
  const reminder = createReminderPart({ ...deps, run });
  return { settings, profile, history, sealer, run, monitor, file, router, reminder };
}

/** Tells every listener; one bad listener must not keep an event from the others. */
function createEvents() {
  const listeners = new Set<Emit>();
  return {
    emit: (event: EventName, payload: unknown): void => {
      for (const listener of listeners) {
        try {
          listener(event, payload);
        } catch {
          // Its own matter.
        }
      }
    },
    on: (listener: Emit) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    clear: () => listeners.clear(),
  };
}

const refuse = (code: CallErrorCode, message: string): Result<never, CallError> =>
  err({ code, message: message.slice(0, 500) });

const isMethod = (method: string): method is MethodName => Object.hasOwn(methods, method);

/** Characters of a value as JSON; null for what is no JSON (cycles, big numbers, too deep). */
function jsonSize(value: unknown): number | null {
  try {
    return JSON.stringify(value)?.length ?? null;
  } catch {
    return null;
  }
}

async function answer(
  handlers: Handlers,
  method: string,
  request: unknown,
): Promise<Result<unknown, CallError>> {
  if (!isMethod(method)) return refuse('unknown-method', 'No such method.');
  const size = jsonSize(request);
  if (size === null) return refuse('bad-request', 'The request is not JSON.');
  if (size > maxMessageChars) return refuse('too-large', `The request has ${size} characters.`);
  const asked = methods[method].request.safeParse(request);
  if (!asked.success) return refuse('bad-request', fieldSentence(asked.error.issues[0]));
  // The method's own schema has just made this the request of this very method.
  const handler = handlers[method] as (request: unknown) => Promise<Result<unknown, CallError>>;
  try {
    const answered = await handler(asked.data);
    if (!answered.ok) return answered;
    const checked = methods[method].response.safeParse(answered.value);
    if (!checked.success) return refuse('bad-answer', fieldSentence(checked.error.issues[0]));
    return ok(checked.data);
  } catch (error) {
    return refuse('internal', errorDetail(error));
  }
}
