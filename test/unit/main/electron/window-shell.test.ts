// The window's frame: where it opens, its menu and its links, and which program it runs on.
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { isOpenable, linkAddress, linkIds, openLink } from '../../../../main/electron/external-links.ts';
import { menuTemplate } from '../../../../main/electron/menu.ts';
import { nativeLanguages, nativeWords } from '../../../../main/electron/native-words.ts';
import { bundlePageSource, standInPageSource } from '../../../../main/electron/page-source.ts';
import { isStandIn } from '../../../../main/electron/runtime.ts';
import { parseWindowState, placeWindow } from '../../../../main/electron/window-state.ts';

const stored = (x: number, y: number, width: number, height: number) => ({
  bounds: { x, y, width, height },
  isMaximized: false,
});

const failing = async (): Promise<void> => {
  throw new Error('no browser');
};

const record = () => {
  const loaded: string[] = [];
  const load = (kind: string) => async (what: string) => void loaded.push(`${kind} ${what}`);
  return { loaded, window: { loadURL: load('url'), loadFile: load('file') } };
};

describe('window state', () => {
  const screens = [
    { x: 0, y: 25, width: 1920, height: 1055 },
    { x: -1280, y: 0, width: 1280, height: 1024 },
  ];
  test('survives a round trip', () => {
    const state = { bounds: { x: -3, y: 4, width: 900, height: 700 }, isMaximized: true };
    expect(parseWindowState(JSON.stringify(state))).toEqual(state);
  });

  test.each([
    '',
    'null',
    '7',
    '[]',
    '{}',
    '{"bounds":null}',
    '{"bounds":{"x":"1","y":1,"width":1,"height":1}}',
    '{"bounds":{"x":1e9,"y":1,"width":1,"height":1}}',
    '{"bounds":{"x":0.5,"y":1,"width":1,"height":1}}',
  ])('%j is none', (text) => {
    expect(parseWindowState(text)).toBeNull();
  });

  test.each([
    ['first start', null, { width: 1040, height: 760 }],
    ['as it was', stored(100, 100, 900, 700), { x: 100, y: 100, width: 900, height: 700 }],
    ['on the left screen', stored(-1200, 50, 900, 700), { x: -1200, y: 50, width: 900, height: 700 }],
    ['its screen is gone', stored(4000, 100, 900, 700), { width: 900, height: 700 }],
    ['title bar above all screens', stored(100, -200, 900, 700), { width: 900, height: 700 }],
    ['too small', stored(0, 30, 10, 10), { x: 0, y: 30, width: 400, height: 600 }],
    ['larger than any screen', stored(0, 30, 9000, 9000), { x: 0, y: 30, width: 1920, height: 1055 }],
  ])('%s', (_case, state, place) => {
    expect(placeWindow(state, screens)).toEqual(place);
  });

  test('without a screen it opens anyway', () => {
    expect(placeWindow(null, [])).toEqual({ width: 400, height: 600 });
  });
});

describe('links out', () => {
  test('are https addresses of the list', () => {
    for (const id of linkIds) expect(new URL(linkAddress(id) ?? '').protocol).toBe('https:');
  });

  test('open by id', async () => {
    const opened: string[] = [];
    const open = async (url: string): Promise<void> => void opened.push(url);
    expect(await openLink('rfc-3261', open)).toEqual({ ok: true, value: null });
    expect(opened).toEqual(['https://www.rfc-editor.org/rfc/rfc3261']);
  });

  test.each(['https://example.org', 'RFC-3261', '', '__proto__', 'constructor', 'toString'])(
    '%j opens nothing',
    async (id) => {
      const opened: string[] = [];
      expect(await openLink(id, async (url) => void opened.push(url))).toEqual({
        ok: false,
        error: 'unknown-link',
      });
      expect(opened).toEqual([]);
    },
  );

  test.each([
    ['https://example.org/help', true],
    ['http://192.168.1.1/', true],
    ['mailto:help@example.org', true],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['https://a b', false],
    ['https://admin:secret@192.168.1.1/', false],
    ['https://', false],
    ['mailto:', false],
    ['ms-x:y', false],
  ])('%j may leave the program: %j', (address, expected) => {
    expect(isOpenable(address)).toBe(expected);
  });

  test('a system without a browser is no crash', async () => {
    expect(await openLink('rfc-3581', failing)).toEqual({ ok: false, error: 'no-browser' });
  });
});

describe('menu', () => {
  const noActions = { open: () => {}, about: () => {}, link: () => {} };
  const textOf = (platform: string): string =>
    JSON.stringify(menuTemplate(nativeWords(['en']), noActions, platform));

  test.each(['linux', 'win32', 'darwin'])('on %s has no way to reload or to developer tools', (platform) => {
    expect(textOf(platform)).not.toMatch(/reload|devtools/i);
    expect(textOf(platform)).toContain('Open report');
  });

  test('its items do what they say', () => {
    const done: string[] = [];
    const actions = {
      open: () => done.push('open'),
      about: () => done.push('about'),
      link: (id: string) => done.push(id),
    };
    for (const menu of menuTemplate(nativeWords(['en']), actions, 'linux')) {
      for (const item of Array.isArray(menu.submenu) ? menu.submenu : []) {
        const click = item.click as (() => void) | undefined;
        click?.();
      }
    }
    expect(done).toEqual(['open', 'rfc-3261', 'rfc-3581', 'about']);
  });

  test.each([
    [['nl-BE', 'en'], 'Bestand'],
    [['de_AT'], 'Datei'],
    [['pt-PT', 'FR'], 'Fichier'],
    [['zh-CN'], 'File'],
    [['__proto__', 'constructor'], 'File'],
    [[], 'File'],
  ])('speaks for %j: %s', (preferred, file) => {
    expect(nativeWords(preferred).file).toBe(file);
  });

  test('every language has every word', () => {
    const keys = Object.keys(nativeWords(['en']));
    for (const words of Object.values(nativeLanguages)) {
      expect(Object.keys(words)).toEqual(keys);
      expect(Object.values(words).every((word) => word !== '')).toBe(true);
    }
  });
});

describe('where the page comes from', () => {
  test('Electron: app://', async () => {
    const { loaded, window } = record();
    await bundlePageSource.load(window);
    expect(loaded).toEqual(['url app://bundle/index.html']);
  });

  test('look-alike: exactly the built page', async () => {
    const { loaded, window } = record();
    const source = standInPageSource('/a/out/renderer/index.html');
    await source.load(window);
    const own = pathToFileURL('/a/out/renderer/index.html').href;
    expect(loaded).toEqual(['file /a/out/renderer/index.html']);
    expect(source.isOwnPage(`${own}#/history`)).toBe(true);
    expect(source.isOwnPage(own.replace('index', 'other'))).toBe(false);
    expect(source.isOwnPage('about:blank')).toBe(false);
  });

  test('a packaged program is never the look-alike', () => {
    expect(isStandIn('0.0.0-shim', false)).toBe(true);
    expect(isStandIn('0.0.0-shim', true)).toBe(false);
    expect(isStandIn('45.4.1', false)).toBe(false);
    expect(isStandIn(undefined, false)).toBe(false);
  });
});
