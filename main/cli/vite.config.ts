// One file for the command line and the threads of its streams beside it, with everything but Node's own modules inside.
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { streamWorkers } from '../engine/stream/vite.config.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { version: string };

export default defineConfig({
  root,
  define: { __APP_VERSION__: JSON.stringify(version) },
  ssr: { noExternal: true },
  plugins: [streamWorkers()],
  build: {
    ssr: 'main/cli/main.ts',
    target: 'node20',
    outDir: 'out/cli',
    emptyOutDir: true,
    minify: false,
    license: true,
    rolldownOptions: {
      external: [...builtinModules, /^node:/],
      output: { format: 'es', entryFileNames: 'sip-alg-checker.mjs', codeSplitting: false },
    },
  },
});
