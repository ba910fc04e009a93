// Past reports, one file a run in the folder `history`. Files that are no reports of ours are somebody else's
// business: they are not listed, not counted and not touched.
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../../shared/base/clock.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { HistoryEntry } from '../../../shared/ipc/contract.ts';
import { maxReportBytes, parseReport, type Report } from '../../../shared/report/report.ts';
import { reportFileText } from '../../../shared/report/seal.ts';
import { errorCode } from '../../io/flow-fault.ts';
import { makeFolder } from '../../io/make-folder.ts';
import { decodeUtf8, readSmallFile, writeNewFile } from '../../io/report-file.ts';

const mostFiles = 500;
const mostBytes = 200 * 1024 * 1024;
const dayMs = 86_400_000;

export type History = {
  /** Newest first. */
  list(): Promise<readonly HistoryEntry[]>;
  open(id: string): Promise<Result<StoredReport, 'not-found'>>;
  remove(id: string): Promise<Result<void, 'not-found' | 'not-writable'>>;
  /** True when the report is on the disk. */
  save(report: Report, keepDays: number): Promise<boolean>;
  /** Removes what is older than `keepDays` or beyond the caps. */
  prune(keepDays: number): Promise<void>;
};

/** `text` is the file, every byte of it. */
export type StoredReport = { readonly report: Report; readonly text: string };

type Known = { readonly entry: HistoryEntry; readonly bytes: number; readonly stamp: string };

// The name of a file is the id of its report, so an id that passed the contract's schema is a plain name.
const namePattern = /^([A-Za-z0-9]{8,40})\.json$/;
/** What an interrupted write of durable-file leaves behind. */
const leftoverPattern = /^\.[a-z0-9]{16}\.tmp$/;

/** Opens the history inside the state folder; never rejects, whatever is on the disk. */
export async function openHistory(stateFolder: string, clock: Clock): Promise<History> {
  const folder = join(stateFolder, 'history');
  const pathOf = (id: string): string => join(folder, `${id}.json`);
  const index = createIndex(folder);
  await removeLeftovers(folder);

  const remove: History['remove'] = async (id) => {
    try {
      await rm(pathOf(id));
      return ok(undefined);
    } catch (error) {
      return err(errorCode(error) === 'ENOENT' ? 'not-found' : 'not-writable');
    }
  };
  const prune: History['prune'] = async (keepDays) => {
    const oldestMs = clock.wallMs() - keepDays * dayMs;
    let files = 0;
    let bytes = 0;
    for (const known of await index.read()) {
      files++;
      bytes += known.bytes;
      const isTooOld = Date.parse(known.entry.createdAt) < oldestMs;
      if (isTooOld || files > mostFiles || bytes > mostBytes) await remove(known.entry.id);
    }
  };
  return {
    list: async () => (await index.read()).map((known) => known.entry),
    open: async (id) => {
      const stored = await readReport(pathOf(id), id);
      return stored === null ? err('not-found') : ok(stored);
    },
    remove,
    save: async (report, keepDays) => {
      const isSaved = await write(folder, pathOf(report.id), report);
      if (isSaved) await prune(keepDays);
      return isSaved;
    },
    prune,
  };
}

async function write(folder: string, path: string, report: Report): Promise<boolean> {
  const text = reportFileText(report);
  // It could not be opened again.
  if (Buffer.byteLength(text) > maxReportBytes) return false;
  try {
    await makeFolder(folder);
  } catch {
    return false;
  }
  return (await writeNewFile(path, text)).ok;
}

/** The report in a file when it is one and carries the id of its name; else null. */
async function readReport(path: string, id: string): Promise<StoredReport | null> {
  const bytes = await readSmallFile(path, maxReportBytes);
  const text = bytes.ok ? decodeUtf8(bytes.value, 'keep') : bytes;
  const report = text.ok ? parseReport(text.value) : text;
  return text.ok && report.ok && report.value.id === id ? { report: report.value, text: text.value } : null;
}

/** What is in the folder; a file is read again only when its size or time has changed. */
function createIndex(folder: string) {
  let known: ReadonlyMap<string, Known | { readonly entry: null; readonly stamp: string }> = new Map();
  return {
    /** Reports with their sizes, newest first. */
    async read(): Promise<readonly Known[]> {
      const found: typeof known extends ReadonlyMap<infer K, infer V> ? Map<K, V> : never = new Map();
      for (const name of await namesIn(folder)) {
        const id = namePattern.exec(name)?.[1];
        const size = id === undefined ? null : await sizeOf(join(folder, name));
        if (id === undefined || size === null) continue;
        const before = known.get(name);
        if (before?.stamp === size.stamp) found.set(name, before);
        else
          found.set(name, {
            ...size,
            entry: entryOf((await readReport(join(folder, name), id))?.report ?? null),
          });
      }
      known = found;
      return [...found.values()]
        .filter((file): file is Known => file.entry !== null)
        .toSorted((a, b) => (a.entry.createdAt < b.entry.createdAt ? 1 : -1));
    },
  };
}

const entryOf = (report: Report | null): HistoryEntry | null =>
  report === null
    ? null
    : {
        id: report.id,
        createdAt: report.createdAt,
        server: report.target.server,
        level: report.alg.level,
        isPartial: report.partial,
        isSimulated: report.environment?.isSimulated ?? false,
        gateway: gatewayOf(report),
      };

function gatewayOf({ router }: Report): HistoryEntry['gateway'] {
  const address = router?.facts.gateway.ipv4Address ?? router?.facts.gateway.address ?? null;
  return address === null ? null : { address, macPrefix: router?.facts.gateway.macPrefix ?? null };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}

async function sizeOf(path: string): Promise<{ readonly bytes: number; readonly stamp: string } | null> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { bytes: size, stamp: `${size} ${mtimeMs}` };
  } catch {
    return null;
  }
}

async function removeLeftovers(folder: string): Promise<void> {
  const leftovers = (await namesIn(folder)).filter((name) => leftoverPattern.test(name));
  for (const name of leftovers) await rm(join(folder, name), { force: true }).catch(() => undefined);
}
