// Drives the exchanges of one run on real flows and timers. It takes effects from the state machines and gives
// them inputs; it decides nothing. Flows stay open until the run ends, so that late replies are still seen.
import { ok } from '../../shared/base/result.ts';
import { type Path, pathName } from '../../shared/observation/path.ts';
import type { ExchangeEffect, ExchangeInput, ExchangeSpec } from '../../shared/probe/exchange-types.ts';
import { newExchange, stepExchange } from '../../shared/probe/options-exchange.ts';
import type { FlowFault, OpenFlow } from '../io/network.ts';
import type { Refusal } from './ban-guard.ts';
import { createFlowKeeper } from './flow-keeper.ts';
import { incomingHandlers } from './incoming.ts';
import type { ConversationDeps, Live, Talk } from './talk.ts';

export type Conversation = {
  /** Runs one exchange to its end; the signal cancels it at once. */
  run(spec: ExchangeSpec, signal: AbortSignal): Promise<void>;
  /** Closes every flow; no input is taken after it. */
  close(): void;
};

const connectTimeoutMs = 3000;

/** An empty conversation with one server address. */
export function createConversation(deps: ConversationDeps): Conversation {
  const talk: Talk = {
    deps,
    lives: [],
    shared: new Map(),
    flows: createFlowKeeper(),
    feed: (live, input) => feed(talk, live, input),
  };
  return {
    run: (spec, signal) => runExchange(talk, spec, signal),
    close: () => talk.flows.close(),
  };
}

function runExchange(talk: Talk, spec: ExchangeSpec, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const onAbort = (): void => feed(talk, live, { kind: 'cancel' });
    const live: Live = {
      spec,
      ids: spec.ids,
      state: newExchange(spec),
      sender: null,
      listener: null,
      timers: new Set(),
      finish: () => {
        signal.removeEventListener('abort', onAbort);
        for (const timer of live.timers) clearTimeout(timer);
        resolve();
      },
    };
    talk.lives.push(live);
    signal.addEventListener('abort', onAbort);
    feed(talk, live, { kind: 'start' });
  });
}

/** Advances one exchange and carries out what it asks for. */
function feed(talk: Talk, live: Live, input: ExchangeInput): void {
  const step = stepExchange(live.state, input, talk.deps.clock.monotonicMs());
  live.state = step.state;
  for (const effect of step.effects) apply(talk, live, effect);
}

/** Effects that take time answer with an input of their own; nothing waits for them here. */
function apply(talk: Talk, live: Live, effect: ExchangeEffect): void {
  switch (effect.kind) {
    case 'record':
      talk.deps.record(effect.fact);
      break;
    case 'arm':
      arm(talk, live, effect.timer, effect.atMs);
      break;
    case 'end':
      live.finish();
      break;
    case 'open-flow':
      void (effect.socket === 'a' ? openSender(talk, live) : openListener(talk, live));
      break;
    case 'prime':
      void prime(talk, live);
      break;
    case 'send':
      void send(talk, live, effect.bytes);
      break;
  }
}

function arm(talk: Talk, live: Live, timer: 'retransmit' | 'give-up', atMs: number): void {
  const inMs = Math.max(0, atMs - talk.deps.clock.monotonicMs());
  const handle = setTimeout(() => {
    live.timers.delete(handle);
    feed(talk, live, { kind: 'timer', timer });
  }, inMs);
  live.timers.add(handle);
}

const whatToOpen = ({ deps }: Talk, path: Path): OpenFlow => ({
  transport: path.transport,
  remote: { address: deps.serverAddress, port: path.port },
  serverName: deps.serverName,
  connectTimeoutMs,
});

async function openSender(talk: Talk, live: Live): Promise<void> {
  const { path, claim } = live.spec;
  const isShareable = claim !== 'second-socket';
  const known = isShareable ? talk.shared.get(pathName(path)) : undefined;
  const opened =
    known === undefined
      ? await talk.deps.guard.openSender(whatToOpen(talk, path), incomingHandlers(talk, path, 'a'))
      : ok(known);
  if (!opened.ok) return feedNotOpened(talk, live, opened.error);
  if (known === undefined) {
    if (!talk.flows.keep(opened.value.flow)) return;
    if (isShareable) talk.shared.set(pathName(path), opened.value);
  }
  live.sender = opened.value;
  const { local, remote, isVerified } = opened.value.flow;
  return feed(talk, live, { kind: 'flow-open', socket: 'a', local, remote, isVerified });
}

async function openListener(talk: Talk, live: Live): Promise<void> {
  const { path } = live.spec;
  const opened = await talk.deps.guard.openListener(
    whatToOpen(talk, path),
    incomingHandlers(talk, path, 'b'),
  );
  if (!opened.ok) return feedNotOpened(talk, live, opened.error);
  if (!talk.flows.keep(opened.value.flow)) return;
  live.listener = opened.value;
  const { local, remote } = opened.value.flow;
  return feed(talk, live, { kind: 'flow-open', socket: 'b', local, remote, isVerified: null });
}

function feedNotOpened(talk: Talk, live: Live, error: Refusal | FlowFault): void {
  if ('refused' in error) feed(talk, live, { kind: 'refused', reason: error.refused });
  else feed(talk, live, { kind: 'flow-failed', phase: 'open', code: error.code });
}

/** A prime that could not leave is no reason to stop: without a local firewall it is not needed. */
async function prime(talk: Talk, live: Live): Promise<void> {
  await live.listener?.prime();
  feed(talk, live, { kind: 'primed' });
}

async function send(talk: Talk, live: Live, bytes: Uint8Array): Promise<void> {
  const admitted = await live.sender?.admit(bytes, live.state.transmissions === 0);
  if (admitted === undefined) return;
  if (!admitted.ok) return feed(talk, live, { kind: 'refused', reason: admitted.error.refused });
  if (live.state.phase === 'ended') return;
  // Told before it leaves: on a fast path the reply can be here before the send call returns.
  feed(talk, live, { kind: 'sent' });
  const sent = await admitted.value.send();
  if (!sent.ok) feed(talk, live, { kind: 'flow-failed', phase: 'send', code: sent.error.code });
}
