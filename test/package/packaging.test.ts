// What electron-builder makes of our settings, without a network and without Electron's binary: a dummy with the same
// fuse wire stands in for it. Installers, signatures and the real binary are the release job's.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAsar, makeDummyProject, packedFiles, readFuses, root } from './dummy-project.ts';

const bundledProfile = 'assets/profiles/default.sipprofile';
const builder = join(root, 'node_modules/electron-builder/cli.js');

function build(
  folder: string,
  system = 'linux',
): { readonly status: number | null; readonly output: string } {
  const run = spawnSync(
    process.execPath,
    [
      builder,
      '--projectDir',
      folder,
      `--${system}`,
      'dir',
      '--x64',
      '--publish',
      'never',
      `-c.electronDist=${join(folder, 'electron-dist')}`,
    ],
    { encoding: 'utf8', env: { ...process.env, SOURCE_DATE_EPOCH: '1700000000' }, timeout: 60_000 },
  );
  return { status: run.status, output: run.stdout + run.stderr };
}

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

describe('the packaged program', () => {
  const project = makeDummyProject();
  const program = join(project.folder, 'out/installers/linux-unpacked');
  const archive = join(program, 'resources/app.asar');
  let first = { status: null as number | null, output: '' };
  beforeAll(() => {
    first = build(project.folder);
  });
  afterAll(project.remove);

  test('is made', () => {
    expect(first).toMatchObject({ status: 0 });
  });

  test('holds exactly the bundles, the page and the packages file', () => {
    expect(listAsar(archive)).toEqual(packedFiles);
  });

  test('has its fuses as set', () => {
    expect(readFuses(join(program, 'sip-alg-checker'))).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      // Not ours to set: as Electron ships it.
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  test('carries the licences beside its archive, and nothing that looks for updates', () => {
    expect(readdirSync(join(program, 'resources/licenses')).toSorted()).toEqual([
      'LICENSE.txt',
      'engine.md',
      'main.md',
      'window.md',
    ]);
    expect(existsSync(join(program, 'resources/app-update.yml'))).toBe(false);
  });

  test('is the same archive when made again', () => {
    const before = hashOf(archive);
    rmSync(join(project.folder, 'out/installers'), { recursive: true });
    expect(build(project.folder).status).toBe(0);
    expect(hashOf(archive)).toBe(before);
  });
});

// Elsewhere the system's own signing tools would be called on a program that has no code.
describe.runIf(process.platform === 'linux')('the program for macOS', () => {
  const project = makeDummyProject();
  const contents = join(project.folder, 'out/installers/mac/SIP ALG Checker.app/Contents');
  afterAll(project.remove);

  test('is sealed and says what it opens and why it uses the local network', () => {
    expect(build(project.folder, 'mac')).toMatchObject({ status: 0 });
    expect(listAsar(join(contents, 'Resources/app.asar'))).toEqual(packedFiles);
    const info = readFileSync(join(contents, 'Info.plist'), 'utf8').replaceAll(/>\s+</g, '><');
    expect(info).toMatch(
      /<key>ElectronAsarIntegrity<\/key>.*<string>SHA256<\/string><key>hash<\/key><string>[0-9a-f]{64}</,
    );
    expect(info).toContain(
      '<key>NSLocalNetworkUsageDescription</key><string>SIP ALG Checker sends test messages',
    );
    for (const ending of ['sipreport', 'sipprofile']) expect(info).toContain(`<string>${ending}</string>`);
    expect(info.match(/<key>CFBundleTypeRole<\/key><string>Viewer</g)).toHaveLength(2);
    const fuses = readFuses(join(contents, 'Frameworks/Electron Framework.framework/Electron Framework'));
    expect(fuses).toMatchObject({ runAsNode: false, onlyLoadAppFromAsar: true });
  });
});

describe('an operator’s build', () => {
  const project = makeDummyProject();
  afterAll(project.remove);

  test('carries its default profile, and nothing else more', () => {
    const text = '{"format":"sip-alg-profile","version":1,"name":"Operator","server":"sip.example"}';
    writeFileSync(join(project.folder, bundledProfile), text);
    expect(build(project.folder)).toMatchObject({ status: 0 });
    const archive = join(project.folder, 'out/installers/linux-unpacked/resources/app.asar');
    expect(listAsar(archive)).toEqual([...packedFiles, bundledProfile].toSorted());
    expect(readFileSync(archive, 'utf8')).toContain(text);
  });

  test('is read from there by both hosts', () => {
    for (const host of ['main/electron/start-host.ts', 'main/loopback/run-loopback.ts'])
      expect(readFileSync(join(root, host), 'utf8')).toContain(`join(root, '${bundledProfile}')`);
  });
});

describe('settings that are wrong', () => {
  const project = makeDummyProject();
  const settings = join(project.folder, 'electron-builder.yml');
  const good = readFileSync(settings, 'utf8');
  afterAll(project.remove);

  test.each([
    ['a typing mistake in a key', 'oneClick:', 'oneClik:', 'configuration.nsis'],
    ['a fuse nobody knows', 'runAsNode:', 'runAsNod:', 'configuration.electronFuses'],
    ['a value of the wrong kind', 'npmRebuild: false', 'npmRebuild: sometimes', 'configuration.npmRebuild'],
  ])('%s is refused', (_what, from, to, named) => {
    expect(good).toContain(from);
    writeFileSync(settings, good.replace(from, to));
    const run = build(project.folder);
    expect(run.status).not.toBe(0);
    expect(run.output).toContain(named);
  });
});

test('the packages file names the bundle that is packed', () => {
  const { main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { main?: string };
  expect(main).toBe('out/main/main.mjs');
});
