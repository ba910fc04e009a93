// The sizes at which the readers of files stop, one byte on either side.
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readSmallFile } from '../../main/io/report-file.ts';
import { maxAccountBytes } from '../../shared/profile/account.ts';
import { maxProfileBytes } from '../../shared/profile/profile.ts';
import { maxReportBytes } from '../../shared/report/report.ts';
import { randomOf } from './fuzz.ts';

const folder = mkdtempSync(join(tmpdir(), 'salg-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const random = randomOf(1);
const around = [maxAccountBytes, maxProfileBytes, maxReportBytes].flatMap((cap) =>
  [cap - 1, cap, cap + 1, cap + 1 + random.int(cap), 2 ** 40].map((size) => [size, cap] as const),
);

describe('files', () => {
  test.each(around)('of %i bytes, where %i are read', async (size, cap) => {
    const path = join(folder, `${size}-${cap}`);
    writeFileSync(path, '');
    truncateSync(path, size);
    const read = await readSmallFile(path, cap);
    expect(read.ok ? read.value.length : read.error.code).toBe(size <= cap ? size : 'too-large');
  });
});
