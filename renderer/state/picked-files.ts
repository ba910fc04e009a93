// Files on their way to the workspace: what a person dropped or chose, folders opened up, read in batches that fit
// into one call. A file that is too large or no text is told about, not sent.
import { maxFileBytes } from './file.ts';

/** A file with its place inside the folder that was dropped. */
export type PickedFile = { readonly fileName: string; readonly file: () => Promise<ReadableFile> };
export type ReadableFile = Pick<File, 'size' | 'arrayBuffer'>;
/** `others`: files of a folder that are no reports by their ending. */
export type Picked = { readonly files: readonly PickedFile[]; readonly others: number };

export type HandedFile =
  | { readonly fileName: string; readonly text: string }
  | { readonly fileName: string; readonly reason: 'too-large' | 'not-text' | 'not-readable' };

/** Most files and characters of one batch: the first rows appear early, and a call stays far below its limit. */
const batchFiles = 40;
const batchChars = 2 * 1024 * 1024;
/** A link in a folder could lead in circles. */
const mostDepth = 16;
/** Far more than the host keeps open; a whole disk dropped by mistake ends here. */
export const mostPicked = 10_000;

const isReportName = (name: string): boolean => /\.(?:sipreport|json)$/i.test(name);

const isWanted = ({ webkitRelativePath, name }: File): boolean =>
  webkitRelativePath === '' || isReportName(name);

/** Files of a picker; inside a folder only those with the ending of a report. */
export function pickedOf(list: readonly File[]): Picked {
  const wanted = list.filter(isWanted).slice(0, mostPicked);
  const files = wanted.map((file) => ({
    fileName: file.webkitRelativePath || file.name,
    file: () => Promise.resolve(file),
  }));
  return { files, others: list.length - wanted.length };
}

/** What was dropped, with folders opened up. The entries must be taken from the event before anything is awaited. */
export async function pickedOfEntries(entries: readonly FileSystemEntry[]): Promise<Picked> {
  const files: PickedFile[] = [];
  let others = 0;
  const walk = async (entry: FileSystemEntry, depth: number): Promise<void> => {
    if (isFile(entry)) {
      if ((depth > 0 && !isReportName(entry.name)) || files.length >= mostPicked) others++;
      else files.push({ fileName: entry.fullPath.replace(/^\//, ''), file: () => fileOf(entry) });
    } else if (isFolder(entry) && depth < mostDepth)
      for (const inner of await entriesOf(entry)) await walk(inner, depth + 1);
  };
  for (const entry of entries) await walk(entry, 0);
  return { files, others };
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** A reader gives a folder piece by piece, and an empty piece at its end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  try {
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      );
      if (some.length === 0) return all;
      all.push(...some);
    }
  } catch {
    // A folder that may not be read hides what is in it, and nothing else.
    return all;
  }
}

/** Reads the files one after another and hands them out in batches, in their order. */
export async function* batchesOf(files: readonly PickedFile[]): AsyncGenerator<readonly HandedFile[]> {
  let batch: HandedFile[] = [];
  let chars = 0;
  for (const picked of files) {
    const read = await readPicked(picked);
    const size = 'text' in read ? read.text.length : 0;
    if (batch.length > 0 && (batch.length >= batchFiles || chars + size > batchChars)) {
      yield batch;
      batch = [];
      chars = 0;
    }
    batch.push(read);
    chars += size;
  }
  if (batch.length > 0) yield batch;
}

async function readPicked({ fileName: path, file }: PickedFile): Promise<HandedFile> {
  const fileName = path.slice(-255);
  let bytes: ArrayBuffer;
  try {
    const found = await file();
    if (found.size > maxFileBytes) return { fileName, reason: 'too-large' };
    bytes = await found.arrayBuffer();
  } catch {
    return { fileName, reason: 'not-readable' };
  }
  try {
    return { fileName, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { fileName, reason: 'not-text' };
  }
}
