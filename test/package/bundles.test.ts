// The window's two bundles as the bundler makes them: what they load, and what a page gets of the preload.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { build, mergeConfig, type UserConfig } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import preloadConfig from '../../main/electron/preload/vite.config.ts';
import mainConfig from '../../main/electron/vite.config.ts';
import { methodNames } from '../../shared/ipc/contract.ts';

let folder = '';
const bundle = async (name: string, config: UserConfig): Promise<string> => {
  const outDir = join(folder, name);
  await build(mergeConfig(config, { configFile: false, logLevel: 'error', build: { outDir } }));
  return outDir;
};
const filesIn = (path: string): readonly string[] =>
  readdirSync(path).filter((name) => !name.startsWith('.'));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'salg-bundles-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('preload', () => {
  let code = '';
  let files: readonly string[] = [];
  beforeAll(async () => {
    const outDir = await bundle('preload', preloadConfig);
    files = filesIn(outDir);
    code = readFileSync(join(outDir, 'preload.cjs'), 'utf8');
  });

  test('is one small file that loads Electron and nothing else', () => {
    expect(files).toEqual(['preload.cjs']);
    expect([...code.matchAll(/\brequire\(([^)]*)\)/g)].map((match) => match[1])).toEqual(['"electron"']);
    expect(code).not.toMatch(/^\s*import\b|\bimport\(/m);
    // Without the schemas of the contract; they alone are a hundred times this.
    expect(code.length).toBeLessThan(4000);
  });

  test('gives the page one object with two functions, and only the contract’s methods pass', async () => {
    const exposed: [string, Record<string, (...args: unknown[]) => unknown>][] = [];
    const invoked: string[] = [];
    const electron = {
      contextBridge: { exposeInMainWorld: (...args: (typeof exposed)[number]) => exposed.push(args) },
      ipcRenderer: {
        invoke: async (channel: string) => invoked.push(channel),
        on: () => {},
        removeListener: () => {},
      },
    };
    runInNewContext(code, { require: () => electron, module: { exports: {} }, exports: {} });
    expect(exposed.map(([name, api]) => [name, Object.keys(api)])).toEqual([
      ['sipAlgChecker', ['call', 'on']],
    ]);
    for (const method of [...methodNames, 'app.quit', '__proto__'])
      await exposed[0]?.[1]['call']?.(method, {});
    expect(invoked).toEqual(methodNames.map((method) => `call:${method}`));
  });
});

test('main is one file that loads Electron and Node, and waits for nothing at its top level', async () => {
  const outDir = await bundle('main', mainConfig);
  expect(filesIn(outDir)).toEqual(['main.mjs']);
  const code = readFileSync(join(outDir, 'main.mjs'), 'utf8');
  const loaded = [...code.matchAll(/^(?:import|export) .*?from ["']([^"']+)["'];?$/gm)].map(
    (match) => match[1] ?? '',
  );
  const foreign = loaded.filter(
    (name) => name !== 'electron' && !name.startsWith('node:') && !builtinModules.includes(name),
  );
  expect(loaded).toContain('electron');
  expect(foreign).toEqual([]);
  expect(code).not.toMatch(/^await /m);
});
