// The preload: one CommonJS file, because a sandboxed preload can be nothing else and can load nothing else.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { events, methodNames } from '../../../shared/ipc/contract.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export default defineConfig({
  root,
  // The names come from the contract at build time: a method cannot be in one and not in the other.
  define: {
    CONTRACT_METHODS: JSON.stringify(methodNames),
    CONTRACT_EVENTS: JSON.stringify(Object.keys(events)),
  },
  build: {
    ssr: 'main/electron/preload/preload.ts',
    target: 'chrome140',
    outDir: 'out/preload',
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
    },
  },
});
