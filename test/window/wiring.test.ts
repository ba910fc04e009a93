// Main process, preload, bridge, engine and page together: on Electron, and on a look-alike of it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, type PageDocument, type PageWindow, runtime, type Started, start } from './program.ts';

declare const window: PageWindow;
declare const document: PageDocument;

describe('the window', () => {
  const folder = mkdtempSync(join(tmpdir(), 'salg-window-'));
  let started: Started;
  beforeAll(async () => {
    started = await start(folder);
  }, 60_000);
  afterAll(async () => {
    await started?.app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('is one, shows the page, and the page has no fault', async () => {
    const { app, page, faults } = started;
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(await page.title()).toContain('SIP ALG Checker');
    const address = await page.evaluate(() => document.location.href);
    expect(address.startsWith(runtime().isStandIn ? 'file:' : 'app://bundle/index.html')).toBe(true);
    expect(faults).toEqual([]);
  });

  test('gives the page two functions and no Node', async () => {
    const seen = await started.page.evaluate(() => ({
      bridge: Object.keys(window.sipAlgChecker),
      node: ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter((name) => name in window),
    }));
    expect(seen).toEqual({ bridge: ['call', 'on'], node: [] });
  });

  test('answers for this host, and refuses by code', async () => {
    const { page } = started;
    expect(await call(page, 'app.info')).toMatchObject({
      ok: true,
      value: { host: 'electron', isDemo: true },
    });
    expect(await call(page, 'app.quit')).toMatchObject({ ok: false, error: { code: 'unknown-method' } });
    expect(await call(page, 'run.start', { server: 7 })).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    });
    expect(await call(page, 'app.info', { more: 1 })).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    });
  });

  test('keeps Chromium’s files under the program’s own folder', async () => {
    expect(await started.app.evaluate(({ app }) => app.getPath('userData'))).toBe(
      join(folder, 'state', 'window'),
    );
  });

  test('runs a check of the demo in the engine’s own process', async () => {
    const { page } = started;
    const request = {
      server: 'pbx.example',
      port: null,
      altPort: null,
      transports: ['udp'],
      probeUser: null,
      demo: 'kernel-alg',
    };
    expect(await call(page, 'run.start', request)).toMatchObject({ ok: true });
    await expect
      .poll(() => call(page, 'run.state'), { timeout: 50_000, interval: 500 })
      .toMatchObject({ ok: true, value: { phase: 'done', report: { alg: { level: 'confirmed' } } } });
  });
});
