import type { Clock } from './clock.ts';

/** A moment as two clocks saw it: wall time, which may be set, and time since the machine started. */
export type Stamp = { readonly atWallMs: number; readonly uptimeMs: number };

/** How long ago a stamp was made, ms: the smaller of what both clocks say, never more than the truth, unless the wall clock is set while the machine is off. */
export function ageMs(stamp: Stamp, clock: Clock): number {
  const byWall = clock.wallMs() - stamp.atWallMs;
  const byUptime = clock.uptimeMs() - stamp.uptimeMs;
  // Uptime below the stamp's: the machine restarted since, so the stamp is at least as old as this uptime.
  if (byUptime < 0) return byWall < 0 ? clock.uptimeMs() : byWall;
  return byWall < 0 ? byUptime : Math.min(byWall, byUptime);
}
