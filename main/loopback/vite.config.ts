// The loopback host and the launcher of `npm start`, one file each, with everything but Node's own modules inside.
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
    ssr: true,
    target: 'node20',
    outDir: 'out/loopback',
    emptyOutDir: true,
    minify: false,
    license: true,
    rolldownOptions: {
      input: { loopback: 'main/loopback/main.ts', start: 'main/loopback/start.ts' },
      external: [...builtinModules, /^node:/],
      // The two share no module, so there is nothing to put into a third file.
      output: { format: 'es', entryFileNames: '[name].mjs' },
    },
  },
});
