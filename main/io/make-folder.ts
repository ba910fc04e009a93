// A folder of our own, with the folders above it.
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './flow-fault.ts';

/**
 * Makes the folder for its owner alone, and those above it that are missing; rejects where that is not possible.
 * Node's own recursive mkdir never ends on Linux where a file system answers "no such file" below a folder that
 * exists, as /proc does.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return;
    const above = dirname(folder);
    if (code !== 'ENOENT' || above === folder) throw error;
    await makeFolder(above);
    // Once more, and no further: what is still missing now cannot be made.
    await mkdir(folder, { mode: 0o700 }).catch((again: unknown) => {
      if (errorCode(again) !== 'EEXIST') throw again;
    });
  }
}
