// A report file on its way to the reader: dropped, chosen, or handed over by the system. Its text is opaque here;
// only the host reads it.
import type { CallErrorCode } from '../../shared/ipc/contract.ts';
import { codeOf } from '../client/answer.ts';
import type { App } from './store.ts';

/** Largest file that is handed to the host, bytes: the largest report that can be opened. */
export const maxFileBytes = 8 * 1024 * 1024;

export type FileFault = 'too-large' | 'not-text' | 'not-a-report';

export type FileSlice = {
  /** Why the last file could not be opened; `detail` is the host's own English sentence. */
  readonly fileFault: {
    readonly fault: FileFault | CallErrorCode;
    readonly name: string;
    readonly detail: string;
  } | null;
};

export const initialFile: FileSlice = { fileFault: null };

const fail = (app: App, name: string, fault: FileFault | CallErrorCode, detail = ''): void =>
  app.store.setState({ fileFault: { fault, name, detail } });

/** Opens a file that a person dropped or chose. */
export async function openFile(app: App, file: Pick<File, 'name' | 'size' | 'arrayBuffer'>): Promise<void> {
  if (file.size > maxFileBytes) return fail(app, file.name, 'too-large');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return fail(app, file.name, 'not-text');
  }
  await openText(app, file.name, text);
}

async function openText(app: App, name: string, text: string): Promise<void> {
  try {
    const answer = await app.client.call('report.read', { text });
    if (!answer.isReport) return fail(app, name, 'not-a-report', answer.message);
    const { report, comparison, replays } = answer;
    app.store.setState({
      openReport: { report, comparison, replays, fileName: name },
      screen: 'report',
      fileFault: null,
    });
  } catch (error) {
    fail(app, name, codeOf(error));
  }
}

/** Opens the file that the system asked to open, if there is one. */
export async function openPendingFile(app: App): Promise<void> {
  const pending = await app.client.call('file.pending', {});
  if (pending !== null) await openText(app, pending.name, pending.text);
}
