// Where the window was and how large, kept between runs.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export type Area = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};
export type WindowState = { readonly bounds: Area; readonly isMaximized: boolean };

/** Smallest window in which every screen still works, logical pixels. */
export const minimumSize = { width: 400, height: 600 } as const;
const firstSize = { width: 1040, height: 760 } as const;
// So much of the window must be on a screen for a hand to get hold of it, logical pixels.
const grip = 80;

const isWhole = (value: unknown): value is number =>
  Number.isInteger(value) && Math.abs(value as number) < 100_000;

/** Reads a stored state; null for anything that is not one. */
export function parseWindowState(text: string): WindowState | null {
  try {
    const { bounds, isMaximized } = JSON.parse(text) as {
      bounds: Record<string, unknown>;
      isMaximized: unknown;
    };
    const { x, y, width, height } = bounds as Record<keyof Area, unknown>;
    if (!isWhole(x) || !isWhole(y) || !isWhole(width) || !isWhole(height)) return null;
    return { bounds: { x, y, width, height }, isMaximized: isMaximized === true };
  } catch {
    return null;
  }
}

const overlap = (a: number, aLength: number, b: number, bLength: number): number =>
  Math.min(a + aLength, b + bLength) - Math.max(a, b);

/** Options for the new window: as it was, unless the screen it was on is gone or became smaller. */
export function placeWindow(stored: WindowState | null, screens: readonly Area[]): Partial<Area> {
  const largest = {
    width: Math.max(minimumSize.width, ...screens.map((screen) => screen.width)),
    height: Math.max(minimumSize.height, ...screens.map((screen) => screen.height)),
  };
  const wanted = stored?.bounds ?? firstSize;
  const size = {
    width: Math.min(Math.max(wanted.width, minimumSize.width), largest.width),
    height: Math.min(Math.max(wanted.height, minimumSize.height), largest.height),
  };
  if (stored === null) return size;
  const { x, y } = stored.bounds;
  const isReachable = screens.some(
    (screen) =>
      overlap(x, size.width, screen.x, screen.width) >= grip &&
      // The title bar is what one drags: it must not be above or below the screen.
      y >= screen.y &&
      y <= screen.y + screen.height - grip,
  );
  return isReachable ? { x, y, ...size } : size;
}

/** The stored state, or null when there is none to use. */
export function readWindowState(file: string): WindowState | null {
  try {
    return parseWindowState(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Stores the state. A window that opens in another place is not worth an error: failures are ignored. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(state));
  } catch {
    // A full or read-only disk; the window opens at its first size next time.
  }
}
