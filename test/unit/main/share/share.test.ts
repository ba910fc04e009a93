// How hosts hand documents over: the methods of the contract, the print view of a browser, the PDF of the desktop.
import { describe, expect, it } from 'vitest';
import { createPaper, type PaperDeps, paperPreferences } from '../../../../main/electron/paper.ts';
import { lockedWebPreferences } from '../../../../main/electron/web-preferences.ts';
import { secureIds } from '../../../../main/io/ids.ts';
import { createPrintViews } from '../../../../main/loopback/print-views.ts';
import { ok } from '../../../../shared/base/result.ts';
import { printPathPattern } from '../../../../shared/ipc/share.ts';
import { helperSteps } from '../../../fakes/known-runs.ts';
import { reportOf } from '../../../fakes/report.ts';
import { buildRun } from '../../../fakes/run-script.ts';
import { codeOf, freshReport, openBench, valueOf } from '../host/bench.ts';
import { ask, openBench as openServer } from '../loopback/bench.ts';

const proven = reportOf(buildRun(helperSteps));
const wish = (parts: object = {}) => ({ kind: 'report', language: 'en', report: proven, ...parts });

describe('the methods', () => {
  it('write a report, and a letter where something is claimed', async () => {
    const { call } = await openBench();
    const htmlOf = async (parts: object): Promise<string> =>
      (valueOf(await call('share.document', wish(parts))) as { html: string }).html;
    expect(await htmlOf({})).toContain('Something on the way edits your phone’s messages.');
    expect(await htmlOf({ language: 'nl' })).toContain('<html lang="nl">');
    expect(await htmlOf({ kind: 'letter' })).toContain('SIP messages are edited on my connection');
    expect(codeOf(await call('share.document', wish({ kind: 'letter', report: freshReport() })))).toBe(
      'bad-request',
    );
    expect(codeOf(await call('share.print', wish({ kind: 'letter', report: freshReport() })))).toBe(
      'bad-request',
    );
  });

  it('put exactly the document on paper', async () => {
    const printed: string[] = [];
    const path = `/print/${'b'.repeat(32)}`;
    const { call } = await openBench({
      paper: async (html) => {
        printed.push(html);
        return { way: 'view', path };
      },
    });
    expect(valueOf(await call('share.print', wish()))).toEqual({ way: 'view', path });
    const { html } = valueOf(await call('share.document', wish())) as { html: string };
    expect(printed).toEqual([html]);
  });

  it.each([{ kind: 'poem' }, { language: 'xx' }, { report: { ...proven, extra: 1 } }])(
    'refuse %j',
    async (parts) => {
      const { call } = await openBench();
      expect(codeOf(await call('share.document', wish(parts)))).toBe('bad-request');
    },
  );
});

