// One small file of the state folder, written whole or not at all. A damaged one is set aside, not lost.
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { IdSource } from '../../../shared/base/id-source.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { replaceFile } from '../../io/durable-file.ts';
import { errorDetail } from '../../io/flow-fault.ts';
import { makeFolder } from '../../io/make-folder.ts';
import { decodeUtf8, readSmallFile } from '../../io/report-file.ts';

const maxFileBytes = 64 * 1024;

export type StateFile = {
  readonly folder: string;
  /** Without its ending. */
  readonly name: string;
  /** With its dot. */
  readonly ending: string;
  readonly ids: IdSource;
};

const pathOf = ({ folder, name, ending }: StateFile): string => join(folder, `${name}${ending}`);

/** What `parse` makes of the file; null when there is none, or none that can be used. Never rejects. */
export async function readStateFile<T>(
  file: StateFile,
  parse: (text: string) => T | null,
): Promise<T | null> {
  const bytes = await readSmallFile(pathOf(file), maxFileBytes);
  if (!bytes.ok && bytes.error.code === 'no-such-file') return null;
  const text = bytes.ok ? decodeUtf8(bytes.value) : bytes;
  const value = text.ok ? parse(text.value) : null;
  const aside = join(file.folder, `${file.name}.unreadable-${file.ids.token(8)}${file.ending}`);
  // Where nothing can be moved nothing can be overwritten either.
  if (value === null) await rename(pathOf(file), aside).catch(() => undefined);
  return value;
}

/** Replaces the file, or takes it away for null; an error means that the old one holds. */
export async function writeStateFile(file: StateFile, text: string | null): Promise<Result<void, string>> {
  try {
    if (text === null) await rm(pathOf(file), { force: true });
    else {
      await makeFolder(file.folder);
      await replaceFile(pathOf(file), join(file.folder, `.${file.ids.token(16)}.tmp`), text);
    }
    return ok(undefined);
  } catch (error) {
    return err(errorDetail(error));
  }
}
