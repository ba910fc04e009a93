// A host service whose engine is played by the test.
import { access } from 'node:fs/promises';
import { afterEach } from 'vitest';
import type { EngineLink } from '../../../../main/engine/host/engine-link.ts';
import {
  createHostService,
  type HostService,
  type HostServiceDeps,
} from '../../../../main/engine/host/host-service.ts';
import { firstProgress } from '../../../../main/engine/host/progress-meter.ts';
import { noSecretStore } from '../../../../main/engine/host/secret-store.ts';
import { systemClock } from '../../../../main/io/clock.ts';
import { secureIds } from '../../../../main/io/ids.ts';
import type { Result } from '../../../../shared/base/result.ts';
import type { CallError, RunState, WindowCheckRequest } from '../../../../shared/ipc/contract.ts';
import type { Report } from '../../../../shared/report/report.ts';
import { cleanSteps } from '../../../fakes/known-runs.ts';
import { reportOf } from '../../../fakes/report.ts';
import { buildRun } from '../../../fakes/run-script.ts';
import { tempFolder } from '../io/temp-folder.ts';

export const demoRequest: WindowCheckRequest = {
  server: 'pbx.example',
  port: null,
  altPort: 5160,
  transports: ['udp'],
  probeUser: null,
  demo: 'kernel-alg',
  account: null,
  streamSeconds: null,
  lookAtRouter: false,
  compareWith: null,
};

let reports = 0;
/** A report that no other test has. */
export const freshReport = (parts: Parameters<typeof reportOf>[1] = {}): Report =>
  reportOf(buildRun(cleanSteps), {
    id: `report${String(++reports).padStart(5, '0')}`,
    createdAt: new Date(systemClock.wallMs() - 60_000 + reports).toISOString(),
    ...parts,
  });

export const progressOf = (parts: Partial<ReturnType<typeof firstProgress>> = {}) => ({
  kind: 'progress',
  progress: { ...firstProgress(demoRequest), ...parts },
});

/** An engine that does what the test says. */
export type PlayedEngine = EngineLink & {
  readonly posted: readonly unknown[];
  say(message: unknown): void;
  die(): void;
  wasKilled(): boolean;
};

export function playEngine(): PlayedEngine {
  const posted: unknown[] = [];
  const listeners = new Set<(message: unknown) => void>();
  const exits = new Set<() => void>();
  let isKilled = false;
  return {
    posted,
    post: (message) => void posted.push(message),
    onMessage: (listener) => void listeners.add(listener),
    onExit: (listener) => void exits.add(listener),
    kill: () => {
      isKilled = true;
    },
    say: (message) => listeners.forEach((listener) => listener(structuredClone(message))),
    die: () => exits.forEach((exit) => exit()),
    wasKilled: () => isKilled,
  };
}

const open: HostService[] = [];
const engines: PlayedEngine[] = [];

afterEach(async () => {
  for (const engine of engines.splice(0)) engine.die();
  for (const service of open.splice(0)) await service.close();
});

export type Bench = {
  readonly service: HostService;
  readonly folder: string;
  readonly engines: readonly PlayedEngine[];
  /** States that `run.changed` told. */
  readonly told: readonly RunState[];
  readonly engine: () => PlayedEngine;
  readonly state: () => Promise<RunState>;
  readonly call: (method: string, request?: unknown) => Promise<Result<unknown, CallError>>;
};

/** A service in a fresh folder. */
export async function openBench(parts: Partial<HostServiceDeps> = {}): Promise<Bench> {
  const folder = parts.folder ?? (await tempFolder());
  const started: PlayedEngine[] = [];
  const service = await createHostService({
    launchEngine: () => {
      const engine = playEngine();
      started.push(engine);
      engines.push(engine);
      return engine;
    },
    folder,
    host: 'loopback',
    isDemo: false,
    version: '0.1.0',
    profileText: null,
    secrets: noSecretStore,
    clock: systemClock,
    ids: secureIds,
    openInBrowser: async () => false,
    paper: async () => ({ way: 'view', path: `/print/${'a'.repeat(32)}` }),
    dragOut: null,
    ...parts,
  });
  open.push(service);
  const told: RunState[] = [];
  service.on((event, payload) => void (event === 'run.changed' && told.push(payload as RunState)));
  const call: Bench['call'] = (method, request = {}) => service.call(method, request);
  return {
    service,
    folder,
    engines: started,
    told,
    engine: () => {
      const last = started.at(-1);
      if (last === undefined) throw new Error('no engine was started');
      return last;
    },
    call,
    state: async () => valueOf(await call('run.state')) as RunState,
  };
}

/** The value of an answer that must not be a refusal. */
export function valueOf<T>(answer: Result<T, CallError>): T {
  if (!answer.ok) throw new Error(`refused: ${answer.error.code} ${answer.error.message}`);
  return answer.value;
}

/** The code of an answer that must be a refusal. */
export function codeOf(answer: Result<unknown, CallError>): string {
  return answer.ok ? 'no refusal' : answer.error.code;
}

/** Waits until something holds; a test that waits for ever fails by its own time limit. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}

export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
