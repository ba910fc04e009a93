// A few values that the host keeps for itself in one small file. What cannot be read counts as nothing.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import type { IdSource } from '../../../shared/base/id-source.ts';
import { replaceFile } from '../../io/durable-file.ts';
import { decodeUtf8, readSmallFile } from '../../io/report-file.ts';

const maxFileBytes = 64 * 1024;

export type SmallStateFile<Value> = {
  /** What is on the disk; null where there is nothing, or nothing that can be used. */
  read(): Promise<Value | null>;
  /** True when it is on the disk. */
  write(value: Value): Promise<boolean>;
  /** True when it is gone. */
  remove(): Promise<boolean>;
};

/** The file `name` in the state folder, which need not exist. */
export function smallStateFile<Schema extends z.ZodType>(
  folder: string,
  name: string,
  schema: Schema,
  ids: IdSource,
): SmallStateFile<z.infer<Schema>> {
  const path = join(folder, name);
  return {
    read: async () => {
      const bytes = await readSmallFile(path, maxFileBytes);
      const text = bytes.ok ? decodeUtf8(bytes.value) : bytes;
      return text.ok ? parse(text.value, schema) : null;
    },
    write: async (value) => {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const temporary = join(folder, `.${ids.token(16)}.tmp`);
        await replaceFile(path, temporary, `${JSON.stringify(value, null, 2)}\n`);
        return true;
      } catch {
        return false;
      }
    },
    remove: () =>
      rm(path, { force: true }).then(
        () => true,
        () => false,
      ),
  };
}

function parse<Schema extends z.ZodType>(text: string, schema: Schema): z.infer<Schema> | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
