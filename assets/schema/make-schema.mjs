// Writes the JSON Schemas (2020-12) of the two file formats, from the schemas that the program itself reads with.
//   node assets/schema/make-schema.mjs           writes the files
//   node assets/schema/make-schema.mjs --check   fails when a file is not what it would write
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { z } from 'zod';

const load = async (file) =>
  (await runnerImport(fileURLToPath(new URL(`../../shared/${file}`, import.meta.url)))).module;
const { reportSchema, reportVersion } = await load('report/report.ts');
const { profileSchema } = await load('profile/profile.ts');

const more =
  'What JSON Schema cannot say (columns of numbers, credentials in messages, names of hosts) the program checks besides.';
const files = {
  [`sip-alg-report-${reportVersion}.schema.json`]: {
    title: `SIP ALG Checker report, version ${reportVersion}`,
    schema: reportSchema,
  },
  'sip-alg-profile-1.schema.json': {
    title: 'SIP ALG Checker connection profile, version 1',
    schema: profileSchema,
  },
};

for (const [name, { title, schema }] of Object.entries(files)) {
  const target = fileURLToPath(new URL(name, import.meta.url));
  const json = z.toJSONSchema(schema, { target: 'draft-2020-12', reused: 'ref', io: 'input' });
  const text = `${JSON.stringify({ ...json, title, description: more }, null, 2)}\n`;
  if (!process.argv.includes('--check')) writeFileSync(target, text);
  else if (readFileSync(target, 'utf8') !== text)
    throw new Error(`${name} is not what the code says: run node assets/schema/make-schema.mjs`);
}
