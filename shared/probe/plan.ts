// Which probe comes next. The plan only wishes; the ban guard decides whether a wish may leave the computer.
// `truthful` first; then the probe that tells most about what it showed: `decoy` where it looks edited,
// `diverted` where it looks clean. What is left of the budget goes to reproduction, controls, work-arounds.
import { isReprint } from '../exchange/echo.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { mappingSeen, sourceSeen } from '../exchange/own-pair.ts';
import { haveStopped, silentSendsForBlocked } from '../exchange/silence.ts';
import type { NotSentReason, ObservationOf } from '../observation/observation.ts';
import { type Path, type ProbeName, pathName, samePath } from '../observation/path.ts';
import type { ExchangeSpec, ExchangeTimers } from './exchange-types.ts';
import { decoyAddress } from './probe-request.ts';
import type { CheckMode } from './request-limits.ts';

export type PlanContext = {
  readonly mode: CheckMode;
  readonly family: 4 | 6;
  readonly mainPath: Path;
  /** Another UDP port of the same server; null when nobody named one. */
  readonly altPath: Path | null;
  /** TCP and TLS paths that the user asked for. */
  readonly streamPaths: readonly Path[];
  /** The server is on this computer's own network or behind a VPN: no home router in between. */
  readonly isNearby: boolean;
};

export type Wish = {
  readonly probe: ProbeName;
  readonly path: Path;
  readonly claim: ExchangeSpec['claim'];
  readonly timers: ExchangeTimers;
};

type Seen = {
  readonly exchanges: readonly Exchange[];
  readonly notSent: readonly ObservationOf<'not-sent'>[];
};

/** A wish and how many exchanges of that probe on that path it wants to exist. */
type Wanted = Wish & { readonly count: number };

/** The next probe to send; null when the plan is done. */
export function nextWish(context: PlanContext, seen: Seen): Wish | null {
  if (stopReason(context, seen.exchanges) !== null) return null;
  return wantedProbes(context, seen.exchanges).find((wanted) => isOpen(wanted, seen)) ?? null;
}

const exchangesOf = (exchanges: readonly Exchange[], probe: ProbeName, path: Path): readonly Exchange[] =>
  exchanges.filter((exchange) => exchange.probe === probe && samePath(exchange.path, path));

const isOpen = (wanted: Wanted, { exchanges, notSent }: Seen): boolean =>
  exchangesOf(exchanges, wanted.probe, wanted.path).length < wanted.count &&
  !notSent.some((fact) => fact.probe === wanted.probe && samePath(fact.path, wanted.path));

/** Why nothing more may be asked of this server at all; null while probing may go on. */
export function stopReason(context: PlanContext, exchanges: readonly Exchange[]): NotSentReason | null {
  if (haveStopped(context.mainPath, exchanges)) return 'answers-stopped';
  const hasMainAnswer = exchanges.some((e) => samePath(e.path, context.mainPath) && e.answer !== null);
  return context.isNearby && hasMainAnswer ? 'same-network' : null;
}

function wantedProbes(context: PlanContext, exchanges: readonly Exchange[]): readonly Wanted[] {
  const main = exchangesOf(exchanges, 'truthful', context.mainPath);
  if (main.length === 0) return [truthful(context.mainPath, 1, firstTimers(context))];
  const answered = main.find((exchange) => exchange.answer !== null);
  if (answered === undefined) return afterSilence(context, exchanges, main);
  return looksEdited(answered) ? afterSuspicion(context, exchanges) : afterCleanAnswer(context, exchanges);
}