describe('the print view of a browser', () => {
  it('has a name that cannot be guessed, and only the newest four stay', async () => {
    const views = createPrintViews(secureIds);
    const paths: string[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      const printed = await views.paper(name);
      paths.push(printed.way === 'view' ? printed.path : '');
    }
    expect(new Set(paths).size).toBe(5);
    for (const path of paths) expect(path).toMatch(printPathPattern);
    expect(paths.map(views.find)).toEqual([null, 'b', 'c', 'd', 'e']);
    expect(views.find('/print/')).toBeNull();
  });

  it('is served with its own policy, to who knows its name', async () => {
    const views = createPrintViews(secureIds);
    const printed = await views.paper('<!doctype html><p>é</p>');
    const path = printed.way === 'view' ? printed.path : '';
    const server = await openServer(() => Promise.resolve(ok({})), undefined, views);
    const shown = await ask(server, { path, headers: { Authorization: null } });
    expect(shown.status).toBe(200);
    expect(shown.body).toBe('<!doctype html><p>é</p>');
    expect(shown.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(shown.headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(shown.headers['cache-control']).toBe('no-store');
    expect(shown.headers['cross-origin-opener-policy']).toBe('same-origin');
    for (const other of [`${path}x`, path.slice(0, -1), `/print/${'a'.repeat(32)}`])
      expect((await ask(server, { path: other })).status).toBe(404);
    expect((await ask(server, { path, method: 'POST', body: '{}' })).status).toBe(404);
    const foreign = { 'Sec-Fetch-Site': 'cross-site' };
    expect((await ask(server, { path, headers: foreign })).status).toBe(403);
  });
});

type Gate = (details: { url: string }, answer: (verdict: { cancel: boolean }) => void) => void;
type Play = PaperDeps & {
  readonly log: string[];
  readonly options: unknown[];
  readonly serve: () => Response;
  readonly isCancelled: (url: string) => boolean;
};

const noPage = (): Response => new Response();
const openGate: Gate = (_details, answer) => answer({ cancel: false });

/** Electron as the paper sees it; a document that holds "broken" cannot be printed. */
function play(parts: Partial<PaperDeps> = {}): Play {
  const log: string[] = [];
  const options: unknown[] = [];
  let serve = noPage;
  let gate = openGate;
  const session = {
    webRequest: { onBeforeRequest: (handler: Gate) => void (gate = handler) },
    on: () => undefined,
    setPermissionRequestHandler: () => undefined,
    setPermissionCheckHandler: () => undefined,
    protocol: { handle: (_scheme: string, handler: () => Response) => void (serve = handler) },
  };
  const openWindow = (wanted: unknown) => {
    options.push(wanted);
    log.push('open');
    return {
      loadURL: async (url: string) => void log.push(`load ${url.slice(0, 40)}`),
      destroy: () => void log.push('destroy'),
      webContents: {
        printToPDF: async (settings: { pageSize?: unknown }) => {
          const html = await serve().text();
          log.push(`print ${String(settings.pageSize)} ${html}`);
          if (html.includes('broken')) throw new Error('no printer');
          return Buffer.from(`PDF of ${html}`);
        },
      },
    };
  };
  return {
    session: session as never,
    openWindow,
    countryCode: 'NL',
    isStandIn: false,
    ...parts,
    log,
    options,
    serve: () => serve(),
    isCancelled: (url) => {
      let isCancelled = false;
      gate({ url }, ({ cancel }) => {
        isCancelled = cancel;
      });
      return isCancelled;
    },
  };
}

const whole = (name: string) => ['open', 'load app://paper/', `print Letter ${name}`, 'destroy'];

describe('the PDF of the desktop', () => {
  it('is drawn by a hidden window without script, which is gone afterwards', async () => {
    const desktop = play();
    const printed = await createPaper(desktop)('one');
    expect(printed).toEqual({ way: 'pdf', base64: Buffer.from('PDF of one').toString('base64') });
    expect(desktop.options).toEqual([{ show: false, webPreferences: paperPreferences }]);
    expect(paperPreferences).toMatchObject({
      ...lockedWebPreferences,
      javascript: false,
      partition: 'paper',
    });
    expect(desktop.log).toEqual(['open', 'load app://paper/', 'print A4 one', 'destroy']);
  });

  it('can ask for nothing but the document', async () => {
    const desktop = play();
    createPaper(desktop);
    expect(desktop.isCancelled('app://paper/')).toBe(false);
    for (const url of ['https://example.com/', 'app://bundle/index.html', 'file:///etc/passwd', 'data:,x'])
      expect(desktop.isCancelled(url)).toBe(true);
    expect(desktop.serve().headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  });

  it('closes its window when printing fails, and prints the next document all the same', async () => {
    const desktop = play({ countryCode: 'US' });
    const paper = createPaper(desktop);
    const [broken, next] = await Promise.allSettled([paper('broken'), paper('two')]);
    expect([broken?.status, next?.status]).toEqual(['rejected', 'fulfilled']);
    expect(desktop.log).toEqual([...whole('broken'), ...whole('two')]);
  });
});
