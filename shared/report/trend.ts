// One place over time: when editing began, ended and came back. Only clear results turn the story; a blocked or
// unclear check between two clear ones says nothing about either.
import type { Level } from '../verdict/level.ts';

export type TrendPoint = { readonly createdAt: string; readonly level: Level };

/** What a report brought that the clear one before it did not have. */
export type Turn = 'appeared' | 'went-away' | 'came-back';

/** Editing, clean, or nothing clear. */
export type Standing = 'edited' | 'clean' | 'unclear';

/** How a level counts in the story of a place. */
export function standingOf(level: Level): Standing {
  if (level === 'confirmed' || level === 'likely') return 'edited';
  return level === 'unlikely' ? 'clean' : 'unclear';
}

export type TrendStep<P extends TrendPoint> = { readonly point: P; readonly turn: Turn | null };

/** The reports of one place, oldest first, each with the turn it brought. Times are UTC and compare as texts. */
export function trendOf<P extends TrendPoint>(points: readonly P[]): readonly TrendStep<P>[] {
  let before: Standing = 'unclear';
  let wasEdited = false;
  return points
    .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
    .map((point) => {
      const now = standingOf(point.level);
      const turn = turnOf(before, now, wasEdited);
      if (now !== 'unclear') before = now;
      wasEdited ||= now === 'edited';
      return { point, turn };
    });
}

function turnOf(before: Standing, now: Standing, wasEdited: boolean): Turn | null {
  if (before === 'edited' && now === 'clean') return 'went-away';
  if (before === 'clean' && now === 'edited') return wasEdited ? 'came-back' : 'appeared';
  return null;
}
