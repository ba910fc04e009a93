// Writing so that a crash or a power cut leaves either the old file, the new one, or none; never half of one.
// All functions reject with the system's error.
import { type FileHandle, link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './flow-fault.ts';

const ownerOnly = 0o600;

/** A text is written as UTF-8. */
type Content = string | Uint8Array;

async function fill(file: FileHandle, content: Content): Promise<void> {
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows cannot open folders; the name then becomes durable when the system likes.
  }
}

/** Writes a file that must not exist, directly under its name; a failed write leaves nothing behind. */
export async function writeExclusively(path: string, content: Content): Promise<void> {
  const file = await open(path, 'wx', ownerOnly);
  try {
    await fill(file, content);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Replaces or creates `path` in one step; `temporary` is a name in the same folder that nobody else uses. */
export async function replaceFile(path: string, temporary: string, text: string): Promise<void> {
  try {
    await fill(await open(temporary, 'w', ownerOnly), text);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

// What link() says on file systems that have no hard links (FAT, some network shares).
const noHardLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR', 'EINVAL']);

/** Creates `path` in one step and rejects with EEXIST when it is there, even when it appears meanwhile. */
export async function createFile(path: string, temporary: string, content: Content): Promise<void> {
  await writeExclusively(temporary, content);
  try {
    await link(temporary, path);
  } catch (error) {
    if (!noHardLinks.has(errorCode(error))) throw error;
    // Not in one step, but still never over another file.
    await writeExclusively(path, content);
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(dirname(path));
}
