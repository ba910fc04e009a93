// One run at a time on this computer, because two together would send twice what the ban guard allows.
// The library also gives the lock back on Ctrl-C. It waits for the program's own handlers, provided that it was
// loaded before they were installed: import this file statically, never in a handler's lifetime.
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { errorCode, errorDetail } from './flow-fault.ts';
import { makeFolder } from './make-folder.ts';

export type RunLock = {
  /** False after release() and when another process took the lock, for example while this computer slept. */
  isHeld(): boolean;
  /** Never rejects; calling it twice is allowed. */
  release(): Promise<void>;
};
export type RunLockFault = { readonly code: 'busy' | 'not-writable'; readonly detail: string };

/**
 * Takes the lock in a folder, which is created if need be; `busy` while another run holds it. A lock that its
 * holder has not renewed for `staleMs` counts as left by a crash.
 */
export async function acquireRunLock(
  folder: string,
  staleMs = 10_000,
): Promise<Result<RunLock, RunLockFault>> {
  let isHeld = true;
  try {
    await makeFolder(folder);
    const unlock = await lock(folder, {
      lockfilePath: join(folder, 'run.lock'),
      realpath: false,
      stale: staleMs,
      // Without this the library throws out of a timer and ends the program.
      onCompromised: () => {
        isHeld = false;
      },
    });
    return ok({
      isHeld: () => isHeld,
      release: async () => {
        isHeld = false;
        // Rejects when it was released or lost before; a lock that cannot be removed goes stale by itself.
        await unlock().catch(() => undefined);
      },
    });
  } catch (error) {
    const code = errorCode(error) === 'ELOCKED' ? 'busy' : 'not-writable';
    return err({ code, detail: errorDetail(error) });
  }
}
