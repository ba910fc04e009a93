// The file that the system drags: private, whole before the drag begins, and gone at the next start.
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDragOut } from '../../../../main/electron/drag-out.ts';
import { secureIds } from '../../../../main/io/ids.ts';
import { tempFolder } from '../io/temp-folder.ts';

async function play(startDrag: (file: string) => void = () => undefined) {
  const stateFolder = await tempFolder();
  const files: string[] = [];
  const open = () =>
    openDragOut({
      stateFolder,
      ids: secureIds,
      startDrag: (file) => {
        files.push(file);
        startDrag(file);
      },
    });
  return { stateFolder, files, open };
}

test('the file is whole when the drag begins, and its owner’s alone', async () => {
  const { stateFolder, files, open } = await play();
  const dragOut = await open();
  await dragOut('a.sipreport', 'one');
  await dragOut('a.sipreport', 'two');
  await dragOut('b.sipreport', 'three');
  const folder = join(stateFolder, 'dragged');
  expect(files).toEqual(['a', 'a', 'b'].map((name) => join(folder, `${name}.sipreport`)));
  expect(await readFile(join(folder, 'a.sipreport'), 'utf8')).toBe('two');
  expect((await readdir(folder)).toSorted()).toEqual(['a.sipreport', 'b.sipreport']);
  const modes = await Promise.all(
    [folder, join(folder, 'a.sipreport')].map(async (path) => (await stat(path)).mode & 0o777),
  );
  // Windows has no such modes.
  expect(modes).toEqual(process.platform === 'win32' ? modes : [0o700, 0o600]);
});

test('the next start removes what was dragged, and nothing beside it', async () => {
  const { stateFolder, open } = await play();
  await (await open())('a.sipreport', 'one');
  await writeFile(join(stateFolder, 'kept.json'), '{}');
  await open();
  expect(await readdir(stateFolder)).toEqual(['kept.json']);
});

test('what cannot be written is not dragged', async () => {
  const { stateFolder, files, open } = await play();
  const dragOut = await open();
  await writeFile(join(stateFolder, 'dragged'), 'in the way');
  await expect(dragOut('a.sipreport', 'one')).rejects.toThrow(/ENOTDIR|ENOENT/);
  expect(files).toEqual([]);
});
