// The walls of the house, tested by running at them: one seeded violation a rule, and the linter must stop it.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lintConfigText } from './generate-lint.mjs';
import { layers, packagesOf } from './layers.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folders = Object.keys(layers);
const mayImport = (from: string, to: string): boolean =>
  from === to || (layers[from] ?? []).some((allowed) => to === allowed || to.startsWith(`${allowed}/`));

type Seed = { readonly file: string; readonly code: string; readonly rule: string };

const upFrom = (folder: string): string =>
  folder
    .split('/')
    .map(() => '..')
    .join('/');

/** Every forbidden pair of folders, and every other rule once. */
const seeds: readonly Seed[] = [
  ...folders.flatMap((from) =>
    folders
      .filter((to) => !mayImport(from, to))
      .map((to) => ({
        file: `${from}/to-${to.replace('/', '-')}.ts`,
        code: `import { x } from '${upFrom(from)}/${to}/x.ts';\nexport const y = x;\n`,
        rule: 'no-restricted-imports',
      })),
  ),
  ...folders
    .filter((folder) => folder.startsWith('shared/'))
    .flatMap((folder) => [
      {
        file: `${folder}/node.ts`,
        code: "import { readFileSync } from 'node:fs';\nexport const y = readFileSync;\n",
        rule: 'no-restricted-imports',
      },
      {
        file: `${folder}/wall-clock.ts`,
        code: 'export const y = (): number => Date.now();\n',
        rule: 'no-restricted-globals',
      },
      {
        file: `${folder}/bare-date.ts`,
        code: 'export const y = (): string => new Date().toISOString();\n',
        rule: 'no-restricted-globals',
      },
      {
        file: `${folder}/dice.ts`,
        code: 'export const y = (): number => Math.random();\n',
        rule: 'no-restricted-properties',
      },
    ]),
  ...folders
    .filter((folder) => folder !== 'main/electron')
    .map((folder) => ({
      file: `${folder}/electron.ts`,
      code: "import { app } from 'electron';\nexport const y = app;\n",
      rule: 'no-restricted-imports',
    })),
  ...folders.map((folder) => ({
    file: `${folder}/from-test.ts`,
    code: `import { y } from '${upFrom(folder)}/test/fakes/y.ts';\nexport const z = y;\n`,
    rule: 'no-restricted-imports',
  })),
  ...['main/engine', 'main/cli'].map((folder) => ({
    file: `${folder}/socket.ts`,
    code: "import { createSocket } from 'node:dgram';\nexport const y = createSocket;\n",
    rule: 'no-restricted-imports',
  })),
  { file: 'shared/base/default.ts', code: 'export default 1;\n', rule: 'no-default-export' },
  {
    file: 'shared/base/loose.ts',
    code: 'export const y = (a: any): number => a;\n',
    rule: 'no-explicit-any',
  },
  {
    file: 'shared/base/long.ts',
    code: `${'// a line\n'.repeat(301)}export const y = 1;\n`,
    rule: 'max-lines',
  },
  {
    file: 'shared/base/long-function.ts',
    code: `export function y(): number {\n${'  console;\n'.repeat(51)}  return 1;\n}\n`,
    rule: 'max-lines-per-function',
  },
  {
    file: 'shared/base/cycle-a.ts',
    code: "import { b } from './cycle-b.ts';\nexport const a = (): unknown => b;\n",
    rule: 'no-cycle',
  },
  {
    file: 'shared/base/cycle-b.ts',
    code: "import { a } from './cycle-a.ts';\nexport const b = (): unknown => a;\n",
    rule: 'no-cycle',
  },
];

