// Drives the exchanges of one run on real flows and timers. It takes effects from the state machines and gives
// them inputs; it decides nothing. Flows stay open until the run ends, so that late replies are still seen.
import type { Endpoint } from '../../shared/base/address.ts';
import { sameAddress } from '../../shared/base/address.ts';
import type { Clock } from '../../shared/base/clock.ts';
import type { Fact } from '../../shared/observation/observation.ts';
import { type Path, pathName, samePath } from '../../shared/observation/path.ts';
import { matchReply, strayExcerpt } from '../../shared/probe/match-reply.ts';
import {
  type ExchangeEffect,
  type ExchangeInput,
  type ExchangeSpec,
  type ExchangeState,
  newExchange,
  type SocketRole,
  stepExchange,
} from '../../shared/probe/options-exchange.ts';
import type { FlowFault, FlowHandlers, OpenFlow } from '../io/network.ts';
import type { BanGuard, ListenerFlow, Refusal, SenderFlow } from './ban-guard.ts';
import { messageStream } from './message-stream.ts';

export type ConversationDeps = {
  readonly guard: BanGuard;
  readonly clock: Clock;
  readonly record: (fact: Fact) => void;
  readonly serverAddress: string;
  readonly serverName: string;
};

export type Conversation = {
  /** Runs one exchange to its end; the signal cancels it at once. */
  run(spec: ExchangeSpec, signal: AbortSignal): Promise<void>;
  close(): void;
};

type Live = {
  readonly spec: ExchangeSpec;
  readonly ids: ExchangeSpec['ids'];
  state: ExchangeState;
  sender: SenderFlow | null;
  listener: ListenerFlow | null;
  readonly timers: Set<ReturnType<typeof setTimeout>>;
  readonly finish: () => void;
};

const connectTimeoutMs = 3000;

