import { describe, expect, it } from 'vitest';
import { maxFileBytes, openFile } from '../../../renderer/state/file.ts';
import {
  finishRemove,
  hideEntry,
  openEntry,
  readHistory,
  undoRemove,
  visibleHistory,
} from '../../../renderer/state/history.ts';
import type { HistoryEntry } from '../../../shared/ipc/contract.ts';
import { createFakeApp } from './fake-app.ts';
import { report, sealedHere } from './run-states.ts';

const entry = (id: string, createdAt: string): HistoryEntry => ({
  id,
  createdAt,
  server: 'pbx.example',
  level: 'unlikely',
  isPartial: false,
  isSimulated: false,
  gateway: null,
});
const older = entry('older123', '2026-11-01T10:00:00.000Z');
const newer = entry('newer123', '2026-11-20T10:00:00.000Z');

const opened = async () => {
  const fake = createFakeApp({ 'history.list': [older, newer] });
  await readHistory(fake.app);
  return fake;
};
const seen = ({ app }: Awaited<ReturnType<typeof opened>>) =>
  visibleHistory(app.store.getState())?.map(({ id }) => id);

describe('the history', () => {
  it('shows the newest first', async () => {
    expect(seen(await opened())).toEqual(['newer123', 'older123']);
  });

  it('hides an entry at once and asks the host only later', async () => {
    const fake = await opened();
    await hideEntry(fake.app, newer);
    expect(seen(fake)).toEqual(['older123']);
    expect(fake.asked.map(({ method }) => method)).toEqual(['history.list']);
    await finishRemove(fake.app);
    expect(fake.asked.at(-1)).toEqual({ method: 'history.remove', request: { id: 'newer123' } });
    expect(seen(fake)).toEqual(['older123']);
  });

  it('brings an entry back', async () => {
    const fake = await opened();
    await hideEntry(fake.app, newer);
    undoRemove(fake.app);
    await finishRemove(fake.app);
    expect(seen(fake)).toEqual(['newer123', 'older123']);
    expect(fake.asked).toHaveLength(1);
  });

  it('lets the first of two hidden entries go for good', async () => {
    const fake = await opened();
    await hideEntry(fake.app, newer);
    await hideEntry(fake.app, older);
    expect(fake.asked.at(-1)).toEqual({ method: 'history.remove', request: { id: 'newer123' } });
    undoRemove(fake.app);
    expect(seen(fake)).toEqual(['older123']);
  });

  it('shows the truth again when the host could not remove', async () => {
    const fake = await opened();
    fake.answers['history.remove'] = 'not-writable';
    await hideEntry(fake.app, newer);
    await finishRemove(fake.app);
    expect(seen(fake)).toEqual(['newer123', 'older123']);
    expect(fake.app.store.getState().notice).toBe('not-writable');
  });

  it('shows an opened result with what the host says about its file', async () => {
    const fake = await opened();
    const seal = { state: 'edited', fingerprint: null } as const;
    fake.answers['history.open'] = { report, comparison: null, replays: false, seal };
    await openEntry(fake.app, newer);
    expect(fake.app.store.getState()).toMatchObject({
      screen: 'report',
      openReport: { report, replays: false, seal, fileName: null },
    });
  });
});

const file = (bytes: Uint8Array<ArrayBuffer>, size = bytes.length) => ({
  name: 'a.sipreport',
  size,
  arrayBuffer: () => Promise.resolve(bytes.buffer),
});
const text = (content: string) => new TextEncoder().encode(content);

describe('a report file', () => {
  it('is not read when it is too large', async () => {
    const { app, asked } = createFakeApp();
    await openFile(app, file(text('{}'), maxFileBytes + 1));
    expect(app.store.getState().fileFault).toMatchObject({ fault: 'too-large', name: 'a.sipreport' });
    expect(asked).toEqual([]);
  });

  it('must be text', async () => {
    const { app, asked } = createFakeApp();
    await openFile(app, file(new Uint8Array([0xff, 0xfe, 0x00])));
    expect(app.store.getState().fileFault?.fault).toBe('not-text');
    expect(asked).toEqual([]);
  });

  it('is refused with the sentence of the host', async () => {
    const { app } = createFakeApp({
      'report.read': { isReport: false, code: 'not-json', message: 'It is not JSON.' },
    });
    await openFile(app, file(text('x')));
    expect(app.store.getState()).toMatchObject({
      screen: 'start',
      fileFault: { fault: 'not-a-report', detail: 'It is not JSON.' },
    });
  });

  it.each([
    ['newer-version', 'newer-version'],
    ['other-version', 'not-a-report'],
    ['too-large', 'too-large'],
  ] as const)('that is refused with %s is told as %s', async (code, fault) => {
    const { app } = createFakeApp({ 'report.read': { isReport: false, code, message: 'No.' } });
    await openFile(app, file(text('x')));
    expect(app.store.getState().fileFault?.fault).toBe(fault);
  });

  it('opens, and the host gets every byte of it, a byte order mark too', async () => {
    const { app, asked } = createFakeApp({
      'report.read': { isReport: true, report, comparison: null, replays: true, seal: sealedHere },
    });
    await openFile(app, file(text('\ufeff{"a":1}')));
    expect(asked).toEqual([{ method: 'report.read', request: { text: '\ufeff{"a":1}' } }]);
    expect(app.store.getState()).toMatchObject({
      screen: 'report',
      openReport: { fileName: 'a.sipreport', seal: sealedHere },
    });
  });
});
