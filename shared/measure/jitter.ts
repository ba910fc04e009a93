// Interarrival jitter as RTP receivers compute it. On an echo stream both ways are in it.

/** The estimate J and what it needs of the past; one object a stream, changed in place. RFC 3550 A.8. */
export type JitterState = {
  /** J, ms. */
  jitterMs: number;
  /** Transit of the packet before; null before the first. */
  lastTransitMs: number | null;
  sumMs: number;
  maxMs: number;
  /** Values of J so far: one less than packets. */
  samples: number;
};

export const newJitter = (): JitterState => ({
  jitterMs: 0,
  lastTransitMs: null,
  sumMs: 0,
  maxMs: 0,
  samples: 0,
});

/** Takes in the next packet in order of arrival. RFC 3550 6.4.1: J += (|D| - J) / 16. */
export function addTransit(state: JitterState, transitMs: number): void {
  if (state.lastTransitMs !== null) {
    const change = Math.abs(transitMs - state.lastTransitMs);
    state.jitterMs += (change - state.jitterMs) / 16;
    state.sumMs += state.jitterMs;
    state.maxMs = Math.max(state.maxMs, state.jitterMs);
    state.samples++;
  }
  state.lastTransitMs = transitMs;
}

export type Jitter = {
  readonly mean: number;
  readonly max: number;
  readonly last: number;
  readonly samples: number;
};

/** What the estimate came to, ms; null below two packets. */
export const jitterSoFar = (state: JitterState): Jitter | null =>
  state.samples === 0
    ? null
    : {
        mean: state.sumMs / state.samples,
        max: state.maxMs,
        last: state.jitterMs,
        samples: state.samples,
      };

/** Jitter over transits in order of arrival, ms. */
export function jitterOf(transitsMs: Float64Array): Jitter | null {
  const state = newJitter();
  for (const transitMs of transitsMs) addTransit(state, transitMs);
  return jitterSoFar(state);
}
