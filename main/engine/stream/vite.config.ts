// The threads of a stream as files of their own, each with everything but Node's own modules inside. Whoever bundles
// the engine adds `streamWorkers()`, so that they lie beside that bundle (worker-files.ts).
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { workerFileNames } from './worker-files.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Text of one thread's file. */
async function bundleWorker(fileName: string): Promise<string> {
  const bundle = await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: `main/engine/stream/${fileName.replace(/\.mjs$/, '.ts')}`,
      target: 'node20',
      minify: false,
      write: false,
      rolldownOptions: {
        external: [...builtinModules, /^node:/],
        output: { format: 'es', entryFileNames: fileName, codeSplitting: false },
      },
    },
  });
  const [chunk] = 'output' in bundle ? bundle.output : [];
  if (chunk === undefined) throw new Error(`${fileName} was not built`);
  return chunk.code;
}

/** Puts the threads' files beside a bundle. */
export const streamWorkers = (): Plugin => ({
  name: 'stream-workers',
  async generateBundle() {
    for (const fileName of Object.values(workerFileNames))
      this.emitFile({ type: 'asset', fileName, source: await bundleWorker(fileName) });
  },
});
