// Where the report goes: refused before the check, never overwritten, and told when it fails after all.
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkReportTarget, saveReport } from '../../../../main/cli/report-target.ts';
import { UsageError } from '../../../../main/cli/usage-error.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-target-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** The refusal of a task: its line and exit status. */
async function refusal(task: Promise<void>): Promise<{ message: string; exitCode: number }> {
  const error: unknown = await task.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UsageError);
  return error as UsageError;
}

describe('a place for the report', () => {
  it('may be a new file in a folder, and looking at it leaves nothing behind', async () => {
    await checkReportTarget(join(folder, 'new.sipreport'));
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['a folder', 'there', /is a folder/, () => mkdir(join(folder, 'there'))],
    ['a file that exists', 'there', /exists already/, () => writeFile(join(folder, 'there'), 'old')],
    ['a link to nowhere', 'there', /exists already/, () => symlink('nowhere', join(folder, 'there'))],
    ['in a folder that is missing', 'no/there', /does not exist/, () => Promise.resolve()],
  ] as const)('is refused when it is %s', async (_what, name, line, prepare) => {
    await prepare();
    const { message, exitCode } = await refusal(checkReportTarget(join(folder, name)));
    expect(message).toMatch(line);
    expect(exitCode).toBe(2);
  });

  it.runIf(process.platform === 'linux')(
    'is refused in a folder where nobody can make a file, not even root',
    async () => {
      expect((await refusal(checkReportTarget('/proc/new.sipreport'))).message).toMatch(
        /Nothing can be written/,
      );
    },
  );

  it.each([
    ['in a file instead of a folder', () => join(folder, 'file', 'a.sipreport')],
    ['a name that ends like a folder', () => `${join(folder, 'new')}/`],
    ['no name at all', () => ''],
  ])('is refused before the check when it is %s', async (_what, path) => {
    await writeFile(join(folder, 'file'), '');
    expect((await refusal(checkReportTarget(path()))).exitCode).toBe(2);
  });
});

describe('saving the report', () => {
  it('writes the whole text to a new file', async () => {
    const path = join(folder, 'a.sipreport');
    await saveReport(path, '{"a":"\u00e9"}\n');
    expect(await readFile(path, 'utf8')).toBe('{"a":"\u00e9"}\n');
    expect(await readdir(folder)).toEqual(['a.sipreport']);
  });

  it('never replaces a file that came meanwhile, and says so with another status', async () => {
    const path = join(folder, 'a.sipreport');
    await writeFile(path, 'old');
    const { message, exitCode } = await refusal(saveReport(path, 'new'));
    expect(message).toContain('could not be saved');
    expect(message).toContain('exists');
    expect(exitCode).toBe(70);
    expect(await readFile(path, 'utf8')).toBe('old');
  });

  it('says so when the folder went away', async () => {
    expect((await refusal(saveReport(join(folder, 'gone', 'a'), 'new'))).message).toContain('no-such-folder');
  });
});
