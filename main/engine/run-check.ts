// The check from a server name to observations: resolve, look around, then probe as the plan wishes and the
// guard allows. What it all means is not decided here.

import { addressFamily } from '../../shared/base/address.ts';
import type { Clock } from '../../shared/base/clock.ts';
import type { IdSource } from '../../shared/base/id-source.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import { isPort } from '../../shared/base/units.ts';
import { groupExchanges } from '../../shared/exchange/exchange.ts';
import { nearbyReason } from '../../shared/exchange/nearby.ts';
import type { Observation } from '../../shared/observation/observation.ts';
import type { Path, Transport } from '../../shared/observation/path.ts';
import { newRequestIds } from '../../shared/probe/identifiers.ts';
import { leftOut, nextWish, type PlanContext, type Wish } from '../../shared/probe/plan.ts';
import { anonymousUser } from '../../shared/probe/probe-request.ts';
import type { SenderMode } from '../../shared/probe/request-limits.ts';
import { algVerdict } from '../../shared/verdict/alg-verdict.ts';
import type { Level } from '../../shared/verdict/level.ts';
import type { Network } from '../io/network.ts';
import type { LedgerFile } from '../io/request-ledger-file.ts';
import { type BanGuard, createBanGuard, type GuardDeps } from './ban-guard.ts';
import { type AccountPlan, runAccountPart } from './call/account-part.ts';
import { createConversation } from './conversation.ts';
import { type CheckRefusal, findServer, type Server } from './find-server.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { recentRequests } from './request-ledger.ts';
import type { RouterLook } from './router/look-at-router.ts';
import { sleep } from './sleep.ts';
import type { StreamSnapshot } from './stream/stream-messages.ts';

export type CheckRequest = {
  readonly serverName: string;
  /** Null: as the name's service record says, else 5060. */
  readonly port: number | null;
  readonly altPort: number | null;
  readonly transports: readonly Transport[];
  /** A user that the operator provisioned for this check; null for an anonymous check. */
  readonly probeUser: string | null;
  /** What the user lent this check; null without an account, and on the demo's network. */
  readonly account: AccountPlan | null;
};

export type CheckProgress =
  | { readonly kind: 'probing'; readonly wish: Wish }
  | { readonly kind: 'paused'; readonly reason: 'flow-budget' | 'request-rate'; readonly forMs: number }
  | { readonly kind: 'hint'; readonly level: Level }
  /** Beside the probes, the router is asked who it is. */
  | { readonly kind: 'looking-at-router' }
  /** The account's part begins: no further probe is planned. */
  | { readonly kind: 'using-account' }
  | { readonly kind: 'streaming'; readonly snapshot: StreamSnapshot };

export type CheckDeps = {
  readonly network: Network;
  readonly ledger: LedgerFile;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CheckProgress) => void;
  /** Asks the router who it is, beside the probes; left out where nobody allowed it, and on the demo's network. */
  readonly lookAtRouter?: RouterLook;
  /** Folder of the stream threads' files; beside the running bundle when it is not said. */
  readonly workerFolder?: URL;
};

export type CheckRun = { readonly observations: readonly Observation[]; readonly isPartial: boolean };

/** Replies that come twice or contradict each other follow the first one within this time, ms. */
const lingerMs = 300;

export async function runCheck(
  request: CheckRequest,
  deps: CheckDeps,
): Promise<Result<CheckRun, CheckRefusal>> {
  const recorder = createRecorder(deps.clock);
  const server = await Promise.race([
    findServer(request, deps.network, recorder.record),
    whenAborted(deps.signal),
  ]);
  if (server === cancelled) return ok({ observations: recorder.observations(), isPartial: true });
  if (!server.ok) return server;
  if (server.value !== null) await probeServer(request, deps, recorder, server.value);
  return ok({ observations: recorder.observations(), isPartial: deps.signal.aborted });
}

const cancelled = Symbol('cancelled');

/** A name look-up cannot be called back; whoever cancels does not wait for it. */
const whenAborted = (signal: AbortSignal): Promise<typeof cancelled> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(cancelled);
    signal.addEventListener('abort', () => resolve(cancelled), { once: true });
  });

