// Where the report goes. Looked at before anything is sent: a check must not cost a request and then be lost.
import { constants } from 'node:fs';
import { access, lstat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { writeNewFile } from '../io/report-file.ts';
import { exitCodes } from './exit-codes.ts';
import { UsageError } from './usage-error.ts';

/** Throws UsageError when a new file cannot be made at `path`. */
export async function checkReportTarget(path: string): Promise<void> {
  const there = await lstat(path).catch(() => null);
  if (there?.isDirectory() === true) throw new UsageError(`${path} is a folder. Give --report a file name.`);
  if (there !== null) throw new UsageError(`${path} exists already. Choose another name for --report.`);
  const folder = dirname(resolve(path));
  const parent = await lstat(folder).catch(() => null);
  if (parent === null)
    throw new UsageError(`The folder ${folder} does not exist. Create it or choose another.`);
  const isWritable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!isWritable)
    throw new UsageError(`Nothing can be written in ${folder}. Choose another folder for --report.`);
}

/** Writes the report; throws UsageError when that fails after all. */
export async function saveReport(path: string, json: string): Promise<void> {
  const written = await writeNewFile(path, json);
  if (!written.ok)
    throw new UsageError(
      `The report could not be saved at ${path} (${written.error.code}). The result above is complete.`,
      exitCodes.internalError,
    );
}