/** Nothing came back: is the path dead, or the server? A control path tells; three silent tries make it count. */
function afterSilence(
  context: PlanContext,
  exchanges: readonly Exchange[],
  main: readonly Exchange[],
): readonly Wanted[] {
  const controls = [
    ...altControl(context).map((control) => ({ ...control, timers: controlTimers })),
    ...streamControls(context),
  ];
  const isAlive = controls.some(({ probe, path }) =>
    exchangesOf(exchanges, probe, path).some((e) => e.answer !== null),
  );
  const silentSends = main.reduce((sum, exchange) => sum + exchange.requests.length, 0);
  const again = isAlive && main.every((exchange) => exchange.isSilent) && silentSends < silentSendsForBlocked;
  return [...controls, ...(again ? [truthful(context.mainPath, main.length + 1, silenceTimers)] : [])];
}

function afterCleanAnswer(context: PlanContext, exchanges: readonly Exchange[]): readonly Wanted[] {
  const { mainPath } = context;
  const mapping = firstMapping(exchanges, mainPath);
  const diverted = exchangesOf(exchanges, 'diverted', mainPath);
  const translated = exchangesOf(exchanges, 'translated', mainPath);
  const twiceDiverted = diverted.some((e) => e.answer?.observation.socket === 'b') ? 2 : retryCount(diverted);
  const twiceTranslated = translated.some((e) => e.answer !== null && looksEdited(e))
    ? 2
    : retryCount(translated);
  return [
    wanted('diverted', mainPath, 'second-socket', twiceDiverted),
    ...(mapping === null ? [] : [wanted('translated', mainPath, mapping, twiceTranslated)]),
    ...altControl(context),
    decoy(context, mainPath, 1),
    ...streamControls(context),
  ];
}

function afterSuspicion(context: PlanContext, exchanges: readonly Exchange[]): readonly Wanted[] {
  const { mainPath, altPath } = context;
  const truthfuls = exchangesOf(exchanges, 'truthful', mainPath);
  const decoys = exchangesOf(exchanges, 'decoy', mainPath);
  const isOriginEdited = truthfuls.some((e) => sourceSeen(e) !== 'translated');
  const seesTranslation = decoys.some((e) => sourceSeen(e) === 'translated');
  // The decoy shows another origin than the truthful request: proven twice over; the rest is controls.
  if (isOriginEdited && seesTranslation)
    return [
      decoy(context, mainPath, 1),
      ...controlProbes(context),
      wanted('diverted', mainPath, 'second-socket', 1),
    ];
  const showsEdits = truthfuls.some(
    (e) => e.answer?.echo.changes.some((change) => !isReprint(change)) === true,
  );
  const mapping = firstMapping(exchanges, mainPath) ?? firstMapping(exchanges, altPath);
  const translated = exchangesOf(exchanges, 'translated', mainPath);
  return [
    decoy(context, mainPath, retryCount(decoys)),
    ...(showsEdits ? [truthful(mainPath, 2, laterTimers)] : []),
    // Both look private: no NAT here, or a router that puts our address everywhere. Another port tells which.
    ...(seesTranslation || altPath === null ? [] : [decoy(context, altPath, 1)]),
    ...(mapping === null
      ? []
      : [wanted('translated', mainPath, mapping, translated.some(looksEdited) ? 2 : 1)]),
    ...controlProbes(context),
  ];
}

/** One lost packet is no answer to the question: ask once more. */
const retryCount = (exchanges: readonly Exchange[]): number =>
  exchanges.length > 0 && exchanges.every((exchange) => exchange.isSilent) ? 2 : 1;

function firstMapping(exchanges: readonly Exchange[], path: Path | null) {
  if (path === null) return null;
  for (const exchange of exchanges) {
    const mapping =
      samePath(exchange.path, path) && exchange.probe !== 'diverted' ? mappingSeen(exchange) : null;
    if (mapping !== null) return mapping;
  }
  return null;
}

/** True when the answer does not look like what a plain NAT leaves; decides only what is asked next. */
function looksEdited(exchange: Exchange): boolean {
  if (exchange.answer === null) return false;
  const telling = exchange.answer.echo.changes.some((change) => !isReprint(change));
  return telling || (exchange.probe === 'truthful' && sourceSeen(exchange) !== 'translated');
}

const controlProbes = (context: PlanContext): readonly Wanted[] => [
  ...altControl(context),
  ...streamControls(context),
];