async function probeServer(
  request: CheckRequest,
  deps: CheckDeps,
  recorder: Recorder,
  server: Server,
): Promise<void> {
  const mode = request.probeUser === null ? 'anonymous' : 'probe-user';
  recorder.record({
    kind: 'environment',
    ...server.route,
    serverAddress: server.address,
    isSimulated: deps.network.isSimulated,
  });
  const requestsBefore = recentRequests(deps.ledger, deps.clock, server.address);
  recorder.record({ kind: 'ledger-read', state: deps.ledger.state, mode, requestsBefore });
  const guardFor = (sender: SenderMode) => createBanGuard(guardDeps(request, deps, recorder, sender));
  const conversation = createConversation({
    guard: guardFor(mode),
    clock: deps.clock,
    record: (fact) => {
      recorder.record(fact);
      if (fact.kind === 'exchange-ended')
        deps.onProgress({ kind: 'hint', level: algVerdict(recorder.observations()).level });
    },
    serverAddress: server.address,
    serverName: request.serverName,
  });
  const context = planContext(request, server, mode);
  const looking = lookAround(deps, recorder, server);
  try {
    await followPlan(request, deps, recorder, conversation, context);
  } finally {
    conversation.close();
  }
  // Sound is measured on a quiet line.
  await looking;
  await useAccount(request, deps, recorder, { server, context, guard: guardFor('account') });
  const reason = deps.signal.aborted ? 'cancelled' : null;
  for (const left of leftOut(context, seenSoFar(recorder), reason))
    recorder.record({ kind: 'not-sent', ...left });
}

/** The router's answers, when they come; whoever cancels does not wait for them. */
async function lookAround(deps: CheckDeps, recorder: Recorder, { address, route }: Server): Promise<void> {
  if (deps.lookAtRouter === undefined) return;
  deps.onProgress({ kind: 'looking-at-router' });
  const question = { serverAddress: address, localAddress: route.localAddress };
  const found = await Promise.race([deps.lookAtRouter(question, deps.signal), whenAborted(deps.signal)]);
  if (found !== cancelled) for (const fact of found) recorder.record(fact);
}

const guardDeps = (
  { serverName }: CheckRequest,
  deps: CheckDeps,
  recorder: Recorder,
  mode: SenderMode,
): GuardDeps => ({
  ...deps,
  mode,
  serverName,
  sleep: (forMs) => sleep(forMs, deps.signal),
  onPause: (pause) => {
    recorder.record({ kind: 'paused', ...pause });
    deps.onProgress({ kind: 'paused', ...pause });
  },
});

type AccountPlace = { readonly server: Server; readonly context: PlanContext; readonly guard: BanGuard };

/** A server that answered nothing is not called either. */
async function useAccount(
  { account, serverName }: CheckRequest,
  deps: CheckDeps,
  recorder: Recorder,
  { server, context, guard }: AccountPlace,
): Promise<void> {
  const hasAnswered = seenSoFar(recorder).exchanges.some((e) => e.replies.length > 0);
  if (account === null || !hasAnswered || deps.signal.aborted) return;
  deps.onProgress({ kind: 'using-account' });
  await runAccountPart(account, {
    ...deps,
    guard,
    recorder,
    serverName,
    serverAddress: server.address,
    localAddress: server.route.localAddress,
    mainPath: context.mainPath,
    altPath: context.altPath,
    onStream: (snapshot) => deps.onProgress({ kind: 'streaming', snapshot }),
  });
}

async function followPlan(
  request: CheckRequest,
  deps: CheckDeps,
  recorder: Recorder,
  conversation: ReturnType<typeof createConversation>,
  context: PlanContext,
): Promise<void> {
  for (let exchange = 1; exchange <= 30 && !deps.signal.aborted; exchange++) {
    const wish = nextWish(context, seenSoFar(recorder));
    if (wish === null) break;
    deps.onProgress({ kind: 'probing', wish });
    const ids = newRequestIds(deps.ids);
    const fromUser = request.probeUser ?? anonymousUser;
    await conversation.run({ ...wish, exchange, ids, fromUser, serverName: request.serverName }, deps.signal);
  }
  if (seenSoFar(recorder).exchanges.some((e) => e.replies.length > 0)) await sleep(lingerMs, deps.signal);
}

const seenSoFar = (recorder: Recorder) => ({
  exchanges: groupExchanges(recorder.observations()),
  notSent: recorder.observations().filter((o) => o.kind === 'not-sent'),
});

function planContext(request: CheckRequest, server: Server, mode: PlanContext['mode']): PlanContext {
  const streams: Path[] = request.transports
    .filter((transport) => transport !== 'udp')
    .map((transport) => ({ transport, port: transport === 'tls' ? server.port + 1 : server.port }));
  return {
    mode,
    family: addressFamily(server.address) ?? 4,
    mainPath: { transport: 'udp', port: server.port },
    altPath:
      request.altPort === null || request.altPort === server.port
        ? null
        : { transport: 'udp', port: request.altPort },
    // The highest port has no neighbour for TLS.
    streamPaths: streams.filter(({ port }) => isPort(port)),
    isNearby: nearbyReason({ ...server.route, serverAddress: server.address }) !== null,
  };
}
