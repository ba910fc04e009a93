// Files that the system asks us to open: by double-click, on the command line, or dropped on the icon.
// They come from anywhere, so their size is known before a byte is read.
import { open, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { maxProfileBytes } from '../../shared/profile/profile.ts';

const maxReportBytes = 8 * 1024 * 1024;
const capsByEnding = [
  ['.sipreport', maxReportBytes],
  ['.sipprofile', maxProfileBytes],
] as const;

/** What can be wrong with a file before anybody looks into it. */
export type OpenFileFault = 'other-kind' | 'not-a-file' | 'too-large' | 'unreadable';

export type OpenedFile = { readonly name: string; readonly bytes: Uint8Array };

const capOf = (path: string): number | null =>
  capsByEnding.find(([ending]) => path.toLowerCase().endsWith(ending))?.[1] ?? null;

/** The files of ours among the arguments of a command line, as absolute paths. */
export function filesInArguments(argv: readonly string[], workingFolder: string): readonly string[] {
  return argv
    .slice(1)
    .filter((argument) => !argument.startsWith('-') && capOf(argument) !== null)
    .map((argument) => resolve(workingFolder, argument));
}

/** Reads one file of ours, up to the cap of its kind. */
export async function readOpenedFile(path: string): Promise<Result<OpenedFile, OpenFileFault>> {
  const cap = capOf(path);
  if (cap === null) return err('other-kind');
  try {
    // Before opening: opening a named pipe would wait for a writer.
    const facts = await stat(path);
    if (!facts.isFile()) return err('not-a-file');
    if (facts.size > cap) return err('too-large');
    const bytes = await readUpTo(path, cap);
    return bytes === null ? err('too-large') : ok({ name: basename(path).slice(-255), bytes });
  } catch {
    return err('unreadable');
  }
}

/** The bytes of a file, or null when it has grown beyond `cap` since it was measured. */
async function readUpTo(path: string, cap: number): Promise<Uint8Array | null> {
  const file = await open(path, 'r');
  try {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of file.createReadStream({
      end: cap,
      autoClose: false,
    }) as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
    }
    return length > cap ? null : new Uint8Array(Buffer.concat(chunks));
  } finally {
    await file.close();
  }
}
