// A router that restarts while the window waits for it: found again on the wire, and nobody else hears a packet.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pause } from './command.ts';
import { type Lab, openLab, skipLab } from './lab.ts';
import { addresses } from './network.ts';
import { lanInterface } from './router-mode.ts';

const journey = fileURLToPath(new URL('./router-restart.mjs', import.meta.url));

describe.skipIf(skipLab())('a router that restarts', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ layout: 'single' });
  });
  afterAll(() => lab?.close());

  test('is waited for in silence, and known again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'salg-restart-'));
    const appears = async (name: string): Promise<void> => {
      while (!existsSync(join(folder, name))) await pause(100);
    };
    const plug = (state: 'up' | 'down') => lab.runOn('outer', ['ip', 'link', 'set', lanInterface, state]);
    const running = lab.runClient(['node', journey, 'pbx.example', folder], { timeoutMs: 100_000 });
    await appears('checked');
    const capture = await lab.capture('client', 'ip');
    await plug('down');
    writeFileSync(join(folder, 'unplugged'), '');
    await appears('missed');
    await plug('up');
    const run = await running;
    const packets = await capture.stop();
    rmSync(folder, { recursive: true, force: true });

    expect(run.stderr).toBe('');
    const url = `http://${addresses.routerLan}/`;
    expect(JSON.parse(run.stdout)).toEqual({
      early: 'not-found',
      before: { url, chosen: null, registrationSeconds: null },
      kept: { isKept: true },
      after: { url, chosen: 'draytek-vigor', registrationSeconds: null },
      // The address may be another box's by now.
      unplugged: 'not-found',
      end: { phase: 'ended', outcome: 'back', wasAway: true },
    });
    const between = `${addresses.client}|${addresses.routerLan}`.replaceAll('.', '\\.');
    const knock = new RegExp(`IP (?:${between})\\.\\d+ > (?:${between})\\.\\d+: Flags`);
    expect(packets.length).toBeGreaterThan(0);
    expect(packets.filter((line) => !knock.test(line))).toEqual([]);
  });
});
