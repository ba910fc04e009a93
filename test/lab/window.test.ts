// Once, from end to end: a person at the client types the server's name into the window, behind the kernel's ALG.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { banLines } from './checking.ts';
import { type Lab, openLab, skipLab } from './lab.ts';

const journey = fileURLToPath(new URL('./window-journey.mjs', import.meta.url));
const words = (namespace: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../renderer/language/en/${namespace}.json`, import.meta.url), 'utf8'));
const { headline } = words('verdict') as { headline: Record<string, string> };
const { noticed } = words('result') as { noticed: Record<'edited' | 'clean', Record<string, string>> };

describe.skipIf(skipLab())('the window in the lab', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ layout: 'single' });
  });
  afterAll(() => lab?.close());

  test.each([
    ['alg', 'confirmed', 'edited'],
    ['plain', 'unlikely', 'clean'],
  ] as const)('behind %s it says %s, and what that means for a silent call', async (mode, level, bearing) => {
    await lab.mode(mode);
    const asterisk = await lab.asterisk({ strangerStatus: 401 });
    const run = await lab.runClient(['node', journey, 'pbx.example'], { timeoutMs: 90_000 });
    expect(run.stderr).toBe('');
    expect(run.stdout.trim().split('\n')).toEqual([headline[level], noticed[bearing]['cannot-hear']]);
    expect(await banLines(asterisk)).toBeLessThanOrEqual(2);
  });
});