export function createConversation(deps: ConversationDeps): Conversation {
  const lives: Live[] = [];
  /** Flows that later exchanges share, by path; a `diverted` flow is spoiled and never shared. */
  const shared = new Map<string, SenderFlow>();
  const closers: (() => void)[] = [];

  const feed = (live: Live, input: ExchangeInput): void => {
    const step = stepExchange(live.state, input, deps.clock.monotonicMs());
    live.state = step.state;
    for (const effect of step.effects) apply(live, effect);
  };

  const feedFault = (live: Live, phase: 'open' | 'send' | 'receive', fault: FlowFault): void =>
    feed(live, { kind: 'flow-failed', phase, code: fault.code });

  const feedRefusal = (live: Live, error: Refusal | FlowFault): void =>
    'refused' in error
      ? feed(live, { kind: 'refused', reason: error.refused })
      : feedFault(live, 'open', error);

  function apply(live: Live, effect: ExchangeEffect): void {
    switch (effect.kind) {
      case 'record':
        return deps.record(effect.fact);
      case 'arm':
        return arm(live, effect.timer, effect.atMs);
      case 'end':
        return live.finish();
      case 'open-flow':
        return start(effect.socket === 'a' ? openSender(live) : openListener(live));
      case 'prime':
        return start(primeListener(live));
      case 'send':
        return start(send(live, effect.bytes));
    }
  }

  /** Effects answer with an input of their own; nothing waits for them here. */
  const start = (work: Promise<void>): void => void work;

  function arm(live: Live, timer: 'retransmit' | 'give-up', atMs: number): void {
    const handle = setTimeout(
      () => {
        live.timers.delete(handle);
        feed(live, { kind: 'timer', timer });
      },
      Math.max(0, atMs - deps.clock.monotonicMs()),
    );
    live.timers.add(handle);
  }

  async function openSender(live: Live): Promise<void> {
    const { path, claim } = live.spec;
    const isShareable = claim !== 'second-socket';
    const known = isShareable ? shared.get(pathName(path)) : undefined;
    const opened =
      known === undefined
        ? await deps.guard.openSender(whatToOpen(path), handlers(path, 'a'))
        : { ok: true as const, value: known };
    if (!opened.ok) return feedRefusal(live, opened.error);
    if (known === undefined) {
      closers.push(() => opened.value.flow.close());
      if (isShareable) shared.set(pathName(path), opened.value);
    }
    live.sender = opened.value;
    const { local, remote, isVerified } = opened.value.flow;
    feed(live, { kind: 'flow-open', socket: 'a', local, remote, isVerified });
  }

  async function openListener(live: Live): Promise<void> {
    const opened = await deps.guard.openListener(whatToOpen(live.spec.path), handlers(live.spec.path, 'b'));
    if (!opened.ok) return feedRefusal(live, opened.error);
    closers.push(() => opened.value.flow.close());
    live.listener = opened.value;
    const { local, remote } = opened.value.flow;
    feed(live, { kind: 'flow-open', socket: 'b', local, remote, isVerified: null });
  }

  async function primeListener(live: Live): Promise<void> {
    const primed = await live.listener?.prime();
    // A prime that could not leave is no reason to stop: without a local firewall it is not needed.
    if (primed !== undefined) feed(live, { kind: 'primed' });
  }

  async function send(live: Live, bytes: Uint8Array): Promise<void> {
    const admitted = await live.sender?.admit(bytes, live.state.transmissions === 0);
    if (admitted === undefined) return;
    if (!admitted.ok) return feed(live, { kind: 'refused', reason: admitted.error.refused });
    if (live.state.phase === 'ended') return;
    // Told before it leaves: on a fast path the reply can be here before the send call returns.
    feed(live, { kind: 'sent' });
    const sent = await admitted.value.send();
    if (!sent.ok) feedFault(live, 'send', sent.error);
  }

  const whatToOpen = (path: Path): OpenFlow => ({
    transport: path.transport,
    remote: { address: deps.serverAddress, port: path.port },
    serverName: deps.serverName,
    connectTimeoutMs,
  });

  function handlers(path: Path, socket: SocketRole): FlowHandlers {
    let from: Endpoint = { address: deps.serverAddress, port: path.port };
    const stray = (reason: Extract<Fact, { kind: 'stray-received' }>['reason'], bytes: Uint8Array): void =>
      deps.record({
        kind: 'stray-received',
        path,
        socket,
        from,
        reason,
        sizeBytes: bytes.length,
        bytes: strayExcerpt(bytes),
      });
    const push = messageStream(path.transport, {
      onMessage: (bytes) => receive(path, socket, from, bytes, stray),
      onBroken: (bytes) => {
        stray('broken-stream', bytes);
        current(path).forEach((live) => feed(live, { kind: 'flow-failed', phase: 'receive', code: 'other' }));
      },
    });
    return {
      onBytes: (bytes, source) => {
        from = source;
        push(bytes);
      },
      onFault: (fault) => {
        // What comes back for the primed socket is the router's word about the prime, not about the server.
        if (socket === 'a') current(path).forEach((live) => feedFault(live, 'receive', fault));
      },
    };
  }

  const current = (path: Path): Live[] =>
    lives.filter((live) => samePath(live.spec.path, path) && live.state.phase !== 'ended');

  function receive(
    path: Path,
    socket: SocketRole,
    from: Endpoint,
    bytes: Uint8Array,
    stray: (reason: Extract<Fact, { kind: 'stray-received' }>['reason'], bytes: Uint8Array) => void,
  ): void {
    const match = matchReply(
      bytes,
      lives.filter((live) => samePath(live.spec.path, path)),
    );
    if (match.kind === 'stray') return stray(match.reason, bytes);
    const { request: live, matchedBy, statusCode } = match;
    const isFromServer = sameAddress(from.address, deps.serverAddress) && from.port === path.port;
    const isFinal = statusCode >= 200;
    if (isFromServer && isFinal) start(deps.guard.noteAnswer(deps.serverAddress, statusCode));
    feed(live, { kind: 'reply', socket, from, bytes, isFinal, isFromServer, matchedBy: [...matchedBy] });
  }

  return {
    run: (spec, signal) =>
      new Promise((resolve) => {
        const onAbort = (): void => feed(live, { kind: 'cancel' });
        const live: Live = {
          spec,
          ids: spec.ids,
          state: newExchange(spec),
          sender: null,
          listener: null,
          timers: new Set(),
          finish: () => {
            signal.removeEventListener('abort', onAbort);
            live.timers.forEach(clearTimeout);
            resolve();
          },
        };
        lives.push(live);
        if (signal.aborted) return resolve();
        signal.addEventListener('abort', onAbort);
        feed(live, { kind: 'start' });
      }),
    close: () => closers.forEach((close) => close()),
  };
}
