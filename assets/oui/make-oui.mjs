// Writes oui.json: the MAC address blocks of the vendors that the router catalogue names, and of nobody else.
//   node assets/oui/make-oui.mjs           writes the file
//   node assets/oui/make-oui.mjs --check   fails when the file is not what it would write
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const byCode = (a, b) => (a < b ? -1 : 1);
const require = createRequire(import.meta.url);
const target = fileURLToPath(new URL('oui.json', import.meta.url));
const routers = fileURLToPath(new URL('../routers/', import.meta.url));

/** Vendor names of the catalogue, exactly as the registry writes them. */
function vendorsOfCatalogue() {
  const names = readdirSync(routers)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => JSON.parse(readFileSync(routers + name, 'utf8')).entries)
    .flatMap((entry) => entry.fingerprints?.ouiVendors ?? []);
  return new Set(names);
}

/** Vendor -> its blocks of 24, 28 or 36 bits as 6, 7 or 9 hex digits, in order, joined by spaces. */
function blocksOf(wanted) {
  const blocks = new Map([...wanted].toSorted(byCode).map((name) => [name, []]));
  for (const [prefix, lines] of Object.entries(require('oui-data')))
    blocks.get(lines.split('\n')[0])?.push(prefix.toLowerCase());
  const missing = [...blocks].filter(([, prefixes]) => prefixes.length === 0).map(([name]) => name);
  if (missing.length > 0) throw new Error(`not in the registry: ${missing.join('; ')}`);
  return Object.fromEntries(
    [...blocks].map(([name, prefixes]) => [name, prefixes.toSorted(byCode).join(' ')]),
  );
}

const { devDependencies } = require('../../package.json');
const table = {
  format: 'sip-alg-oui',
  version: 1,
  source: `oui-data ${devDependencies['oui-data']}`,
  vendors: blocksOf(vendorsOfCatalogue()),
};
const text = `${JSON.stringify(table, null, 2)}\n`;
if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  console.error('assets/oui/oui.json is not up to date: node assets/oui/make-oui.mjs');
  process.exitCode = 1;
}
