// PDF files of documents: a hidden window without script and without network draws one, and the window is gone again.
import { Buffer } from 'node:buffer';
import type { BrowserWindow, BrowserWindowConstructorOptions, Session } from 'electron';
import { documentPolicy } from '../../shared/document/page.ts';
import type { Printed } from '../../shared/ipc/share.ts';
import type { Paper } from '../engine/host/share-handlers.ts';
import { plainHeaders } from '../page/page-policy.ts';
import { bundleScheme } from './app-protocol.ts';
import { lockedWebPreferences } from './web-preferences.ts';

/** Name of the session of such windows: in memory only, and shared with no other window. */
export const paperPartition = 'paper';
const paperUrl = `${bundleScheme}://paper/`;

/** Countries that print on Letter; CLDR's paper sizes. */
const letterCountries = new Set([
  'BZ',
  'CA',
  'CL',
  'CO',
  'CR',
  'GT',
  'MX',
  'NI',
  'PA',
  'PH',
  'PR',
  'SV',
  'US',
  'VE',
]);

/** What a window that draws one document may do. */
export const paperPreferences = {
  ...lockedWebPreferences,
  javascript: false,
  images: false,
  devTools: false,
  partition: paperPartition,
} as const;

export type PaperDeps = {
  readonly session: PaperSession;
  readonly openWindow: (options: BrowserWindowConstructorOptions) => PaperWindow;
  /** ISO 3166 code of the country the system is set to; empty where it is not known. */
  readonly countryCode: string;
  readonly isStandIn: boolean;
};

/** The parts of a session and of a window that paper needs. */
export type PaperSession = Pick<
  Session,
  'webRequest' | 'on' | 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'protocol'
>;
export type PaperWindow = Pick<BrowserWindow, 'loadURL' | 'destroy'> & {
  readonly webContents: Pick<BrowserWindow['webContents'], 'printToPDF'>;
};

/** Paper of this host; one document at a time. */
export function createPaper({ session, openWindow, countryCode, isStandIn }: PaperDeps): Paper {
  let html = '';
  if (!isStandIn) closePaperSession(session, () => html);
  let last: Promise<unknown> = Promise.resolve();
  const print = async (document: string): Promise<Printed> => {
    html = document;
    // The look-alike has no protocols of its own.
    const url = isStandIn ? `data:text/html;base64,${Buffer.from(document).toString('base64')}` : paperUrl;
    const window = openWindow({ show: false, webPreferences: paperPreferences });
    try {
      await window.loadURL(url);
      const pageSize = letterCountries.has(countryCode) ? 'Letter' : 'A4';
      const pdf = await window.webContents.printToPDF({
        printBackground: true,
        generateTaggedPDF: true,
        pageSize,
      });
      return { way: 'pdf', base64: pdf.toString('base64') };
    } finally {
      window.destroy();
    }
  };
  return (document) => {
    const printed = last.then(() => print(document));
    last = printed.catch(() => undefined);
    return printed;
  };
}

/** Nothing but the document can be asked for, and nothing can be kept. */
function closePaperSession(session: PaperSession, html: () => string): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: url !== paperUrl }));
  session.on('will-download', (event) => event.preventDefault());
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.protocol.handle(bundleScheme, () => {
    const headers = {
      ...plainHeaders('text/html; charset=utf-8'),
      'Content-Security-Policy': documentPolicy,
    };
    return new Response(html(), { headers });
  });
}
