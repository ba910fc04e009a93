// A folder as customers send it: every file is either a row or listed with its reason, and nothing else is lost.
import { describe, expect, it } from 'vitest';
import { createWorkspace, type Workspace } from '../../../../main/engine/host/workspace.ts';
import type { HandedFile } from '../../../../shared/ipc/workspace.ts';
import { reportFileText } from '../../../../shared/report/seal.ts';
import { knownRuns } from '../../../fakes/known-runs.ts';
import { reportOf, tampered } from '../../../fakes/report.ts';
import { damageReasons, type FolderFile, reportFolder } from '../../../fakes/report-folder.ts';
import { newSealer } from '../../../fakes/sealer.ts';
import { codeOf, freshReport, openBench, valueOf } from './bench.ts';

const seeds = knownRuns.map(({ observations }) => reportOf(observations));
const own = await newSealer();
const customers = await newSealer();
const folder = reportFolder(seeds, 120, customers.sealReport);

const handed = ({ name, bytes }: FolderFile): HandedFile => {
  try {
    return { fileName: name, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { fileName: name, reason: 'not-text' };
  }
};
const filesOf = (kind: FolderFile['kind']): readonly string[] =>
  folder.filter((file) => file.kind === kind).map(({ name }) => name);
const fileOf = (report: unknown, fileName = 'one.sipreport'): HandedFile => ({
  fileName,
  text: JSON.stringify(report),
});

async function opened(files: readonly HandedFile[], limits?: Parameters<typeof createWorkspace>[1]) {
  const workspace = createWorkspace(own, limits);
  await workspace.add(files);
  return workspace;
}
const keysOf = (workspace: Workspace): readonly string[] => workspace.list().rows.map(({ key }) => key);

describe('a folder of customers', () => {
  it('becomes rows, and a list of what is broken with the reason of each', async () => {
    const { rows, unusable, moreUnusable } = (await opened(folder.map(handed))).list();
    expect(rows.length + unusable.length + moreUnusable).toBe(folder.length);
    const damaged = unusable.filter(({ fileName }) => filesOf('damaged').includes(fileName));
    expect(damaged.map(({ reason }) => reason)).toEqual([...damageReasons, damageReasons[0]]);
    const future = unusable.filter(({ reason }) => reason === 'newer-version');
    expect(future.map(({ fileName }) => fileName)).toEqual(filesOf('future-version'));
    expect(unusable).toHaveLength(filesOf('damaged').length + filesOf('future-version').length);
    expect(unusable.find(({ reason }) => reason === 'bad-field')?.detail).toContain('partial');
  });

  it('shows which verdicts do not follow, and what the rules say instead', async () => {
    const { rows } = (await opened(folder.map(handed))).list();
    const wrong = rows.filter(({ replays }) => !replays);
    expect(wrong.map(({ fileName }) => fileName)).toEqual(filesOf('changed-by-hand'));
    expect(wrong.filter(({ level, levelToday }) => level === levelToday)).toEqual([]);
    const right = rows.filter(({ replays }) => replays);
    expect(right.filter(({ level, levelToday }) => level !== levelToday)).toEqual([]);
    expect(filesOf('version-1').length).toBeGreaterThan(10);
  });

  it('says of every file what its seal says', async () => {
    const { rows } = (await opened(folder.map(handed))).list();
    const named = (seal: string): readonly string[] =>
      rows.filter((row) => row.seal === seal).map(({ fileName }) => fileName);
    expect(named('edited')).toEqual(filesOf('edited'));
    expect(filesOf('edited').length).toBeGreaterThan(2);
    expect(named('unsealed').toSorted()).toEqual(
      [...filesOf('version-1'), ...filesOf('changed-by-hand')].toSorted(),
    );
    expect(named('other').toSorted()).toEqual([...filesOf('good'), ...filesOf('copy')].toSorted());
    expect(named('intact')).toEqual([]);
  });

  it('knows its own seal, and a space that somebody added', async () => {
    const text = reportFileText(own.sealReport(freshReport()));
    const workspace = await opened([
      { fileName: 'own', text },
      { fileName: 'spaced', text: ` ${text}` },
    ]);
    expect(workspace.list().rows.map(({ seal }) => seal)).toEqual(['intact', 'edited']);
    const [key = ''] = keysOf(workspace);
    expect(workspace.open(key)).toMatchObject({
      ok: true,
      value: { seal: { state: 'intact' }, comparison: null },
    });
  });

  it('marks every copy, and only copies', async () => {
    const { rows } = (await opened(folder.map(handed))).list();
    const copies = rows.filter(({ duplicate }) => duplicate === 'copy').map(({ fileName }) => fileName);
    for (const name of filesOf('copy')) expect(copies).toContain(name);
    expect(copies).toHaveLength(2 * filesOf('copy').length);
  });
});

describe('files of a workspace', () => {
  it('are open once, by name and content', async () => {
    const report = freshReport();
    const workspace = await opened([fileOf(report), fileOf(report), fileOf(report, 'two.sipreport')]);
    await workspace.add([{ fileName: 'x', text: 'no' }]);
    await workspace.add([{ fileName: 'x', text: 'no' }]);
    expect(workspace.list()).toMatchObject({ rows: [{ duplicate: 'copy' }, { duplicate: 'copy' }] });
    expect(workspace.list().unusable).toHaveLength(1);
  });

  it('with one number and two contents are no copies', async () => {
    const report = freshReport();
    const other = tampered(report, 'partial', true);
    const { rows } = (await opened([fileOf(report), { fileName: 'two', text: other }])).list();
    expect(rows.map(({ duplicate }) => duplicate)).toEqual(['other-content', 'other-content']);
  });

  it('stop at the limits, and say so for each file that is left out', async () => {
    const files = [1, 2, 3].map((number) => fileOf(freshReport(), `${number}.sipreport`));
    const byCount = (await opened(files, { reports: 2, bytes: 1e9, unusable: 10 })).list();
    expect(byCount.rows).toHaveLength(2);
    expect(byCount.unusable).toMatchObject([{ fileName: '3.sipreport', reason: 'no-room' }]);
    const first = files[0] as { text: string };
    const byBytes = await opened(files, {
      reports: 9,
      bytes: Buffer.byteLength(first.text) + 9,
      unusable: 10,
    });
    expect(byBytes.list().rows).toHaveLength(1);
    byBytes.remove(keysOf(byBytes));
    await byBytes.add(files.slice(2));
    expect(byBytes.list().rows).toMatchObject([{ fileName: '3.sipreport' }]);
  });

  it('are counted where too many are broken to list them', async () => {
    const broken = [1, 2, 3].map((number) => ({ fileName: `${number}`, text: 'no' }));
    const { unusable, moreUnusable } = (await opened(broken, { reports: 9, bytes: 9, unusable: 2 })).list();
    expect([unusable.length, moreUnusable]).toEqual([2, 1]);
  });

  it('are gone after being put away', async () => {
    const workspace = await opened([fileOf(freshReport(), 'a'), fileOf(freshReport(), 'b')]);
    const [first = ''] = keysOf(workspace);
    workspace.remove([first, 'f999']);
    expect(workspace.list().rows).toMatchObject([{ fileName: 'b' }]);
    expect(workspace.open(first).ok).toBe(false);
    workspace.clear();
    expect(workspace.list().rows).toEqual([]);
  });
});

describe('the methods of the workspace', () => {
  it('open a report whole and compare two in the order of time', async () => {
    const { call } = await openBench();
    const [helper, clean] = ['Linux helper', 'plain NAT'].map(
      (name) => knownRuns.find((run) => run.name === name)?.observations ?? [],
    );
    const before = reportOf(helper ?? [], { id: 'before0001', createdAt: '2026-03-01T10:00:00Z' });
    const after = reportOf(clean ?? [], { id: 'after00001', createdAt: '2026-03-02T10:00:00Z' });
    valueOf(await call('workspace.add', { files: [fileOf(after, 'after'), fileOf(before, 'before')] }));
    const { rows } = valueOf(await call('workspace.list')) as ReturnType<Workspace['list']>;
    const keys = rows.map(({ key }) => key);
    expect(valueOf(await call('workspace.open', { key: keys[1] }))).toMatchObject({
      row: { fileName: 'before', seal: 'unsealed' },
      report: before,
    });
    expect(valueOf(await call('workspace.compare', { keys }))).toMatchObject({
      before: { fileName: 'before' },
      after: { fileName: 'after' },
      comparison: { outcome: 'fixed', reasons: [] },
    });
    expect(codeOf(await call('workspace.open', { key: 'f77' }))).toBe('not-found');
    expect(codeOf(await call('workspace.compare', { keys: [keys[0], 'f77'] }))).toBe('not-found');
    valueOf(await call('workspace.remove', { keys: [keys[0]] }));
    valueOf(await call('workspace.clear'));
    expect(valueOf(await call('workspace.list'))).toEqual({ rows: [], unusable: [], moreUnusable: 0 });
  });

  it('refuse too many files at once, and a key that is none', async () => {
    const { call } = await openBench();
    const files = Array.from({ length: 101 }, () => ({ fileName: 'a', text: '' }));
    expect(codeOf(await call('workspace.add', { files }))).toBe('bad-request');
    expect(codeOf(await call('workspace.open', { key: '../f1' }))).toBe('bad-request');
  });
});
