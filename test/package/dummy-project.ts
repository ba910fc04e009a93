// A project to package without Electron's binary and without a build: the real settings, packages file and icons,
// stand-ins for the bundles, and decoys that must never be packed.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

// Marks where an Electron binary keeps its fuses (electron docs/tutorial/fuses.md).
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** The fuses in the order of their wire, version 1. */
export const fuseNames = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const;
// As Electron ships them.
const fuseDefaults = '10110001';

const packed = [
  'out/main/main.mjs',
  'out/preload/preload.cjs',
  'out/engine/engine.mjs',
  'out/engine/stream-echo.mjs',
  'out/engine/stream-io.mjs',
  'out/engine/stream-ticker.mjs',
  'out/renderer/index.html',
  'out/renderer/assets/index-Ab12.js',
  'out/renderer/assets/index-Ab12.css',
  'out/renderer/assets/inter-Ab12.woff2',
  'assets/icons/png/64x64.png',
];
/** What the program's archive must hold, and nothing else. */
export const packedFiles = [...packed, 'package.json'].toSorted();

const licences = ['out/main', 'out/engine', 'out/renderer'].map((folder) => `${folder}/.vite/license.md`);
const decoys = [
  'main/electron/main.ts',
  'shared/base/result.ts',
  'renderer/main.tsx',
  'test/unit/x.test.ts',
  'assets/profiles/README.md',
  'assets/server-kit/asterisk/README.md',
  'assets/icons/icon.svg',
  'assets/icons/png/128x128.png',
  'out/cli/sip-alg-checker.mjs',
  'out/types/shared/base/result.d.ts',
  'out/main/main.mjs.map',
  'out/main/chunk-Ab12.mjs',
  'out/test-results/unit.json',
  '.env',
  'node_modules/left-over/index.js',
  'node_modules/left-over/package.json',
  'README.md',
];

function put(folder: string, file: string, content: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), content);
}

const fuseWire = `before${fuseSentinel}\u0001${String.fromCharCode(fuseDefaults.length)}${fuseDefaults}after`;

const propertyList = (name: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>CFBundleIdentifier</key>
  <string>com.github.Electron</string><key>CFBundleExecutable</key><string>${name}</string></dict></plist>`;

/** Dummies of Electron's programs for Linux and for macOS: names and fuses, no code. */
function putElectron(folder: string, version: string): void {
  const dist = join(folder, 'electron-dist');
  put(dist, 'version', version);
  mkdirSync(join(dist, 'resources'));
  put(dist, 'locales/en-US.pak', '');
  put(dist, 'electron', fuseWire);
  const framework = 'Electron.app/Contents/Frameworks/Electron Framework.framework';
  put(dist, `${framework}/Electron Framework`, fuseWire);
  put(dist, `${framework}/Versions/A/Resources/en.lproj/locale.pak`, '');
  put(dist, 'Electron.app/Contents/Resources/en.lproj/locale.pak', '');
  put(dist, 'Electron.app/Contents/Info.plist', propertyList('Electron'));
  put(dist, 'Electron.app/Contents/MacOS/Electron', '');
  for (const kind of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
    const helper = `Electron Helper${kind}`;
    const contents = `Electron.app/Contents/Frameworks/${helper}.app/Contents`;
    put(dist, `${contents}/Info.plist`, propertyList(helper));
    put(dist, `${contents}/MacOS/${helper}`, '');
  }
}

/** Makes the project in a new folder, with the dummy Electron in its `electron-dist`; `remove` takes it away. */
export function makeDummyProject(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'salg-package-'));
  for (const file of [...packed, ...decoys, ...licences]) put(folder, file, `stand-in for ${file}\n`);
  put(folder, 'node_modules/left-over/package.json', '{"name":"left-over","version":"1.0.0"}');
  for (const file of ['electron-builder.yml', 'LICENSE', 'assets/icons', 'assets/entitlements.mac.plist'])
    cpSync(join(root, file), join(folder, file), { recursive: true });
  const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  put(folder, 'package.json', JSON.stringify({ ...packageJson, main: 'out/main/main.mjs' }));
  const { electron } = packageJson['devDependencies'] as { electron: string };
  putElectron(folder, electron);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The fuses in a program file, by name: true when on. */
export function readFuses(file: string): Readonly<Record<string, boolean>> {
  const text = readFileSync(file, 'latin1');
  const start = text.indexOf(fuseSentinel) + fuseSentinel.length;
  const version = text.charCodeAt(start);
  const length = text.charCodeAt(start + 1);
  if (start < fuseSentinel.length || version !== 1 || length < fuseNames.length)
    throw new Error('no fuse wire');
  return Object.fromEntries(fuseNames.map((name, i) => [name, text.charAt(start + 2 + i) === '1']));
}

type AsarFolder = { readonly files?: Readonly<Record<string, AsarFolder>> };

/** Paths of all files in an asar archive, sorted. Its header is JSON behind four 32-bit lengths. */
export function listAsar(file: string): readonly string[] {
  const bytes = readFileSync(file);
  const header = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as AsarFolder;
  const walk = (folder: AsarFolder, prefix: string): string[] =>
    Object.entries(folder.files ?? {}).flatMap(([name, entry]) =>
      entry.files === undefined ? [`${prefix}${name}`] : walk(entry, `${prefix}${name}/`),
    );
  return walk(header, '').toSorted();
}
