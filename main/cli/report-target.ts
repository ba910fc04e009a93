// Where the report goes. Looked at before anything is sent: a check must not cost a request and then be lost.
import { lstat, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { secureIds } from '../io/ids.ts';
import { writeNewFile } from '../io/report-file.ts';
import { exitCodes } from './exit-codes.ts';
import { UsageError } from './usage-error.ts';

/** Throws UsageError when a new file cannot be made at `path`, the value of `option`. */
export async function checkReportTarget(path: string, option = '--report'): Promise<void> {
  if (path === '' || /[\\/]$/.test(path))
    throw new UsageError(`"${path}" names no file. Give ${option} a file name.`);
  const there = await lstat(path).catch(() => null);
  if (there?.isDirectory() === true) throw new UsageError(`${path} is a folder. Give ${option} a file name.`);
  if (there !== null) throw new UsageError(`${path} exists already. Choose another name for ${option}.`);
  const folder = dirname(resolve(path));
  const parent = await stat(folder).catch(() => null);
  if (parent === null)
    throw new UsageError(`The folder ${folder} does not exist. Create it or choose another.`);
  if (!parent.isDirectory())
    throw new UsageError(`${folder} is a file, not a folder. Choose another place for ${option}.`);
  if (!(await canCreateIn(folder)))
    throw new UsageError(`Nothing can be written in ${folder}. Choose another folder for --report.`);
}

/** A trial says more than permission bits: some folders refuse new files to everybody. */
async function canCreateIn(folder: string): Promise<boolean> {
  const trial = join(folder, `.${secureIds.token(12)}.tmp`);
  const made = await writeNewFile(trial, '');
  if (made.ok) await rm(trial, { force: true });
  return made.ok;
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
