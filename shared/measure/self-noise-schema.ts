// Apart from the functions, so that a page that only shows figures needs no schemas.
import { z } from 'zod';
import type { SelfNoise } from './self-noise.ts';

const lateMs = z.number().min(0).max(60_000);

/** Strict; the floor as a report keeps it. */
export const selfNoiseSchema = z.strictObject({
  /** How late this computer notices a packet. */
  receiveP50Ms: lateMs,
  receiveP99Ms: lateMs,
  /** How far its sends are from their slots. */
  pacingP50Ms: lateMs,
  pacingP99Ms: lateMs,
  /** Packets of the calibration. */
  samples: z.int().min(1).max(100_000),
}) satisfies z.ZodType<SelfNoise>;
