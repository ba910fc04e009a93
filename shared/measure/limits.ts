// Every number that the quality of a line turns on, with where it comes from and what moves with it.

/** Packets left out of everything about variation: address look-up and NAT set-up delay the first 200 ms. ours. */
export const warmUpPackets = 10;

/** A packet is lost when its echo stays away this long after the last send: 3 times the longest round trip, 1..4 s. irtt waits 3 times, 4 s where nothing came. */
export const waitForLast = { timesRoundTrip: 3, leastMs: 1000, mostMs: 4000 } as const;

/** Playout buffers that the report shows, ms. Larger: fewer late packets, more delay. ours. */
export const playoutBuffersMs = [40, 60, 100] as const;
/** The buffer that the class and the E-model count with, ms. */
export const modelBufferMs = 60;
/** One packet must be full before it leaves, ms: G.711 as phones send it. */
export const packetizationMs = 20;

/** Received packets in a row that end a burst of losses. RFC 3611 4.7.2 (recommended Gmin). */
export const burstGapPackets = 16;
/** Fewer lost packets than this say nothing about bursts. ours. */
export const leastLossesForBurstRatio = 5;

/** Fewest packets after the first echo that are graded. ours: from 125 on, a run without loss excludes 3 % loss (Wilson, 95 %). */
export const leastPacketsGraded = 125;

/** A send this much later than planned, ms: the computer slept, and the figures are about that. ours. */
export const sleepGapMs = 1000;

/** Receive lateness of this computer, p99, ms. ours: from 5 on people are warned, above 15 half of GOOD's jitter may be its own. */
export const selfNoiseLimitsMs = { warnFrom: 5, refuseAbove: 15 } as const;

type ClassLimits = {
  readonly class: 'excellent' | 'good' | 'fair';
  /** Lost or too late for the buffer, 0..1; below. */
  readonly effectiveLossRatio: number;
  /** Mean interarrival jitter, ms; below. */
  readonly jitterMs: number;
  /** Median round trip, ms; below. */
  readonly rttMs: number;
  /** E-model rating, profile "telephone"; at least. */
  readonly rFactor: number;
};

/**
 * Best class first; what meets none is POOR, and the worst row decides. GOOD: loss 1 %, jitter 30 ms, delay 150 ms are
 * the customary limits for calls (Cisco enterprise QoS SRND; G.114 has 150 ms one way, here it is the round trip, which
 * is stricter). FAIR and EXCELLENT: ours. Ratings: ITU-T G.109 calls 80 "satisfied" and 70 "some users dissatisfied".
 */
export const classLimits: readonly ClassLimits[] = [
  { class: 'excellent', effectiveLossRatio: 0.003, jitterMs: 10, rttMs: 100, rFactor: 85 },
  { class: 'good', effectiveLossRatio: 0.01, jitterMs: 30, rttMs: 150, rFactor: 80 },
  { class: 'fair', effectiveLossRatio: 0.03, jitterMs: 50, rttMs: 300, rFactor: 70 },
];
