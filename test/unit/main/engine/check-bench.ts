// A whole check on a scripted network, in no time.
import { afterEach, beforeEach, vi } from 'vitest';
import { z } from 'zod';
import { withFreshPorts } from '../../../../main/engine/fresh-ports.ts';
import type { RouterLook } from '../../../../main/engine/router/look-at-router.ts';
import { type CheckProgress, type CheckRequest, runCheck } from '../../../../main/engine/run-check.ts';
import {
  type Observation,
  type ObservationKind,
  type ObservationOf,
  observationSchema,
} from '../../../../shared/observation/observation.ts';
import { createTimerClock } from '../../../fakes/network/fake-clock.ts';
import { createCountingIds } from '../../../fakes/network/fake-ids.ts';
import { createFakeLedger, type FakeLedger } from '../../../fakes/network/fake-ledger.ts';
import {
  createFakeNetwork,
  type FakeNetwork,
  type NetworkScript,
  type Reaction,
  type Sent,
} from '../../../fakes/network/fake-network.ts';
import { type ReplyShape, replyTo } from '../../../fakes/network/reply.ts';

/** Switches fake timers on for every test of the file. */
export function useFakeTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_800_000_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

export type CheckOptions = {
  readonly request?: Partial<CheckRequest>;
  readonly script?: NetworkScript;
  readonly ledger?: FakeLedger;
  /** When the user cancels: ms after the start, or `at-once` for before the start. */
  readonly cancelAt?: number | 'at-once';
  readonly lookAtRouter?: RouterLook;
  /** UDP ports of the run that this one is compared with. */
  readonly usedPorts?: readonly number[];
  /** Sees every progress, and may cancel. */
  readonly onProgress?: (progress: CheckProgress, cancel: () => void) => void;
};

export type Checked = {
  readonly network: FakeNetwork;
  readonly ledger: FakeLedger;
  readonly progress: readonly CheckProgress[];
  readonly result: Awaited<ReturnType<typeof runCheck>>;
  readonly observations: readonly Observation[];
  /** How many observations there were when the check gave its result. */
  readonly observedAtEnd: number;
  /** ms from start to end. */
  readonly tookMs: number;
};

export async function check(options: CheckOptions = {}): Promise<Checked> {
  const network = createFakeNetwork(options.script ?? { onSend: answering() });
  const ledger = options.ledger ?? createFakeLedger();
  const progress: CheckProgress[] = [];
  const controller = new AbortController();
  const cancel = (): void => controller.abort();
  if (options.cancelAt === 'at-once') cancel();
  if (typeof options.cancelAt === 'number') setTimeout(cancel, options.cancelAt);
  const startedMs = Date.now();
  let endedMs = startedMs;
  let observedAtEnd = 0;
  const running = runCheck(
    {
      serverName: 'pbx.example',
      port: 5060,
      altPort: null,
      transports: ['udp'],
      probeUser: null,
      account: null,
      ...options.request,
    },
    {
      network: withFreshPorts(network, options.usedPorts ?? []),
      ledger,
      clock: createTimerClock(),
      ids: createCountingIds(),
      signal: controller.signal,
      ...(options.lookAtRouter === undefined ? {} : { lookAtRouter: options.lookAtRouter }),
      onProgress: (news) => {
        progress.push(news);
        options.onProgress?.(news, cancel);
      },
    },
  ).then((given) => {
    endedMs = Date.now();
    observedAtEnd = given.ok ? given.value.observations.length : 0;
    return given;
  });
  await vi.runAllTimersAsync();
  const result = await running;
  const observations = result.ok ? result.value.observations : [];
  // Whatever is recorded must fit into a report.
  z.array(observationSchema).parse(observations);
  return { network, ledger, progress, result, observations, observedAtEnd, tookMs: endedMs - startedMs };
}

/** A server that answers every request after 20 ms, each as `shapeOf` says; null: not at all. */
export const answering =
  (shapeOf: (sent: Sent) => ReplyShape | null = () => ({})) =>
  (sent: Sent): readonly Reaction[] => {
    const shape = shapeOf(sent);
    return shape === null ? [] : [{ afterMs: 20, bytes: replyTo(sent.bytes, shape) }];
  };

export const ofKind = <K extends ObservationKind>(
  { observations }: Checked,
  kind: K,
): readonly ObservationOf<K>[] => observations.filter((o): o is ObservationOf<K> => o.kind === kind);

/** `truthful answered`, one a finished exchange. */
export const endings = (checked: Checked): readonly string[] =>
  ofKind(checked, 'exchange-ended').map(({ probe, outcome }) => `${probe} ${outcome}`);

/** `diverted strike-risk`, one a probe that was not sent. */
export const notSent = (checked: Checked): readonly string[] =>
  ofKind(checked, 'not-sent').map(({ probe, reason }) => `${probe} ${reason}`);

export const isPartial = ({ result }: Checked): boolean | null => (result.ok ? result.value.isPartial : null);

/** Local ports of flows that nobody closed. */
export const leaked = ({ network }: Checked): readonly number[] =>
  network.flows.filter((flow) => !flow.isClosed).map((flow) => flow.localPort);
