// The layer table of ARCHITECTURE.md as data: which folder may import which.
// `node test/arch/generate-lint.mjs` writes it into .oxlintrc.json; test/arch checks that the two agree
// and that one seeded violation of each rule is really caught.

/** Folder -> the project folders it may import beside itself. */
export const layers = {
  'shared/base': [],
  'shared/sip': ['shared/base'],
  'shared/rtp': ['shared/base'],
  'shared/observation': ['shared/base'],
  'shared/exchange': ['shared/base', 'shared/sip', 'shared/observation'],
  'shared/probe': ['shared/base', 'shared/sip', 'shared/observation', 'shared/exchange'],
  'shared/measure': ['shared/base', 'shared/observation'],
  'shared/dialog': ['shared/base', 'shared/sip', 'shared/observation', 'shared/exchange', 'shared/probe'],
  'shared/verdict': ['shared/base', 'shared/sip', 'shared/observation', 'shared/exchange'],
  'shared/router': ['shared/base', 'shared/observation', 'shared/verdict'],
  'shared/profile': ['shared/base'],
  'shared/report': [
    'shared/base',
    'shared/observation',
    'shared/exchange',
    'shared/measure',
    'shared/verdict',
    'shared/profile',
  ],
  'shared/ipc': [
    'shared/base',
    'shared/observation',
    'shared/measure',
    'shared/verdict',
    'shared/profile',
    'shared/report',
  ],
  'main/io': ['shared/base', 'shared/observation'],
  // The demo is a network like the real one; the engine's own process offers both.
  'main/engine': ['shared', 'main/io', 'main/demo'],
  'main/demo': ['shared', 'main/io'],
  // The built window: its file map and its policy.
  'main/page': [],
  'main/cli': [
    'shared/base',
    'shared/observation',
    'shared/report',
    'shared/profile',
    'main/engine',
    'main/demo',
    'main/io',
  ],
  'main/loopback': [
    'shared/base',
    'shared/ipc',
    'shared/report',
    'shared/profile',
    'main/engine',
    'main/demo',
    'main/io',
    'main/page',
  ],
  'main/electron': [
    'shared/base',
    'shared/ipc',
    'shared/report',
    'shared/profile',
    'main/engine',
    'main/demo',
    'main/io',
    'main/page',
  ],
  renderer: [
    'shared/base',
    'shared/sip',
    'shared/observation',
    'shared/exchange',
    'shared/verdict',
    'shared/profile',
    'shared/report',
    'shared/ipc',
  ],
};

/** Packages that each half of the product may import; everything else is refused. */
export const packagesOf = {
  shared: ['zod', 'ipaddr.js'],
  'main/io': ['zod', 'ipaddr.js', 'env-paths', 'proper-lockfile'],
  'main/engine': ['zod'],
  'main/demo': [],
  'main/cli': ['commander'],
  'main/loopback': ['commander'],
  'main/electron': ['electron'],
  renderer: [
    'react',
    'react-dom',
    'react-dom/client',
    'zustand',
    '@mui/material',
    '@emotion/react',
    '@emotion/styled',
    '@emotion/cache',
    '@fontsource-variable/inter',
    '@fontsource-variable/jetbrains-mono',
    'i18next',
    'react-i18next',
  ],
};
