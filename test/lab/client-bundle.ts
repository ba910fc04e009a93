// A program of the lab's client as one file, as the command line is one: node of that client reads no TypeScript.
import { rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, type PluginOption } from 'vite';
import { makeRunFolder } from './network.ts';

export type ClientBundle = { readonly file: string; readonly remove: () => void };

/** Bundles `entry` (an absolute path) into a run folder of its own; plugins put further files beside it. */
export async function bundleClient(
  entry: string,
  plugins: readonly PluginOption[] = [],
): Promise<ClientBundle> {
  const folder = makeRunFolder('client');
  await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('../..', import.meta.url)),
    ssr: { noExternal: true },
    plugins: [...plugins],
    build: {
      ssr: entry,
      target: 'node20',
      outDir: folder,
      minify: false,
      rolldownOptions: {
        external: [...builtinModules, /^node:/],
        output: { format: 'es', entryFileNames: 'client.mjs', codeSplitting: false },
      },
    },
  });
  return { file: `${folder}/client.mjs`, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
