// Figures of the bench, written apart from the product's own so that one cannot hide a mistake of the other.

/** Nearest rank; null without values. */
export const percentile = (values, ratio) =>
  values.length === 0 ? null : values.toSorted((a, b) => a - b)[Math.ceil(ratio * values.length) - 1];

export const spread = (values) => ({
  p50: percentile(values, 0.5),
  p99: percentile(values, 0.99),
  max: percentile(values, 1),
  samples: values.length,
});

/** Mean of the running jitter over times that packets took, in order of arrival. RFC 3550 A.8. */
export function meanJitter(transits) {
  let jitter = 0;
  let sum = 0;
  for (let i = 1; i < transits.length; i++) {
    jitter += (Math.abs(transits[i] - transits[i - 1]) - jitter) / 16;
    sum += jitter;
  }
  return transits.length < 2 ? null : sum / (transits.length - 1);
}

/** What a capture saw of each packet: ms since its first, by direction, keyed `stream/number`. */
export function readCapture(lines) {
  const seen = { o: new Map(), i: new Map() };
  // Nanoseconds since 1970 do not fit a double; those since the first packet do.
  const firstNs = BigInt(lines[0]?.split(' ')[3] ?? 0);
  for (const line of lines) {
    const [direction, stream, number, stampNs] = line.split(' ');
    const key = `${stream}/${number}`;
    if (!seen[direction].has(key)) seen[direction].set(key, Number(BigInt(stampNs) - firstNs) / 1e6);
  }
  return seen;
}

/** Our stamps against the capture's, ms: errors of intervals and round trips, and both jitters. */
export function compareWithCapture(traces, { o, i }) {
  const intervalErrors = [];
  const roundTripErrors = [];
  const ours = [];
  const captured = [];
  for (const [stream, trace] of traces.entries()) {
    for (let slot = 1; slot < trace.slotCount; slot++) {
      const [before, now] = [o.get(`${stream}/${slot - 1}`), o.get(`${stream}/${slot}`)];
      if (before !== undefined && now !== undefined)
        intervalErrors.push(Math.abs(now - before - trace.intervalMs));
    }
    for (let at = 0; at < trace.arrivalCount; at++) {
      const slot = trace.arrivalNumber[at];
      const [out, back] = [o.get(`${stream}/${slot}`), i.get(`${stream}/${slot}`)];
      if (out === undefined || back === undefined) continue;
      const roundTripMs = trace.arrivalAtMs[at] - trace.sentAtMs[slot];
      const capturedMs = back - out;
      roundTripErrors.push(Math.abs(roundTripMs - capturedMs));
      if (stream > 0) continue;
      ours.push(roundTripMs);
      captured.push(capturedMs);
    }
  }
  return {
    intervalErrorMs: spread(intervalErrors),
    roundTripErrorMs: spread(roundTripErrors),
    jitterMs: { ours: meanJitter(ours), captured: meanJitter(captured) },
  };
}
