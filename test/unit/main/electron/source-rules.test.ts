// What must not appear in the window's source at all.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const folder = join(root, 'main/electron');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name: name.replaceAll('\\', '/'), text: readFileSync(join(folder, name), 'utf8') }));

test('there is something to look at', () => {
  expect(sources.length).toBeGreaterThan(15);
});

test.each([
  ['allowRunningInsecureContent', /allowRunningInsecureContent/],
  ['experimentalFeatures', /experimentalFeatures/],
  ['enableBlinkFeatures', /enableBlinkFeatures/],
  ['webSecurity off', /webSecurity['"]?\s*:\s*false/],
  ['allowpopups', /allowpopups/i],
  ['webviewTag on', /webviewTag['"]?\s*:\s*true/],
  ['a sandbox off', /sandbox['"]?\s*:\s*false|appendSwitch\(['"]no-sandbox/],
  ['Node in the page', /nodeIntegration\w*['"]?\s*:\s*true/],
  ['isolation off', /contextIsolation['"]?\s*:\s*false/],
  ['the file scheme', /file:\/\//],
  ['a scheme that passes the policy', /bypassCSP|allowServiceWorkers|corsEnabled|supportFetchAPI/],
  ['a network of its own', /net\.(?:fetch|request)|autoUpdater|\bfetch\(/],
  ['code from text', /executeJavaScript|\beval\(|new Function/],
])('no file has %s', (_what, pattern) => {
  expect(sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name)).toEqual([]);
});

test('Electron itself is loaded by the few files that cannot do without, so that the rest can be tested', () => {
  const loaders = sources.filter(({ text }) => /^import (?!type).* from 'electron';$/m.test(text));
  expect(loaders.map(({ name }) => name).toSorted()).toEqual([
    'app-menu.ts',
    'before-ready.ts',
    'main.ts',
    'preload/preload.ts',
    'start-host.ts',
    'system-browser.ts',
    'window.ts',
  ]);
});

test('ipcMain has one user, and it registers through the gate only', () => {
  const uses = sources.filter(({ text }) => text.includes('ipcMain'));
  expect(uses.map(({ name }) => name).filter((name) => name !== 'ipc-gate.ts')).toEqual(['main.ts']);
  const main = uses.find(({ name }) => name === 'main.ts')?.text ?? '';
  expect(main.match(/ipcMain\.\w+/g)).toEqual(['ipcMain.handle']);
  expect(main).toMatch(/openGate\(\(channel, listener\) => ipcMain\.handle\(channel, listener\)/);
});

test('what is opened outside passes the one place that looks at it', () => {
  const uses = sources.filter(({ text }) => /openExternal|openPath\(['"]|showItemInFolder/.test(text));
  expect(uses.map(({ name }) => name)).toEqual(['system-browser.ts']);
});

test('the pinned Electron is one exact version', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
});
