// The window's page: one folder of static files, the same for every host.
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('../out/renderer', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome140',
    license: true,
    // The hosts serve a fixed list of files under a policy without `data:` fonts and scripts.
    assetsInlineLimit: 0,
    // Compressing breaks the style engine's keyframes (a toString loses its object); shorter names are enough.
    rolldownOptions: { output: { minify: { compress: false, mangle: true, codegen: true } } },
    modulePreload: { polyfill: false },
  },
});
