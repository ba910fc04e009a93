// The engine's own process as one file and the threads of its streams beside it, with everything but Node's own modules inside.
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { streamWorkers } from '../stream/vite.config.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export default defineConfig({
  root,
  ssr: { noExternal: true },
  plugins: [streamWorkers()],
  build: {
    ssr: 'main/engine/host/engine-process.ts',
    target: 'node20',
    outDir: 'out/engine',
    emptyOutDir: true,
    minify: false,
    license: true,
    rolldownOptions: {
      external: [...builtinModules, /^node:/],
      output: { format: 'es', entryFileNames: 'engine.mjs', codeSplitting: false },
    },
  },
});
