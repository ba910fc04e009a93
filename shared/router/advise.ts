// What to do, from everything a run knows: verdict, router, what lies around it, the line, and what hurts. Codes in the
// order they should be tried; the words live with whoever shows them.
import { pathName } from '../observation/path.ts';
import { adviceFor, cleanPaths } from '../verdict/advice.ts';
import type { AlgVerdict } from '../verdict/alg-verdict.ts';
import type { Facts } from '../verdict/facts.ts';
import { fewestPackets } from '../verdict/thresholds.ts';
import type { Advice } from './advice-codes.ts';
import type { RouterGuess } from './identify.ts';
import { enoughSeconds, numberToSet } from './idle-timeout.ts';
import type { RouterSection } from './section.ts';
import type { Symptom } from './symptom.ts';

export type Situation = {
  readonly facts: Facts;
  readonly verdict: AlgVerdict;
  /** Null when the run did not look for a router: then the verdict's own advice is all there is. */
  readonly router: RouterSection | null;
  /** The line was measured, and is bad by itself. */
  readonly isLinePoor: boolean;
  /** Null when nobody was asked. */
  readonly symptom: Symptom | null;
};

/** Most pieces of advice; whoever reads more follows none. */
const mostAdvice = 8;

const advise = (code: Advice['code'], params: Advice['params'] = {}): Advice => ({ code, params });

/** At least one piece of advice, the most useful first. */
export function routerAdvice(situation: Situation): Advice[] {
  const { facts, verdict, router } = situation;
  const plain = lineFirst(adviceFor(facts, verdict), situation);
  if (router === null) return plain;
  const isAccused = verdict.level === 'confirmed' || verdict.level === 'likely';
  const told = isAccused ? accused(plain, situation, router) : plain;
  return unique([...vpnFirst(router, told), ...told, ...idleTimeout(situation, router)]).slice(0, mostAdvice);
}

/** A line that is bad by itself is the thing to mend where nothing edits messages. */
function lineFirst(plain: readonly Advice[], { verdict, isLinePoor }: Situation): Advice[] {
  if (!isLinePoor || verdict.level !== 'unlikely') return [...plain];
  return [advise('line-is-the-problem'), ...plain.filter(({ code }) => code !== 'nothing-to-do')];
}

/** A result seen through a VPN says little about the router at home. */
const vpnFirst = ({ facts }: RouterSection, told: readonly Advice[]): Advice[] =>
  facts.vpnSigns.length > 0 && !told.some(({ code }) => code === 'run-without-vpn')
    ? [advise('run-without-vpn')]
    : [];

/** The plain advice with this router's own in the place of "turn it off". */
function accused(plain: readonly Advice[], situation: Situation, router: RouterSection): Advice[] {
  const { verdict } = situation;
  const ways = cleanPaths(verdict).map((path) => advise('use-clean-path', { path: pathName(path) }));
  const box = boxAdvice(router.guesses[0] ?? null);
  const isStuck = box.some(({ code }) => code === 'alg-stays-here' || code === 'ask-provider');
  const others = plain.filter(({ code }) => code !== 'use-clean-path');
  const at = others.findIndex(({ code }) => code === 'turn-alg-off');
  const boxes = inOrder(box, verdict, router);
  return [
    ...(isHarmless(situation) ? [advise('leave-alg-on')] : []),
    ...(isStuck ? ways : []),
    ...others.slice(0, Math.max(0, at)),
    ...(at < 0 ? [] : boxes),
    ...others.slice(at + 1),
    ...(isStuck ? [] : ways),
  ];
}

/** What to do on the box that was recognised; the general words where it was not. */
function boxAdvice(guess: RouterGuess | null): Advice[] {
  if (guess === null || guess.level === 'vendor') return [advise('turn-alg-off')];
  const { id: router, name: product, vendor, known } = guess;
  const name = `${vendor} ${product}`.slice(0, 100);
  if (known.list !== null) return [advise('turn-alg-off-here', { router, name, list: known.list })];
  const ways = known.waysAround.map((way) => advise('way-around', { way }));
  if (known.canTurnOff === 'no') return [advise('alg-stays-here', { router, name }), ...ways.slice(0, 2)];
  if (known.canTurnOff === 'not-needed') return [advise('look-beyond-this-router', { router, name })];
  if (known.canTurnOff === 'provider-only' || (known.owner !== 'customer' && known.canTurnOff === 'unknown'))
    return [
      advise('ask-provider', { router, name, provider: known.provider ?? vendor }),
      ...ways.slice(0, 2),
    ];
  return [advise('find-setting-here', { router, name })];
}

/** Which of two boxes comes first: the inner one, unless the address that was put in shows the outer one. */
function inOrder(box: readonly Advice[], { where }: AlgVerdict, { facts }: RouterSection): Advice[] {
  const isOuter = where === 'further-router';
  if (facts.carrierNat === 'yes' && isOuter) return [advise('carrier-translates'), ...box];
  if (facts.secondRouter === 'yes' && isOuter) return [advise('start-at-outer-router'), ...box];
  return facts.secondRouter === 'yes' ? [...box, advise('check-outer-router')] : [...box];
}

/** Calls work through it in this very run, nothing it does breaks replies, and nobody complains. */
function isHarmless({ facts, verdict, symptom }: Situation): boolean {
  if (verdict.harm === 'breaks-replies' || (symptom !== null && symptom !== 'just-checking')) return false;
  return facts.observations.some((o) => o.kind === 'call' && (o.media?.echoedPackets ?? 0) >= fewestPackets);
}

/** A shorter timeout than this is worth a word although nothing hurts: phones register once a minute at best. */
const shortSeconds = 60;

/** One number to set: how long the router keeps an idle mapping, or how often the phone must speak before that. */
function idleTimeout({ symptom }: Situation, { guesses }: RouterSection): Advice[] {
  const [guess] = guesses;
  const timeout = guess?.level === 'vendor' ? null : (guess?.known.udpTimeout ?? null);
  if (guess === undefined || timeout === null || timeout.defaultSeconds === null) return [];
  const hurts = symptom === 'call-drops' || symptom === 'does-not-ring';
  const limit = hurts ? enoughSeconds - 1 : shortSeconds;
  if (timeout.defaultSeconds > limit) return [];
  // A report gives the number that holds for any account; the window compares it with this one.
  const { at, seconds } = numberToSet(timeout, null);
  if (at === 'phone') return [advise('set-keep-alive', { seconds })];
  const name = `${guess.vendor} ${guess.name}`.slice(0, 100);
  return [advise('set-udp-timeout', { router: guess.id, name, seconds })];
}

/** Each piece once, where it first stood. */
function unique(list: readonly Advice[]): Advice[] {
  const seen = new Map(list.map((item) => [JSON.stringify(item), item] as const));
  return [...seen.values()];
}
