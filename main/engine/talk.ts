// What the parts of a conversation share: its exchanges, its flows, and what it was given.
import type { Clock } from '../../shared/base/clock.ts';
import type { Fact } from '../../shared/observation/observation.ts';
import { type Path, samePath } from '../../shared/observation/path.ts';
import type { ExchangeInput, ExchangeSpec, ExchangeState } from '../../shared/probe/exchange-types.ts';
import type { BanGuard, ListenerFlow, SenderFlow } from './ban-guard.ts';
import type { FlowKeeper } from './flow-keeper.ts';

export type ConversationDeps = {
  readonly guard: BanGuard;
  readonly clock: Clock;
  readonly record: (fact: Fact) => void;
  readonly serverAddress: string;
  readonly serverName: string;
};

/** One exchange with what it holds of the outside world. */
export type Live = {
  readonly spec: ExchangeSpec;
  readonly ids: ExchangeSpec['ids'];
  state: ExchangeState;
  sender: SenderFlow | null;
  listener: ListenerFlow | null;
  readonly timers: Set<ReturnType<typeof setTimeout>>;
  readonly finish: () => void;
};

export type Talk = {
  readonly deps: ConversationDeps;
  readonly lives: Live[];
  /** Flows that later exchanges share, by path; a `diverted` flow is spoiled and never shared. */
  readonly shared: Map<string, SenderFlow>;
  readonly flows: FlowKeeper;
  /** Advances one exchange and carries out what it asks for. */
  readonly feed: (live: Live, input: ExchangeInput) => void;
};

/** Exchanges on a path, ended ones too: a late reply belongs to one of them. */
export const livesOn = (talk: Talk, path: Path): readonly Live[] =>
  talk.lives.filter((live) => samePath(live.spec.path, path));
