// Tells Electron from the look-alike that runs the window's tests on machines without Electron's binary.
// The look-alike lacks `protocol`, `utilityProcess` and parts of `session`; only there may a set-up step be left out.
// On Electron a missing function stays what it is: an error at start.

/** True on the look-alike; a packaged program is never one, whatever its version says. */
export function isStandIn(electronVersion: string | undefined, isPackaged: boolean): boolean {
  return !isPackaged && electronVersion === '0.0.0-shim';
}
