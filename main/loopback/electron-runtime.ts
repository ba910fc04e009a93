// Finds Electron's runtime without loading the npm package, which would download it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const executables: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** Electron's executable: the one that ELECTRON_OVERRIDE_DIST_PATH names, else that of the project; null when there is none. */
export function electronRuntime(
  root: string,
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): string | null {
  const chosen = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  const folder = chosen ? chosen : join(root, 'node_modules/electron/dist');
  // An override may bring its own name, as the npm package accepts too.
  const names = [executables[platform] ?? 'electron', 'electron'];
  return names.map((name) => join(folder, name)).find((file) => existsSync(file)) ?? null;
}
