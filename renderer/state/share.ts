// Documents that the host writes and the page hands over.
import type { RequestOf } from '../../shared/ipc/contract.ts';
import { fileNameFor } from '../../shared/report/file-name.ts';
import { codeOf } from '../client/answer.ts';
import { saveFile } from '../components/save-file.ts';
import type { App } from './store.ts';

export type DocumentRequest = RequestOf<'share.document'>;

/** What became of a wish: the name of a file, or the print view, or its address where the browser held it back. */
export type Handed =
  | { readonly as: 'file'; readonly name: string }
  | { readonly as: 'view' }
  | { readonly as: 'address'; readonly path: string };

const nameOf = ({ kind, report }: DocumentRequest, ending: string): string =>
  fileNameFor(report.target.server, report.createdAt, kind === 'letter' ? `letter.${ending}` : ending);

/** Saves a document as one HTML file; null after a notice that it did not work. */
export async function saveDocument(app: App, request: DocumentRequest): Promise<Handed | null> {
  try {
    const { html } = await app.client.call('share.document', request);
    const name = nameOf(request, 'html');
    saveFile(name, [html], 'text/html');
    return { as: 'file', name };
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
    return null;
  }
}

/** Prints a document: the desktop makes a PDF file, a browser shows its own dialog. */
export async function printDocument(app: App, request: DocumentRequest): Promise<Handed | null> {
  try {
    const printed = await app.client.call('share.print', request);
    if (printed.way === 'view') return openPrintView(printed.path);
    const name = nameOf(request, 'pdf');
    saveFile(name, [bytesOf(printed.base64)], 'application/pdf');
    return { as: 'file', name };
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
    return null;
  }
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

const askAgainMs = 100;
/** A view that is not there by then was closed or blocked; its reader can still print it by hand. */
const mostAsks = 100;

/** The document has no script, so this page asks for the dialog as soon as the document is drawn. */
function openPrintView(path: string): Handed {
  const view = window.open(path, '_blank');
  if (view === null) return { as: 'address', path };
  let asks = 0;
  const timer = setInterval(() => {
    const isDrawn =
      !view.closed && view.location.pathname === path && view.document.readyState === 'complete';
    if (isDrawn) view.print();
    if (isDrawn || view.closed || ++asks >= mostAsks) clearInterval(timer);
  }, askAgainMs);
  return { as: 'view' };
}