describe('layers', () => {
  let house = '';
  let findings: ReadonlyMap<string, readonly string[]> = new Map();

  beforeAll(() => {
    house = mkdtempSync(join(tmpdir(), 'salg-arch-'));
    copyFileSync(join(root, '.oxlintrc.json'), join(house, '.oxlintrc.json'));
    symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
    for (const { file, code } of seeds) {
      mkdirSync(dirname(join(house, file)), { recursive: true });
      writeFileSync(join(house, file), code);
    }
    findings = lint(house);
  });
  afterAll(() => rmSync(house, { recursive: true, force: true }));

  test('the lint configuration is the one that the layer table gives', () => {
    expect(readFileSync(join(root, '.oxlintrc.json'), 'utf8')).toBe(lintConfigText);
  });

  test('every folder of the house is in the table', () => {
    const present = ['shared', 'main'].flatMap((half) =>
      readdirSync(join(root, half))
        .filter((name) => statSync(join(root, half, name)).isDirectory())
        .map((name) => `${half}/${name}`),
    );
    expect([...present, 'renderer'].toSorted()).toEqual(folders.toSorted());
  });

  test.each(seeds.map((seed) => [seed.file, seed.rule] as const))('%s is stopped by %s', (file, rule) => {
    expect(findings.get(file) ?? []).toContain(rule);
  });
});

/** Rule names by file, as the linter reports them. */
function lint(folder: string): ReadonlyMap<string, readonly string[]> {
  const run = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--format', 'json', '.'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: { filename: string; code?: string }[] };
  const byFile = new Map<string, string[]>();
  for (const { filename, code } of diagnostics) {
    const rule = /\(([^)]+)\)/.exec(code ?? '')?.[1] ?? '';
    byFile.set(filename, [...(byFile.get(filename) ?? []), rule]);
  }
  return byFile;
}

/** Package names that a source text imports. */
const packagesIn = (code: string): readonly string[] =>
  [...code.matchAll(/(?:from|import) '([^'./][^']*)'/g)]
    .map(([, specifier]) => specifier ?? '')
    .filter((specifier) => !specifier.startsWith('node:'));

/** The linter's patterns cannot say "all but these", so the packages of each folder are read off its files. */
describe('packages', () => {
  test.each(folders)('%s imports only those the table gives it', (folder) => {
    const allowed = packagesOf[folder] ?? packagesOf[folder.split('/')[0] ?? ''] ?? [];
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.tsx?$/.test(name) && !name.endsWith('vite.config.ts'),
    );
    const used = files.flatMap((name) => packagesIn(readFileSync(join(root, folder, name), 'utf8')));
    expect(files.length).toBeGreaterThan(0);
    expect([...new Set(used)].filter((name) => !allowed.includes(name))).toEqual([]);
  });

  test('a stranger would be noticed', () => {
    expect(packagesIn("import { y } from 'left-pad';\nimport 'zod';\nimport { z } from './z.ts';")).toEqual([
      'left-pad',
      'zod',
    ]);
  });
});

describe('shared compiles without a platform', () => {
  const foreign = [
    'setTimeout',
    'Buffer',
    'process',
    'window',
    'console',
    'TextDecoder',
    'URL',
    'AbortController',
    'performance',
    'crypto',
    'fetch',
  ];

  test.each(foreign)('%s is unknown there', (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'salg-tsc-'));
    writeFileSync(join(folder, 'seed.ts'), `export const y: unknown = ${name};\n`);
    const options = [
      '--noEmit',
      '--strict',
      '--target',
      'es2023',
      '--lib',
      'es2023',
      '--types',
      '',
      '--module',
      'esnext',
      '--moduleResolution',
      'bundler',
    ];
    const run = spawnSync(join(root, 'node_modules/.bin/tsc'), [...options, 'seed.ts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true, force: true });
    expect(run.stdout).toContain(`Cannot find name '${name}'`);
  });

  test('these are the options that shared really has', () => {
    const shown = execFileSync(
      join(root, 'node_modules/.bin/tsc'),
      ['--showConfig', '-p', join(root, 'shared')],
      { encoding: 'utf8' },
    );
    const { compilerOptions } = JSON.parse(shown) as { compilerOptions: { lib: string[]; types: string[] } };
    expect(compilerOptions).toMatchObject({ lib: ['es2023'], types: [] });
  });
});
