// A report of a check with an echo call over a flawless line.
import { keptOf } from '../../../../shared/measure/recorded-stream.ts';
import { emptyTrace } from '../../../../shared/measure/trace.ts';
import { type Observation, observationSchema } from '../../../../shared/observation/observation.ts';
import type { Report } from '../../../../shared/report/report.ts';
import { cleanSteps } from '../../../fakes/known-runs.ts';
import { reportOf } from '../../../fakes/report.ts';
import { buildRun } from '../../../fakes/run-script.ts';
import { quietNoise } from '../../../fakes/self-noise.ts';

const slots = 500;

function stream(id: number): Observation {
  const trace = emptyTrace(slots, 20);
  for (let slot = 0; slot < slots; slot++) {
    trace.wasSent[slot] = 1;
    trace.sentAtMs[slot] = 20 * slot;
    trace.arrivalNumber[slot] = slot;
    trace.arrivalAtMs[slot] = 20 * slot + 20;
  }
  return observationSchema.parse({
    id,
    atMs: 0,
    kind: 'stream',
    local: { address: '192.168.1.10', port: 40_000 },
    remote: { address: '203.0.113.10', port: 12_000 },
    ...keptOf({ ...trace, arrivalCount: slots, closedAtMs: 20 * slots + 1000 }),
    early: 0,
    foreign: { otherSource: 0, otherSsrc: 0, notOurs: 0 },
    pacing: 'ticker',
  });
}

export function measuredReport(): Report {
  const run = buildRun(cleanSteps);
  return reportOf([...run, quietNoise(run.length + 1), stream(run.length + 2)]);
}
