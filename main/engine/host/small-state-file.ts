// A few values that the host keeps for itself as JSON. What cannot be read counts as nothing.
import type { z } from 'zod';
import type { IdSource } from '../../../shared/base/id-source.ts';
import { readStateFile, writeStateFile } from './state-file.ts';

export type SmallStateFile<Value> = {
  /** What is on the disk; null where there is nothing, or nothing that can be used. */
  read(): Promise<Value | null>;
  /** True when it is on the disk. */
  write(value: Value): Promise<boolean>;
  /** True when it is gone. */
  remove(): Promise<boolean>;
};

/** The file `<name>.json` in the state folder, which need not exist. */
export function smallStateFile<Schema extends z.ZodType>(
  folder: string,
  name: string,
  schema: Schema,
  ids: IdSource,
): SmallStateFile<z.infer<Schema>> {
  const file = { folder, name, ending: '.json', ids };
  return {
    read: () => readStateFile(file, (text) => parse(text, schema)),
    write: async (value) => (await writeStateFile(file, `${JSON.stringify(value, null, 2)}\n`)).ok,
    remove: async () => (await writeStateFile(file, null)).ok,
  };
}

function parse<Schema extends z.ZodType>(text: string, schema: Schema): z.infer<Schema> | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
