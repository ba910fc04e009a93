// The reports that an agent has open, in memory only. Texts are a stranger's: capped, read by the strict schema,
// judged again, and kept as they came; nothing in them is run, fetched or followed.
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import {
  type HandedFile,
  maxOpenBytes,
  maxOpenReports,
  maxUnusable,
  type UnusableFile,
} from '../../../shared/ipc/workspace.ts';
import { type Comparison, compareReports } from '../../../shared/report/compare.ts';
import { maxReportBytes, parseReport, type Report } from '../../../shared/report/report.ts';
import { joinRows, type LoneRow, loneRow, type TriageRow } from '../../../shared/report/triage.ts';
import { replayOf } from '../check-report.ts';
import type { Sealer } from '../report-seal.ts';
import { openedReport } from './opened-report.ts';

export type Workspace = {
  add(files: readonly HandedFile[]): Promise<void>;
  /** In the order in which they were opened. */
  list(): {
    readonly rows: readonly TriageRow[];
    readonly unusable: readonly UnusableFile[];
    readonly moreUnusable: number;
  };
  open(key: string): Result<ResponseOf<'workspace.open'>, 'not-found'>;
  compare(
    first: string,
    second: string,
  ): Result<
    { readonly before: TriageRow; readonly after: TriageRow; readonly comparison: Comparison },
    'not-found'
  >;
  remove(keys: readonly string[]): void;
  clear(): void;
};

export type WorkspaceLimits = {
  readonly reports: number;
  readonly bytes: number;
  readonly unusable: number;
};

const usualLimits: WorkspaceLimits = { reports: maxOpenReports, bytes: maxOpenBytes, unusable: maxUnusable };

/** Bytes outside the heap of JavaScript: one a character where a text would take two. */
type Kept = { readonly bytes: Buffer; readonly lone: LoneRow };

/** An empty workspace. */
export function createWorkspace(sealer: Sealer, limits: WorkspaceLimits = usualLimits): Workspace {
  let serial = 0;
  const kept = new Map<string, Kept>();
  const unusable = createUnusable(limits.unusable, () => `f${++serial}`);
  let keptBytes = 0;
  let joined: readonly TriageRow[] | null = null;

  const rows = (): readonly TriageRow[] => (joined ??= joinRows([...kept.values()].map(({ lone }) => lone)));
  const isOpen = (fileName: string, content: string): boolean =>
    [...kept.values()].some(({ lone }) => lone.content === content && lone.fileName === fileName);

  const addText = (fileName: string, text: string): void => {
    const file = readText(text);
    if (isOpen(fileName, file.content)) return;
    if (!file.report.ok) return unusable.add({ fileName, ...file.report.error });
    const { bytes, content } = file;
    if (kept.size >= limits.reports || keptBytes + bytes.length > limits.bytes)
      return unusable.add({ fileName, reason: 'no-room', detail: '' });
    const key = `f${++serial}`;
    const seal = sealer.verifySeal(text).state;
    kept.set(key, { bytes, lone: rowOf({ key, fileName, content, seal }, file.report.value) });
    keptBytes += bytes.length;
  };

  const open: Workspace['open'] = (key) => openKept(kept.get(key), rows(), key, sealer);
  return {
    async add(files) {
      for (const file of files) {
        if ('text' in file) addText(file.fileName, file.text);
        else unusable.add({ ...file, detail: '' });
        joined = null;
        // A running check must not wait for a folder.
        await nextTurn();
      }
    },
    list: () => ({ rows: rows(), ...unusable.list() }),
    open,
    compare: (first, second) => compareOpened(open(first), open(second)),
    remove(keys) {
      for (const key of keys) {
        keptBytes -= kept.get(key)?.bytes.length ?? 0;
        kept.delete(key);
        unusable.remove(key);
      }
      joined = null;
    },
    clear() {
      kept.clear();
      unusable.clear();
      keptBytes = 0;
      joined = null;
    },
  };
}

const rowOf = (file: Pick<LoneRow, 'key' | 'fileName' | 'content' | 'seal'>, report: Report): LoneRow =>
  loneRow({ ...file, report, replay: replayOf(report) });

function openKept(
  file: Kept | undefined,
  rows: readonly TriageRow[],
  key: string,
  sealer: Sealer,
): ReturnType<Workspace['open']> {
  const row = rows.find((one) => one.key === key);
  const text = file?.bytes.toString() ?? '';
  const report = parseReport(text);
  if (row === undefined || !report.ok) return err('not-found');
  return ok({ row, ...openedReport({ report: report.value, text }, sealer) });
}

/** A text as the report it may be. */
function readText(text: string) {
  const bytes = Buffer.from(text);
  const content = createHash('sha256').update(bytes).digest('hex');
  return { bytes, content, report: readReport(text, bytes.length) };
}

function readReport(text: string, sizeBytes: number): Result<Report, Omit<FileFault, 'fileName'>> {
  if (sizeBytes > maxReportBytes) return err({ reason: 'too-large', detail: '' });
  const report = parseReport(text);
  if (report.ok) return report;
  return err({ reason: report.error.code, detail: report.error.message.slice(0, 500) });
}

type Unusable = ReturnType<Workspace['list']>;
type FileFault = Omit<UnusableFile, 'key'>;

/** Files that are no reports for us: the first ones by name, the others as a number. */
function createUnusable(most: number, newKey: () => string) {
  const files = new Map<string, UnusableFile>();
  let more = 0;
  return {
    add(file: FileFault): void {
      if ([...files.values()].some((other) => isSameFault(other, file))) return;
      const key = newKey();
      if (files.size >= most) more++;
      else files.set(key, { key, ...file });
    },
    list: (): Pick<Unusable, 'unusable' | 'moreUnusable'> => ({
      unusable: [...files.values()],
      moreUnusable: more,
    }),
    remove: (key: string): boolean => files.delete(key),
    clear(): void {
      files.clear();
      more = 0;
    },
  };
}

const isSameFault = (a: FileFault, b: FileFault): boolean =>
  a.fileName === b.fileName && a.reason === b.reason && a.detail === b.detail;

function compareOpened(
  one: ReturnType<Workspace['open']>,
  two: ReturnType<Workspace['open']>,
): ReturnType<Workspace['compare']> {
  if (!one.ok) return one;
  if (!two.ok) return two;
  const isInTime = Date.parse(one.value.row.createdAt) <= Date.parse(two.value.row.createdAt);
  const [before, after] = isInTime ? [one.value, two.value] : [two.value, one.value];
  const comparison = compareReports(before.report, after.report);
  return ok({ before: before.row, after: after.row, comparison });
}
