// Bundles as they are shipped, in a folder of their own, so that no test reads what another one is writing.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const project = fileURLToPath(new URL('../../../..', import.meta.url));

/** A folder that looks like the project after a build, as far as `bundles` go. */
export async function buildInto(
  bundles: readonly ('engine' | 'loopback')[],
): Promise<{ readonly root: string; readonly remove: () => Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), 'sip-alg-checker-built-'));
  const configOf = { engine: 'main/engine/host/vite.config.ts', loopback: 'main/loopback/vite.config.ts' };
  for (const bundle of bundles)
    await build({
      configFile: join(project, configOf[bundle]),
      logLevel: 'error',
      build: { outDir: join(root, 'out', bundle) },
    });
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}
