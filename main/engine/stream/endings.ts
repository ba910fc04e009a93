// When a stream is over. Pure, so that every ending has a test without a network.
import { echoSilenceMs, noEchoMs, refusedMs } from './bounds.ts';

/** How far a run has come; times in ms since the grid's start. */
export type RunCounts = {
  /** Every slot was sent or skipped. */
  readonly isGridDone: boolean;
  readonly sentCount: number;
  /** Different packets that came back. */
  readonly echoedCount: number;
  readonly firstSentAtMs: number | null;
  readonly lastSentAtMs: number | null;
  readonly lastEchoAtMs: number | null;
  /** Longest round trip so far; null before the first echo. */
  readonly longestRoundTripMs: number | null;
  /** The far end said that nobody listens. */
  readonly isRefused: boolean;
};

/** Why a run ended by itself. */
export type NaturalEnding = 'complete' | 'echoes-stopped' | 'no-echo';

/** Echoes missing in a row that end a stream of rare packets; ours. */
const silentPackets = 4;
/** The same before the first echo: a server that learns our address needs four packets (asterisk.conf strictrtp). */
const unansweredPackets = 6;
/** Duplicates follow their original closely; ours. */
const duplicateGraceMs = 50;
/** How long a packet may take before it counts as lost: three times the slowest, 1 to 4 s (irtt waits the same way). */
const lateMs = (longestRoundTripMs: number | null): number =>
  Math.max(1000, Math.min(4000, 3 * (longestRoundTripMs ?? 0)));

/** Why a run with a packet every `intervalMs` is over at `nowMs`; null while it is not. */
export function endingAt(counts: RunCounts, intervalMs: number, nowMs: number): NaturalEnding | null {
  const { lastSentAtMs, lastEchoAtMs } = counts;
  if (counts.isGridDone) {
    const hasAll = counts.echoedCount >= counts.sentCount;
    if (lastSentAtMs === null) return 'complete';
    const since = hasAll ? nowMs - Math.max(lastSentAtMs, lastEchoAtMs ?? 0) : nowMs - lastSentAtMs;
    return since >= (hasAll ? duplicateGraceMs : lateMs(counts.longestRoundTripMs)) ? 'complete' : null;
  }
  // Where packets are rare, silence is only what several of them met.
  if (lastEchoAtMs !== null) {
    const silenceMs = Math.max(echoSilenceMs, silentPackets * intervalMs);
    return nowMs - lastEchoAtMs >= silenceMs ? 'echoes-stopped' : null;
  }
  const patienceMs = counts.isRefused ? refusedMs : Math.max(noEchoMs, unansweredPackets * intervalMs);
  const { firstSentAtMs } = counts;
  return firstSentAtMs !== null && nowMs - firstSentAtMs >= patienceMs ? 'no-echo' : null;
}
