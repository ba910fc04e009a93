// Earlier runs side by side: those of one server behind one router, and where an ALG that was off is on again. Updates
// and operators put the setting back, which no single run can show.
import type { Level } from '../verdict/level.ts';

export type PastRun = {
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
  readonly server: string;
  readonly level: Level;
  readonly isPartial: boolean;
  readonly isSimulated: boolean;
  /** Null where the run did not look at the router. */
  readonly gateway: { readonly address: string; readonly macPrefix: string | null } | null;
};

export type CameBack = {
  /** The first run that sees it again. */
  readonly id: string;
  /** The last clean run before. */
  readonly goneAt: string;
  readonly backAt: string;
};

export type RunGroup<Run extends PastRun> = {
  readonly key: string;
  readonly server: string;
  readonly gateway: PastRun['gateway'];
  /** Newest first. */
  readonly runs: readonly Run[];
  readonly returns: readonly CameBack[];
};

/** One group for each server and router, the one with the newest run first; unknown routers are no known one. */
export function groupRuns<Run extends PastRun>(runs: readonly Run[]): readonly RunGroup<Run>[] {
  const groups = new Map<string, Run[]>();
  for (const run of runs.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))) {
    const key = keyOf(run);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups].flatMap(([key, members]) => {
    const [newest] = members;
    if (newest === undefined) return [];
    const { server, gateway } = newest;
    return [{ key, server, gateway, runs: members, returns: findReturns(members) }];
  });
}

const keyOf = ({ server, gateway, isSimulated }: PastRun): string =>
  JSON.stringify([server.toLowerCase(), gateway?.address ?? null, gateway?.macPrefix ?? null, isSimulated]);

/** What a run says about the setting; a demo says nothing, and a run that was stopped clears nobody. */
function stateOf({ level, isPartial, isSimulated }: PastRun): 'on' | 'off' | null {
  if (isSimulated) return null;
  if (level === 'confirmed' || level === 'likely') return 'on';
  return level === 'unlikely' && !isPartial ? 'off' : null;
}

/** On, then off, then on again; `newestFirst` are runs of one group. */
function findReturns(newestFirst: readonly PastRun[]): readonly CameBack[] {
  const returns: CameBack[] = [];
  let wasOn = false;
  let goneAt: string | null = null;
  for (const run of newestFirst.toReversed()) {
    const state = stateOf(run);
    if (state === 'off' && wasOn) goneAt = run.createdAt;
    if (state !== 'on') continue;
    if (goneAt !== null) returns.push({ id: run.id, goneAt, backAt: run.createdAt });
    wasOn = true;
    goneAt = null;
  }
  return returns;
}

/** True when this run is clean and the last one before it in its group that says anything was not. */
export function wasTurnedOff(runs: readonly PastRun[], id: string): boolean {
  const group = groupRuns(runs).find((one) => one.runs.some((run) => run.id === id));
  const said = (group?.runs ?? []).filter((run) => stateOf(run) !== null);
  const at = said.findIndex((run) => run.id === id);
  const [now, before] = at < 0 ? [] : said.slice(at, at + 2);
  return now !== undefined && before !== undefined && stateOf(now) === 'off' && stateOf(before) === 'on';
}
