// How late a computer at rest is by itself.
import type { Observation } from '../../shared/observation/observation.ts';

export const quietNoise = (id: number): Observation => ({
  id,
  atMs: 0,
  kind: 'self-noise',
  receiveP50Ms: 0.1,
  receiveP99Ms: 0.4,
  pacingP50Ms: 0,
  pacingP99Ms: 0.2,
  samples: 90,
});
