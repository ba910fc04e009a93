// A ban guard on a fake network, ledger and clock, with short words for what it lets through.
import { type BanGuard, createBanGuard, type SenderFlow } from '../../../../main/engine/ban-guard.ts';
import type { FlowHandlers, OpenFlow } from '../../../../main/io/network.ts';
import type { LedgerEntry } from '../../../../main/io/request-ledger-file.ts';
import { newRequestIds } from '../../../../shared/probe/identifiers.ts';
import { buildProbeRequest } from '../../../../shared/probe/probe-request.ts';
import type { SenderMode } from '../../../../shared/probe/request-limits.ts';
import { createFakeClock, type FakeClock } from '../../../fakes/network/fake-clock.ts';
import { createCountingIds } from '../../../fakes/network/fake-ids.ts';
import { createFakeLedger, type FakeLedger } from '../../../fakes/network/fake-ledger.ts';
import {
  createFakeNetwork,
  type FakeNetwork,
  localAddress,
  type NetworkScript,
  serverAddress,
} from '../../../fakes/network/fake-network.ts';

export type Pause = { readonly reason: 'flow-budget' | 'request-rate'; readonly forMs: number };

export type Bench = {
  readonly guard: BanGuard;
  readonly clock: FakeClock;
  readonly ledger: FakeLedger;
  readonly network: FakeNetwork;
  /** Announced to the user. */
  readonly pauses: Pause[];
  /** Every wait, announced or not. */
  readonly slept: number[];
};

export type BenchOptions = {
  readonly mode?: SenderMode;
  readonly clock?: FakeClock;
  readonly ledger?: FakeLedger;
  readonly script?: NetworkScript;
  /** The run is cancelled: no sleep is waited for. */
  readonly isCancelled?: () => boolean;
};

export function createBench(options: BenchOptions = {}): Bench {
  const clock = options.clock ?? createFakeClock();
  const ledger = options.ledger ?? createFakeLedger();
  const network = createFakeNetwork(options.script);
  const pauses: Pause[] = [];
  const slept: number[] = [];
  const guard = createBanGuard({
    network,
    ledger,
    clock,
    mode: options.mode ?? 'anonymous',
    serverName: 'pbx.example',
    sleep: (forMs) => {
      if (options.isCancelled?.() === true) return Promise.resolve(false);
      if (forMs > 0) slept.push(forMs);
      clock.pass(forMs);
      return Promise.resolve(true);
    },
    onPause: (pause) => pauses.push(pause),
  });
  return { guard, clock, ledger, network, pauses, slept };
}

const ids = createCountingIds();
export const request = (serverName = 'pbx.example'): Uint8Array =>
  buildProbeRequest({
    serverName,
    transport: 'udp',
    claimed: { address: localAddress, port: 40_000 },
    fromUser: 'algcheck',
    ids: newRequestIds(ids),
  });

export const deaf: FlowHandlers = { onBytes: () => undefined, onFault: () => undefined };

export const target = (changes: Partial<OpenFlow> = {}): OpenFlow => ({
  transport: 'udp',
  remote: { address: serverAddress, port: 5060 },
  serverName: 'pbx.example',
  connectTimeoutMs: 3000,
  ...changes,
});

export async function openSender(bench: Bench, what: OpenFlow = target()): Promise<SenderFlow> {
  const opened = await bench.guard.openSender(what, deaf);
  if (!opened.ok) throw new Error(`not opened: ${JSON.stringify(opened.error)}`);
  return opened.value;
}

/** Sends one request: `sent`, or why it was refused. */
export async function trySend(sender: SenderFlow, mayWait = true): Promise<string> {
  const admitted = await sender.admit(request(), mayWait);
  if (!admitted.ok) return admitted.error.refused;
  await admitted.value.send();
  return 'sent';
}

/** Outcomes of `count` requests on one flow, none of which may wait. */
export async function burst(sender: SenderFlow, count: number): Promise<readonly string[]> {
  const outcomes: string[] = [];
  for (let i = 0; i < count; i++) outcomes.push(await trySend(sender, false));
  return outcomes;
}

export const entryAt = (
  clock: FakeClock,
  kind: LedgerEntry['kind'],
  ageMs: number,
  address = serverAddress,
): LedgerEntry => ({
  serverAddress: address,
  kind,
  atWallMs: clock.wallMs() - ageMs,
  uptimeMs: clock.uptimeMs() - ageMs,
});

export const times = <T>(count: number, value: T): readonly T[] => Array.from({ length: count }, () => value);
