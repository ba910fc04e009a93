// Writes .oxlintrc.json from the layer table: run `node test/arch/generate-lint.mjs` after changing layers.mjs.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { layers } from './layers.mjs';

const folders = Object.keys(layers);

const socketModules = [
  'node:dgram',
  'node:net',
  'node:tls',
  'node:http',
  'node:https',
  'node:http2',
  'dgram',
  'net',
  'tls',
];
// The loopback host serves the page on 127.0.0.1; it never talks to a phone server.
const mayOpenSockets = ['main/io', 'main/demo', 'main/loopback'];

const mayImport = (from, to) =>
  from === to || layers[from].some((allowed) => to === allowed || to.startsWith(`${allowed}/`));

/** Import specifiers that reach `to`: by its full path, or relative to a sibling folder of the same half. */
function specifiersOf(from, to) {
  const [half, name] = to.split('/');
  const inSameHalf = from.startsWith(`${half}/`);
  const full = [`**/${to}`, `**/${to}/**`];
  return inSameHalf ? [...full, ...['..', '../..', '../../..'].map((up) => `${up}/${name}/**`)] : full;
}

function restrictedImports(folder) {
  const half = folder.split('/')[0];
  const forbidden = folders.filter((to) => !mayImport(folder, to));
  const patterns = forbidden.map((to) => ({
    group: specifiersOf(folder, to),
    message: `${folder} must not import ${to} (test/arch/layers.mjs)`,
  }));
  patterns.push({ group: ['**/test/**'], message: 'nothing imports test' });
  if (folder !== 'main/electron')
    patterns.push({ group: ['electron', 'electron/*'], message: 'only main/electron may import electron' });
  if (half === 'renderer')
    patterns.push({ group: ['node:*', '**/main/**'], message: 'the renderer knows no node and no main' });
  if (half === 'shared')
    patterns.push({ group: ['node:*', '**/main/**'], message: 'shared knows no node and no main' });
  if (!mayOpenSockets.includes(folder))
    patterns.push({
      group: socketModules,
      message: 'sockets live in main/io and main/demo; probes pass the ban guard',
    });
  return ['error', { patterns }];
}

const sharedOnly = {
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'take a Clock' },
    { object: 'Math', property: 'random', message: 'take an IdSource' },
  ],
  'no-restricted-globals': ['error', { name: 'Date', message: 'take a Clock' }],
};

const config = {
  $schema: './node_modules/oxlint/configuration_schema.json',
  plugins: ['typescript', 'import', 'unicorn', 'oxc', 'promise', 'vitest', 'react', 'jsx-a11y'],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['out', 'node_modules', '.lab', 'test/arch/seeds'],
  rules: {
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/consistent-type-imports': 'error',
    'typescript/no-non-null-assertion': 'error',
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'no-await-in-loop': 'off',
    // tsc (noImplicitReturns) knows that a switch over a union is exhaustive; this rule does not.
    'typescript/consistent-return': 'off',
    'consistent-return': 'off',
    // Hostile input is full of control characters, and so are the patterns that catch them.
    'no-control-regex': 'off',
    // The compiler's own JSX transform needs no React in scope.
    'react/react-in-jsx-scope': 'off',
    'no-underscore-dangle': ['error', { allow: ['__APP_VERSION__'] }],
    'no-shadow': 'off',
    'vitest/require-mock-type-parameters': 'off',
    'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
    'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
  },
  overrides: [
    { files: ['shared/**/*.ts'], rules: sharedOnly },
    // Outside a page messages go to processes and threads, which have no origin.
    { files: ['main/**/*.ts'], rules: { 'unicorn/require-post-message-target-origin': 'off' } },
    ...folders.map((folder) => ({
      files: [`${folder}/**/*.ts`, `${folder}/**/*.tsx`],
      rules: { 'no-restricted-imports': restrictedImports(folder) },
    })),
    {
      files: ['**/vite.config.ts', 'vitest.config.ts', 'test/e2e/playwright.config.ts'],
      rules: { 'import/no-default-export': 'off', 'no-restricted-imports': 'off' },
    },
    {
      files: ['test/**'],
      rules: { 'max-lines-per-function': 'off', 'typescript/no-non-null-assertion': 'off' },
    },
  ],
};

export const lintConfigText = `${JSON.stringify(config, null, 2)}\n`;

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL('../../.oxlintrc.json', import.meta.url), lintConfigText);
