// The engine's streams alone, for the bench.
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { streamWorkers } from '../../main/engine/stream/vite.config.ts';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  ssr: { noExternal: true },
  plugins: [streamWorkers()],
  build: {
    ssr: 'test/bench/engine-entry.ts',
    target: 'node20',
    outDir: 'out/bench',
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      external: [...builtinModules, /^node:/],
      output: { format: 'es', entryFileNames: 'engine.mjs', codeSplitting: false },
    },
  },
});
