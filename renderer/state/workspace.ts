// The reports that a support agent has open: the host keeps them, the window mirrors their rows and remembers what
// the agent looks for, so that the way back leads to the same place.
import type { ResponseOf } from '../../shared/ipc/contract.ts';
import type { UnusableFile } from '../../shared/ipc/workspace.ts';
import type { TriageQuality, TriageRow } from '../../shared/report/triage.ts';
import type { Level } from '../../shared/verdict/level.ts';
import { codeOf } from '../client/answer.ts';
import { batchesOf, type Picked } from './picked-files.ts';
import type { App, AppStore } from './store.ts';

export type WorkspaceView =
  | { readonly kind: 'grid' }
  | ({ readonly kind: 'one' } & ResponseOf<'workspace.open'>)
  | ({ readonly kind: 'two' } & ResponseOf<'workspace.compare'>)
  | { readonly kind: 'site'; readonly site: string };

export type RowFilter = {
  readonly text: string;
  readonly level: Level | null;
  readonly quality: TriageQuality | null;
  readonly seal: TriageRow['seal'] | null;
};

export const sortColumns = [
  'level',
  'createdAt',
  'server',
  'router',
  'network',
  'quality',
  'appVersion',
  'seal',
  'replays',
  'site',
  'fileName',
] as const;
export type SortColumn = (typeof sortColumns)[number];
export type RowOrder = { readonly column: SortColumn; readonly isDescending: boolean };

export type WorkspaceSlice = {
  readonly workspace: {
    /** Null until the host was asked. */
    readonly rows: readonly TriageRow[] | null;
    readonly unusable: readonly UnusableFile[];
    readonly moreUnusable: number;
    /** Files still to be read. */
    readonly toRead: number;
    /** Files of the last folder that are no reports by their ending. */
    readonly others: number;
    readonly view: WorkspaceView;
    readonly filter: RowFilter;
    readonly order: RowOrder;
    /** Keys of chosen rows, in the order of choosing. */
    readonly selected: readonly string[];
    /** Key of the row that was last worked with, and the number of its cell; null before. */
    readonly active: { readonly key: string; readonly cell: number } | null;
  };
};
export type Workspace = WorkspaceSlice['workspace'];

export const emptyFilter: RowFilter = { text: '', level: null, quality: null, seal: null };

export const initialWorkspace: WorkspaceSlice = {
  workspace: {
    rows: null,
    unusable: [],
    moreUnusable: 0,
    toRead: 0,
    others: 0,
    view: { kind: 'grid' },
    filter: emptyFilter,
    order: { column: 'createdAt', isDescending: true },
    selected: [],
    active: null,
  },
};

/** Changes what the agent sees; the host is not asked. */
export const setWorkspace = (store: AppStore, change: Partial<Workspace>): void =>
  store.setState(({ workspace }) => ({ workspace: { ...workspace, ...change } }));

async function guarded(app: App, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
  }
}

async function list(app: App): Promise<void> {
  const listed = await app.client.call('workspace.list', {});
  const isThere = new Set(listed.rows.map(({ key }) => key));
  const { selected, active } = app.store.getState().workspace;
  setWorkspace(app.store, {
    ...listed,
    selected: selected.filter((key) => isThere.has(key)),
    active: active !== null && isThere.has(active.key) ? active : null,
  });
}

/** Reads the rows from the host. */
export const readWorkspace = (app: App): Promise<void> => guarded(app, () => list(app));

const countToRead = ({ store }: App, change: number): void =>
  setWorkspace(store, { toRead: store.getState().workspace.toRead + change });

/** While files are read the list grows this often. ours */
const betweenListsMs = 500;

/** Opens the workspace and hands it these files; the first rows appear while others are still being read. */
export async function addFiles(app: App, { files, others }: Picked): Promise<void> {
  let left = files.length;
  setWorkspace(app.store, { others, view: { kind: 'grid' } });
  app.store.setState({ screen: 'workspace' });
  countToRead(app, left);
  let listedMs = Number.NEGATIVE_INFINITY;
  await guarded(app, async () => {
    for await (const batch of batchesOf(files)) {
      await app.client.call('workspace.add', { files: [...batch] });
      left -= batch.length;
      countToRead(app, -batch.length);
      if (left > 0 && performance.now() - listedMs < betweenListsMs) continue;
      await list(app);
      listedMs = performance.now();
    }
  });
  countToRead(app, -left);
}

/** Opens one report to be read. */
export const openRow = (app: App, key: string): Promise<void> =>
  guarded(app, async () => {
    const opened = await app.client.call('workspace.open', { key });
    setWorkspace(app.store, { view: { kind: 'one', ...opened } });
  });

/** Compares two reports; the host puts them in the order of time. */
export const compareRows = (app: App, keys: readonly [string, string]): Promise<void> =>
  guarded(app, async () => {
    const compared = await app.client.call('workspace.compare', { keys: [...keys] });
    setWorkspace(app.store, { view: { kind: 'two', ...compared } });
  });

/** Puts reports away; the files they came from are not touched. */
export const removeRows = (app: App, keys: readonly string[]): Promise<void> =>
  guarded(app, async () => {
    await app.client.call('workspace.remove', { keys: [...keys] });
    await list(app);
  });

/** Puts everything away. */
export const clearWorkspace = (app: App): Promise<void> =>
  guarded(app, async () => {
    await app.client.call('workspace.clear', {});
    setWorkspace(app.store, { filter: emptyFilter, others: 0 });
    await list(app);
  });

/** Back to the list, at the row that was left. */
export const backToGrid = (store: AppStore): void => setWorkspace(store, { view: { kind: 'grid' } });
