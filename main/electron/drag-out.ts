// Files dragged out of the window. The system copies a file that lies on the disk, and tells nobody when it has done so:
// a dragged file stays until the program starts again.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { IdSource } from '../../shared/base/id-source.ts';
import type { DragOut } from '../engine/host/handler-types.ts';
import { replaceFile } from '../io/durable-file.ts';
import { makeFolder } from '../io/make-folder.ts';

export type DragDeps = {
  /** The state folder; the files lie in a folder of their own in it. */
  readonly stateFolder: string;
  /** Hands the file to the system's own drag; it belongs to the window that is being dragged from. */
  readonly startDrag: (file: string) => void;
  readonly ids: Pick<IdSource, 'token'>;
};

/** The way out; files of an earlier start are removed. */
export async function openDragOut({ stateFolder, startDrag, ids }: DragDeps): Promise<DragOut> {
  const folder = join(stateFolder, 'dragged');
  // One that another program still holds open (Windows) is removed at a later start.
  await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  return async (name, text) => {
    await makeFolder(folder);
    const file = join(folder, name);
    await replaceFile(file, join(folder, `${ids.token(12)}.part`), text);
    startDrag(file);
  };
}
