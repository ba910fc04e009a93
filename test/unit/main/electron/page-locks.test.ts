// What a page may do: nothing that is not its own.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { isBundleUrl } from '../../../../main/electron/app-protocol.ts';
import { type GuardedContents, guardNavigation } from '../../../../main/electron/navigation-guards.ts';
import {
  closeNetwork,
  isAllowedRequest,
  isOwnDownload,
  type NetworkSession,
} from '../../../../main/electron/page-network.ts';
import { limitPermissions, type PermissionSession } from '../../../../main/electron/permissions.ts';
import { lockedWebPreferences } from '../../../../main/electron/web-preferences.ts';

test('the page has a sandbox, a world of its own, and no Node', () => {
  expect(lockedWebPreferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    plugins: false,
    webgl: false,
    spellcheck: false,
    safeDialogs: true,
  });
});

/** All names that this Electron knows for the two handlers, from its own types, and one it does not know. */
const types = readFileSync(createRequire(import.meta.url).resolve('electron/electron.d.ts'), 'utf8');
const permissions = [
  ...new Set(
    [
      ...types.matchAll(/setPermission(?:Request|Check)Handler\(handler: .*permission: (?<names>[^,]+),/g),
    ].flatMap((match) =>
      [...(match.groups?.['names'] ?? '').matchAll(/'(?<name>[\w-]+)'/g)].map((name) => name[1] ?? ''),
    ),
  ),
  'a-permission-of-next-year',
];

test('Electron’s types were understood', () => {
  expect(permissions).toEqual(
    expect.arrayContaining(['media', 'usb', 'clipboard-read', 'geolocation', 'midi']),
  );
});

describe('permissions', () => {
  type Handler = (...args: unknown[]) => unknown;
  const handlers = new Map<string, Handler>();
  const events = new EventEmitter();
  const keep = (name: string) => (handler: Handler) => handlers.set(name, handler);
  limitPermissions(
    {
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      setDisplayMediaRequestHandler: keep('display'),
      on: events.on.bind(events),
    } as unknown as PermissionSession,
    false,
  );

  const ownUrl = 'app://bundle/index.html';
  /** Answers of the request handler and of the check handler; `url` null: Electron does not know it. */
  const answersTo = (name: string, isMainFrame: boolean, url: string | null, origin: string): unknown[] => {
    const answers: unknown[] = [];
    handlers.get('request')?.({}, name, (answer: unknown) => answers.push(answer), {
      isMainFrame,
      requestingUrl: url ?? origin,
    });
    const details = { isMainFrame, ...(url === null ? {} : { requestingUrl: url }) };
    return [...answers, handlers.get('check')?.({}, name, origin, details)];
  };

  test.each(permissions.filter((name) => name !== 'clipboard-sanitized-write'))(
    '%s is denied both ways, to our own page too',
    (name) => {
      expect(answersTo(name, true, ownUrl, 'app://bundle/')).toEqual([false, false]);
    },
  );

  test('our own page may put text on the clipboard', () => {
    expect(permissions).toContain('clipboard-sanitized-write');
    expect(answersTo('clipboard-sanitized-write', true, ownUrl, 'app://bundle/')).toEqual([true, true]);
    expect(answersTo('clipboard-sanitized-write', true, null, 'app://bundle')).toEqual([true, true]);
  });

  test.each([
    ['a frame inside it', false, ownUrl, 'app://bundle/'],
    ['a frame that hides its address', false, null, 'app://bundle/'],
    ['another origin', true, 'https://example.org/', 'https://example.org/'],
    ['another host of our scheme', true, 'app://bundle.example/', 'app://bundle.example/'],
    ['a user named like us', true, 'app://bundle@example/', 'app://bundle@example/'],
    ['our host by http', true, 'http://bundle/index.html', 'http://bundle/'],
    ['an origin of nobody', true, 'data:text/html,x', 'null'],
    ['nothing at all', true, '', ''],
  ])('%s may not', (_who, isMainFrame, url, origin) => {
    expect(answersTo('clipboard-sanitized-write', isMainFrame, url, origin)).toEqual([false, false]);
  });

  test.each([
    ['https://example.org/', 'app://bundle/'],
    [ownUrl, 'https://example.org/'],
  ])('nor a page at %s that says its origin is %s', (requestingUrl, origin) => {
    const details = { isMainFrame: true, requestingUrl };
    expect(handlers.get('check')?.({}, 'clipboard-sanitized-write', origin, details)).toBe(false);
  });

  test.each(['hid', 'serial', 'usb'])('no %s device', (deviceType) => {
    expect(handlers.get('device')?.({ deviceType, origin: 'app://bundle', device: {} })).toBe(false);
  });

  test.each([
    ['select-hid-device', [{ deviceList: [{ deviceId: 'a' }] }]],
    ['select-usb-device', [{ deviceList: [{ deviceId: 'a' }] }]],
    ['select-serial-port', [[{ portId: 'a' }], {}]],
  ])('%s chooses nothing', (name, details) => {
    let isPrevented = false;
    const answers: unknown[] = [];
    events.emit(name, { preventDefault: () => (isPrevented = true) }, ...details, (id?: unknown) =>
      answers.push(id),
    );
    expect(isPrevented).toBe(true);
    expect(answers).toHaveLength(1);
    expect(answers[0] ?? '').toBe('');
  });

  test('no screen to record', () => {
    const answers: unknown[] = [];
    handlers.get('display')?.({}, (answer: unknown) => answers.push(answer));
    expect(answers).toEqual([{}]);
  });
});

describe('navigation', () => {
  const contents = new EventEmitter();
  let openWindow: unknown;
  guardNavigation(
    Object.assign(contents, {
      setWindowOpenHandler: (handler: unknown) => {
        openWindow = handler;
      },
    }) as unknown as GuardedContents,
    isBundleUrl,
  );
  const isStopped = (name: string, url: string): boolean => {
    let stopped = false;
    contents.emit(name, { url, preventDefault: () => (stopped = true) });
    return stopped;
  };

  describe.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('%s', (name) => {
    test('our page may load again', () => {
      expect(isStopped(name, 'app://bundle/index.html#/start')).toBe(false);
    });

    test.each([
      'app://bundle.example/',
      'app://bundle@example/',
      'https://bundle/index.html',
      'http://127.0.0.1/',
      'javascript:alert(1)',
      'data:text/html,x',
      'about:blank',
      'blob:app://bundle/1',
      'smb://server/share',
      '',
    ])('not to %j', (url) => {
      expect(isStopped(name, url)).toBe(true);
    });
  });

  test('no embedded browser, no second window', () => {
    expect(isStopped('will-attach-webview', '')).toBe(true);
    expect((openWindow as (details: object) => unknown)({ url: 'app://bundle/index.html' })).toEqual({
      action: 'deny',
    });
  });
});

describe('network', () => {
  test.each([
    ['app://bundle/assets/a.js', true],
    ['data:image/png;base64,AA', true],
    ['blob:app://bundle/1', true],
    ['blob:https://example.org/1', false],
    ['https://example.org/', false],
    ['http://127.0.0.1:80/', false],
    ['ws://bundle/', false],
    ['app://bundle.example/', false],
    ['devtools://devtools/x', false],
    ['chrome://version', false],
  ])('%s may be fetched: %s', (url, isAllowed) => {
    expect(isAllowedRequest(url)).toBe(isAllowed);
  });

  test('only what the page made can be saved', () => {
    expect(isOwnDownload('blob:app://bundle/1')).toBe(true);
    expect(isOwnDownload('app://bundle/index.html')).toBe(false);
    expect(isOwnDownload('data:text/plain,x')).toBe(false);
  });

  test('the session is set so', async () => {
    const set: Record<string, unknown> = {};
    let filter: ((details: object, answer: (cancel: object) => void) => void) | null = null;
    await closeNetwork(
      {
        setSpellCheckerEnabled: (value: boolean) => (set['spellChecker'] = value),
        setProxy: async (value: object) => {
          set['proxy'] = value;
        },
        webRequest: { onBeforeRequest: (next: typeof filter) => (filter = next) },
        on: () => {},
      } as unknown as NetworkSession,
      (url) => url.startsWith('devtools://'),
      false,
    );
    const answers: object[] = [];
    for (const url of ['app://bundle/index.html', 'https://example.org/', 'devtools://devtools/x'])
      (filter as unknown as (details: object, answer: (cancel: object) => void) => void)({ url }, (answer) =>
        answers.push(answer),
      );
    expect(set).toEqual({ spellChecker: false, proxy: { mode: 'direct' } });
    expect(answers).toEqual([{ cancel: false }, { cancel: true }, { cancel: false }]);
  });
});
