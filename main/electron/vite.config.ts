// The window's host process as one file, with everything but Electron and Node's own modules inside.
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { version: string };

export default defineConfig({
  root,
  define: { __APP_VERSION__: JSON.stringify(version) },
  ssr: { noExternal: true },
  build: {
    ssr: 'main/electron/main.ts',
    target: 'node20',
    outDir: 'out/main',
    emptyOutDir: true,
    minify: false,
    license: true,
    rolldownOptions: {
      external: ['electron', ...builtinModules, /^node:/],
      output: { format: 'es', entryFileNames: 'main.mjs', codeSplitting: false },
    },
  },
});
