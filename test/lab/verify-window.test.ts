// Once, from end to end: a person finds the kernel's ALG with the window, switches it off, and the window says "fixed".
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { banLines } from './checking.ts';
import { pause } from './command.ts';
import { type Lab, openLab, skipLab } from './lab.ts';

const journey = fileURLToPath(new URL('./verify-journey.mjs', import.meta.url));
type Texts = Record<string, Record<string, string>>;
const words = (namespace: string): Texts =>
  JSON.parse(
    readFileSync(new URL(`../../renderer/language/en/${namespace}.json`, import.meta.url), 'utf8'),
  ) as Texts;
const [verdict, compare] = [words('verdict'), words('compare')];

describe.skipIf(skipLab())('the window over a change', () => {
  let lab: Lab;
  let folder: string;
  beforeAll(async () => {
    lab = await openLab({ layout: 'single' });
    folder = mkdtempSync(join(tmpdir(), 'salg-over-'));
  });
  afterAll(async () => {
    await lab?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the ALG is found, switched off without a restart, and gone; nobody is counted', {
    timeout: 180_000,
  }, async () => {
    await lab.mode('alg');
    const asterisk = await lab.asterisk({ strangerStatus: 401 });
    const pictures = process.env['SALG_PICTURES'] ?? folder;
    const running = lab.runClient(['node', journey, 'pbx.example', pictures], { timeoutMs: 170_000 });
    const ended = { isOver: false };
    void running.finally(() => {
      ended.isOver = true;
    });
    while (!existsSync(join(pictures, 'ready')) && !ended.isOver) await pause(100);
    await lab.change('plain');
    writeFileSync(join(pictures, 'switched'), '');
    const run = await running;
    expect(run.stderr).toBe('');
    const [before, after, ...rows] = run.stdout.trim().split('\n');
    expect(before).toBe(verdict?.['headline']?.['confirmed']);
    expect(after).toBe(compare?.['outcome']?.['fixed']);
    const { field, value } = compare ?? {};
    expect(rows).toContain([field?.['origin'], value?.['own-pair'], value?.['translated']].join(' | '));
    expect(statSync(join(pictures, 'result.png')).size).toBeGreaterThan(10_000);
    expect(await banLines(asterisk)).toBe(0);
  });
});
