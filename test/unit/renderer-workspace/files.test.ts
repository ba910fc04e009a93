import { describe, expect, it } from 'vitest';
import { batchesOf, type PickedFile, pickedOfEntries } from '../../../renderer/state/picked-files.ts';
import { addFiles, initialWorkspace } from '../../../renderer/state/workspace.ts';
import { createFakeApp } from '../renderer/fake-app.ts';

type Entry = Parameters<typeof pickedOfEntries>[0][number];

const bytesOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer;
const file = (fileName: string, content: ArrayBuffer, size = content.byteLength): PickedFile => ({
  fileName,
  file: async () => ({ size, arrayBuffer: async () => content }),
});

/** A tree as the browser shows it; a folder hands its entries out in pieces. */
const entry = (fullPath: string, inner?: readonly Entry[], pieces = 2): Entry => {
  const name = fullPath.slice(fullPath.lastIndexOf('/') + 1);
  const all = [...(inner ?? [])];
  const reader = {
    readEntries: (done: (some: Entry[]) => void) => done(all.splice(0, pieces)),
  };
  const content = { size: 2, arrayBuffer: async () => bytesOf('{}') };
  return {
    fullPath,
    name,
    isFile: inner === undefined,
    isDirectory: inner !== undefined,
    createReader: () => reader,
    file: (done: (found: unknown) => void) => done(content),
  } as never;
};

const allBatches = async (files: readonly PickedFile[]) => {
  const batches = [];
  for await (const batch of batchesOf(files)) batches.push(batch);
  return batches;
};

describe('dropped folders', () => {
  it('are opened to the last piece and the last level, and leave other files alone', async () => {
    const many = [1, 2, 3, 4, 5].map((number) => entry(`/calls/${number}.sipreport`));
    const deep = entry('/calls/old', [entry('/calls/old/6.JSON'), entry('/calls/old/photo.png')]);
    const picked = await pickedOfEntries([entry('/calls', [...many, deep])]);
    expect(picked.files.map(({ fileName }) => fileName)).toEqual([
      ...[1, 2, 3, 4, 5].map((number) => `calls/${number}.sipreport`),
      'calls/old/6.JSON',
    ]);
    expect(picked.others).toBe(1);
  });

  it('take a file that was dropped itself whatever its ending', async () => {
    const { files, others } = await pickedOfEntries([entry('/report.txt')]);
    expect([files.length, others]).toEqual([1, 0]);
  });
});

describe('batches', () => {
  it('hold forty files, and less where they are large', async () => {
    const small = Array.from({ length: 81 }, (_none, at) => file(`${at}`, bytesOf('{}')));
    expect((await allBatches(small)).map(({ length }) => length)).toEqual([40, 40, 1]);
    const large = bytesOf('x'.repeat(1_500_000));
    expect((await allBatches([file('a', large), file('b', large), file('c', large)])).length).toBe(3);
  });

  it('say what is wrong with a file instead of sending it', async () => {
    const broken: PickedFile = { fileName: 'gone', file: () => Promise.reject(new Error('gone')) };
    const binary = file('binary', new Uint8Array([0xff, 0xfe]).buffer);
    const [batch] = await allBatches([
      broken,
      binary,
      file('huge', bytesOf(''), 9e6),
      file('ok', bytesOf('{}')),
    ]);
    expect(batch).toEqual([
      { fileName: 'gone', reason: 'not-readable' },
      { fileName: 'binary', reason: 'not-text' },
      { fileName: 'huge', reason: 'too-large' },
      { fileName: 'ok', text: '{}' },
    ]);
  });
});

describe('handing files over', () => {
  const listed = { rows: [], unusable: [], moreUnusable: 0 };

  it('opens the workspace, asks for the rows, and counts down', async () => {
    const fake = createFakeApp({ 'workspace.list': listed });
    const files = Array.from({ length: 41 }, (_none, at) => file(`${at}`, bytesOf('{}')));
    await addFiles(fake.app, { files, others: 3 });
    const { screen, workspace } = fake.app.store.getState();
    expect(screen).toBe('workspace');
    expect(workspace).toEqual({ ...initialWorkspace.workspace, ...listed, others: 3 });
    expect(fake.asked.filter(({ method }) => method === 'workspace.add')).toHaveLength(2);
    expect(fake.asked.at(-1)?.method).toBe('workspace.list');
  });

  it('says when the host refuses, and waits for nothing more', async () => {
    const fake = createFakeApp({ 'workspace.add': 'too-large' });
    await addFiles(fake.app, { files: [file('a', bytesOf('{}'))], others: 0 });
    expect(fake.app.store.getState()).toMatchObject({ notice: 'too-large', workspace: { toRead: 0 } });
  });
});
