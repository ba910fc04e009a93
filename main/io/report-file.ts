// Files the user names: written without ever replacing one, read without trusting their size or kind.
import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { createFile } from './durable-file.ts';
import { type FileFault, fileFault } from './file-fault.ts';
import { errorCode, errorDetail } from './flow-fault.ts';
import { secureIds } from './ids.ts';

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** Writes a new file (bytes or UTF-8, readable by its owner only) whole or not at all; an existing one is never replaced. */
export async function writeNewFile(
  path: string,
  content: string | Uint8Array,
): Promise<Result<void, FileFault>> {
  const asFolder: FileFault = { code: 'is-a-folder', detail: `${path} is a folder` };
  if (basename(path) === '' || /[/\\]$/.test(path) || (await isFolder(path))) return err(asFolder);
  try {
    await createFile(path, join(dirname(path), `.${secureIds.token(16)}.tmp`), content);
    return ok(undefined);
  } catch (error) {
    return err(fileFault(error));
  }
}

/** Why a file was not read; `detail` is for logs. */
export type ReadFault = {
  readonly code: 'no-such-file' | 'not-a-file' | 'too-large' | 'not-readable' | 'other';
  readonly detail: string;
};

const codeOfErrno: ReadonlyMap<string, ReadFault['code']> = new Map([
  ['ENOENT', 'no-such-file'],
  ['ENOTDIR', 'no-such-file'],
  ['EISDIR', 'not-a-file'],
  ['EACCES', 'not-readable'],
  ['EPERM', 'not-readable'],
]);

const readFault = (error: unknown): ReadFault => ({
  code: codeOfErrno.get(errorCode(error)) ?? 'other',
  detail: errorDetail(error),
});

function refusal(path: string, found: Stats, maxBytes: number): ReadFault | null {
  if (!found.isFile()) return { code: 'not-a-file', detail: `${path} is not a regular file` };
  if (found.size <= maxBytes) return null;
  return { code: 'too-large', detail: `${found.size} bytes, at most ${maxBytes} are read` };
}

async function readAtMost(file: FileHandle, maxBytes: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(maxBytes);
  let length = 0;
  while (length < maxBytes) {
    const { bytesRead } = await file.read(buffer, length, maxBytes - length, null);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.slice(0, length);
}

/** Bytes of a regular file of at most `maxBytes`; pipes, devices and folders are refused without opening them. */
export async function readSmallFile(path: string, maxBytes: number): Promise<Result<Uint8Array, ReadFault>> {
  try {
    const refused = refusal(path, await stat(path), maxBytes);
    if (refused) return err(refused);
    // Not blocking, because a pipe may have taken the file's place since; undefined on Windows.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const refusedNow = refusal(path, await file.stat(), maxBytes);
      if (refusedNow) return err(refusedNow);
      // One byte more, because the file may grow while it is read.
      const bytes = await readAtMost(file, maxBytes + 1);
      if (bytes.length <= maxBytes) return ok(bytes);
      return err({ code: 'too-large', detail: `at most ${maxBytes} bytes are read` });
    } finally {
      await file.close();
    }
  } catch (error) {
    return err(readFault(error));
  }
}

/** Text of UTF-8 bytes; any byte that is not UTF-8 refuses the whole. A byte order mark is dropped unless it is wanted. */
export function decodeUtf8(
  bytes: Uint8Array,
  mark: 'drop' | 'keep' = 'drop',
): Result<string, { readonly code: 'not-utf8'; readonly detail: string }> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: mark === 'keep' }).decode(bytes));
  } catch (error) {
    return err({ code: 'not-utf8', detail: errorDetail(error) });
  }
}
