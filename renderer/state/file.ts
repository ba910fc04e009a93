// A report or profile on its way to the reader: dropped, chosen, or handed over by the system. Its text is opaque here;
// only the host reads it.
import type { CallErrorCode, ResponseOf } from '../../shared/ipc/contract.ts';
import type { ProfileReadFault } from '../../shared/ipc/profile.ts';
import { codeOf } from '../client/answer.ts';
import { proposeProfile } from './profile.ts';
import type { App } from './store.ts';

/** Largest file that is handed to the host, bytes: the largest report that can be opened. */
export const maxFileBytes = 8 * 1024 * 1024;

export type FileFault = 'too-large' | 'not-text' | 'not-a-report' | 'newer-version';

export type FileSlice = {
  /** Why the last file could not be opened; `detail` is the host's own English sentence. */
  readonly fileFault: {
    readonly fault: FileFault | ProfileReadFault | CallErrorCode;
    readonly name: string;
    readonly detail: string;
  } | null;
};

export const initialFile: FileSlice = { fileFault: null };

const fail = (
  app: App,
  name: string,
  fault: FileFault | ProfileReadFault | CallErrorCode,
  detail = '',
): void => app.store.setState({ fileFault: { fault, name, detail } });

/** Opens a file that a person dropped or chose. */
export async function openFile(app: App, file: Pick<File, 'name' | 'size' | 'arrayBuffer'>): Promise<void> {
  if (file.size > maxFileBytes) return fail(app, file.name, 'too-large');
  let text: string;
  try {
    // Every byte: the host says whether one was changed.
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  } catch {
    return fail(app, file.name, 'not-text');
  }
  await openText(app, file.name, text);
}

async function openText(app: App, name: string, text: string): Promise<void> {
  try {
    if (name.toLowerCase().endsWith('.sipprofile')) {
      const refused = await proposeProfile(app, text);
      if (refused !== null) fail(app, name, refused.fault, refused.message);
      return;
    }
    const answer = await app.client.call('report.read', { text });
    if (!answer.isReport) return fail(app, name, faultOf(answer.code), answer.message);
    const { report, comparison, replays, seal } = answer;
    app.store.setState({
      openReport: { report, comparison, replays, seal, fileName: name },
      screen: 'report',
      fileFault: null,
    });
  } catch (error) {
    fail(app, name, codeOf(error));
  }
}

type ReadFault = Extract<ResponseOf<'report.read'>, { isReport: false }>['code'];

const faultOf = (code: ReadFault): FileFault =>
  code === 'newer-version' || code === 'too-large' ? code : 'not-a-report';

/** Opens the file that the system asked to open, if there is one. */
export async function openPendingFile(app: App): Promise<void> {
  const pending = await app.client.call('file.pending', {});
  if (pending !== null) await openText(app, pending.name, pending.text);
}
