// The locks of the window that only Electron itself has: run on a real runtime, never on a look-alike.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PageDocument, type PageWindow, type Started, start } from './program.ts';

declare const window: PageWindow;
declare const document: PageDocument;

describe('the locks of the window, which only Electron has', () => {
  const folder = mkdtempSync(join(tmpdir(), 'salg-locks-'));
  let started: Started;
  let hits = 0;
  const server = createServer((_request, response) => {
    hits += 1;
    response.end('reached');
  });
  let outside = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    outside = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
    started = await start(folder);
  }, 60_000);
  afterAll(async () => {
    await started?.app.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('code from text does not run', async () => {
    const outcomes = await started.page.evaluate(() => {
      let built = 'ran';
      try {
        // oxlint-disable-next-line no-implied-eval, no-new-func -- exactly this must fail in the page
        new Function('return 1')();
      } catch {
        built = 'refused';
      }
      try {
        const element = document.createElement('script');
        element.textContent = 'window.injected = true';
        document.body.append(element);
      } catch {
        // Trusted Types refuse the text already.
      }
      return { built, isInjected: window['injected'] === true };
    });
    expect(outcomes).toEqual({ built: 'refused', isInjected: false });
  });

  test('no permission to notify is given', async () => {
    expect(await started.page.evaluate(() => window.Notification.requestPermission())).toBe('denied');
  });

  test('text may go to the clipboard, and nothing comes from it', async () => {
    const { app, page } = started;
    await page.evaluate(() => window.navigator.clipboard.writeText('ten lines'));
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('ten lines');
    await expect(page.evaluate(() => window.navigator.clipboard.readText())).rejects.toThrow(/denied/);
  });

  test('no second window, no other page, nothing fetched', async () => {
    const { app, page } = started;
    const before = page.url();
    expect(await page.evaluate((url) => window.open(url) === null, outside)).toBe(true);
    await page.evaluate((url) => {
      for (const name of ['img', 'iframe', 'script']) {
        try {
          const element = document.createElement(name);
          element.src = url;
          document.body.append(element);
        } catch {
          // Trusted Types refuse a script's address already.
        }
      }
      document.location.href = url;
    }, outside);
    await page.waitForTimeout(1000);
    expect({ url: page.url(), hits }).toEqual({ url: before, hits: 0 });
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('a frame inside the page has no bridge', async () => {
    const hasBridge = await started.page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      return 'sipAlgChecker' in frame.contentWindow;
    });
    expect(hasBridge).toBe(false);
  });
});