const altControl = ({ altPath }: PlanContext): readonly Wanted[] =>
  altPath === null ? [] : [wanted('alternative-port', altPath, 'own', 1)];

/** A further flow: it may have to wait for the flow budget, so it comes after what the verdict needs. */
const streamControls = ({ streamPaths }: PlanContext): readonly Wanted[] =>
  streamPaths.map((path) => ({
    ...wanted(path.transport === 'tls' ? 'tls' : 'tcp', path, 'own', 1),
    timers: streamTimers,
  }));

const wanted = (probe: ProbeName, path: Path, claim: ExchangeSpec['claim'], count: number): Wanted => ({
  probe,
  path,
  claim,
  count,
  timers: laterTimers,
});

const truthful = (path: Path, count: number, timers: ExchangeTimers): Wanted => ({
  ...wanted('truthful', path, 'own', count),
  timers,
});

const decoy = (context: PlanContext, path: Path, count: number): Wanted =>
  wanted('decoy', path, { hostOnly: decoyAddress(context.family) }, count);

/**
 * Without a profile every transmission is one of two, so Timer E starts late, and where another port is known
 * not at all: the second request then asks whether the server is alive there.
 * deviates from RFC 3261 17.1.2.2 (T1 500 ms), which allows a larger T1.
 */
function firstTimers({ mode, altPath }: PlanContext): ExchangeTimers {
  if (mode === 'probe-user')
    return { retransmitAtMs: [500, 1300], giveUpAtMs: altPath === null ? 3500 : 2200 };
  return altPath === null
    ? { retransmitAtMs: [1500], giveUpAtMs: 3500 }
    : { retransmitAtMs: [], giveUpAtMs: 1800 };
}

/** The server is known to answer by now. */
const laterTimers: ExchangeTimers = { retransmitAtMs: [500, 1200], giveUpAtMs: 2200 };

/** Two sends at a time fit the limit on requests (4 in 5 s) beside the control. */
const silenceTimers: ExchangeTimers = { retransmitAtMs: [500], giveUpAtMs: 1400 };

/** Nothing was heard yet, and whoever waits wants to know soon. */
const controlTimers: ExchangeTimers = { retransmitAtMs: [600], giveUpAtMs: 1500 };

const streamTimers: ExchangeTimers = { retransmitAtMs: [], giveUpAtMs: 3000 };

/** Probes that this context knows and that were neither sent nor refused, with the reason; in plan order. */
export function leftOut(
  context: PlanContext,
  seen: Seen,
  reason: NotSentReason | null,
): readonly { readonly probe: ProbeName; readonly path: Path; readonly reason: NotSentReason }[] {
  const { mainPath } = context;
  const known: readonly (readonly [ProbeName, Path])[] = [
    ['truthful', mainPath],
    ['diverted', mainPath],
    ['translated', mainPath],
    ['decoy', mainPath],
    ...controlProbes(context).map(({ probe, path }) => [probe, path] as const),
  ];
  const because = reason ?? reasonFromAnswers(context, seen.exchanges);
  const done = new Set([
    ...seen.exchanges.map((e) => `${e.probe} ${pathName(e.path)}`),
    ...seen.notSent.map((n) => `${n.probe} ${pathName(n.path)}`),
  ]);
  return known
    .filter(([probe, path]) => !done.has(`${probe} ${pathName(path)}`))
    .map(([probe, path]) => ({ probe, path, reason: because }));
}

function reasonFromAnswers(context: PlanContext, exchanges: readonly Exchange[]): NotSentReason {
  const stop = stopReason(context, exchanges);
  if (stop !== null) return stop;
  const isAnswered = exchanges.some((e) => samePath(e.path, context.mainPath) && e.answer !== null);
  if (!isAnswered) return 'no-answer-yet';
  return firstMapping(exchanges, context.mainPath) === null ? 'no-translation-seen' : 'not-needed';
}
