// The window's page: one folder of static files, the same for every host.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { loadCatalogue } from '../shared/router/load-catalogue.ts';

const routers = fileURLToPath(new URL('../assets/routers/', import.meta.url));

/**
 * The router catalogue as plain data. It is checked here, so that a broken file fails the build, and the page needs
 * no schema reader, whose compiled code the page's policy refuses. Fingerprints and remarks are never shown.
 */
function routerCatalogue(): Plugin {
  const name = 'virtual:router-catalogue';
  return {
    name: 'router-catalogue',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load(id) {
      if (id !== `\0${name}`) return null;
      const names = readdirSync(routers).filter((file) => file.endsWith('.json'));
      const loaded = loadCatalogue(
        names.map((file) => ({ name: file, text: readFileSync(`${routers}${file}`, 'utf8') })),
      );
      if (!loaded.ok) throw new Error(loaded.error);
      const shown = [...loaded.value.values()].map(({ fingerprints: _f, remark: _r, ...entry }) => entry);
      return `export const routers = JSON.parse(${JSON.stringify(JSON.stringify(shown))});`;
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react(), routerCatalogue()],
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
