import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readCommandLine } from '../../../../main/loopback/command-line.ts';
import { electronRuntime } from '../../../../main/loopback/electron-runtime.ts';
import { createIdleWatch } from '../../../../main/loopback/idle-watch.ts';
import { browserCommand, runOpener } from '../../../../main/loopback/open-browser.ts';
import { tempFolder } from '../io/temp-folder.ts';

describe('the command line', () => {
  const usual = { isDemo: false, opensBrowser: true, port: 0, file: null };
  test.each([
    [[], usual],
    [['--demo'], { ...usual, isDemo: true }],
    [['--no-open', '--port', '8123'], { ...usual, opensBrowser: false, port: 8123 }],
    [['a b.sipreport', '--demo'], { ...usual, isDemo: true, file: 'a b.sipreport' }],
    [['--', '--odd.sipreport'], { ...usual, file: '--odd.sipreport' }],
  ])('%j is understood', (argv, value) => {
    expect(readCommandLine(argv)).toEqual({ ok: true, value });
  });

  test.each([
    ['--port', '65536'],
    ['--port', '-1'],
    ['--port', 'x'],
    ['--port', ''],
    ['--port'],
    ['--what'],
    ['a', 'b'],
  ])('%s %s is not', (...argv) => {
    expect(readCommandLine(argv)).toMatchObject({ ok: false, error: { code: 2 } });
  });

  test('explains itself', () => {
    expect(readCommandLine(['--help'])).toMatchObject({
      ok: false,
      error: { code: 0, message: expect.stringContaining('--no-open') },
    });
  });
});

const node = (code: string) => ({ file: process.execPath, args: ['-e', code] });

describe('an opener', () => {
  test.each([
    ['ends well', node('process.exit(0)'), 60_000, true],
    ['gives up', node('process.exit(3)'), 60_000, false],
    ['is missing', { file: '/no/such/opener', args: [] }, 60_000, false],
    ['stays', node('setTimeout(() => {}, 4000)'), 1, true],
  ])('that %s', async (_name, command, busyMs, isOpened) => {
    expect(await runOpener(command, busyMs)).toBe(isOpened);
  });
});

describe('the browser', () => {
  const url = 'http://127.0.0.1:1/#token=a&b';
  test.each([
    ['linux', '/usr/bin/xdg-open', [url]],
    ['darwin', '/usr/bin/open', [url]],
  ] as const)('of %s is opened by its full path', (platform, file, args) => {
    expect(browserCommand(url, platform, { PATH: '/evil' })).toEqual({ file, args });
  });

  test('of Windows is opened without a shell', () => {
    const command = browserCommand(url, 'win32', { SystemRoot: 'D:\\Win' });
    expect(command?.file).toMatch(/^D:\\Win.System32.rundll32\.exe$/);
    expect(command?.args).toEqual(['url.dll,FileProtocolHandler', url]);
  });

  test('of an unknown system is left alone', () => {
    expect(browserCommand(url, 'aix', {})).toBeNull();
  });
});

describe("Electron's runtime", () => {
  test('is what ELECTRON_OVERRIDE_DIST_PATH names', async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'electron'), '');
    const environment = { ELECTRON_OVERRIDE_DIST_PATH: folder };
    expect(electronRuntime('/nowhere', environment, 'linux')).toBe(join(folder, 'electron'));
    expect(electronRuntime('/nowhere', environment, 'win32')).toBe(join(folder, 'electron'));
  });

  test('else the one of the project, and null when neither is there', async () => {
    const root = await tempFolder();
    expect(electronRuntime(root, {}, 'linux')).toBeNull();
    expect(electronRuntime(root, { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'no') }, 'linux')).toBeNull();
    await mkdir(join(root, 'node_modules/electron/dist'), { recursive: true });
    expect(electronRuntime(root, {}, 'linux')).toBeNull();
    await writeFile(join(root, 'node_modules/electron/dist/electron.exe'), '');
    expect(electronRuntime(root, {}, 'linux')).toBeNull();
    expect(electronRuntime(root, {}, 'win32')).toBe(join(root, 'node_modules/electron/dist/electron.exe'));
  });
});

function watch() {
  const onIdle = vi.fn<() => void>();
  return { onIdle, idle: createIdleWatch({ firstMs: 600, laterMs: 60 }, onIdle) };
}

describe('the idle watch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('waits long for the first window', () => {
    const { onIdle } = watch();
    vi.advanceTimersByTime(599);
    expect(onIdle).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onIdle).toHaveBeenCalledOnce();
  });

  test('waits for ever while a window is there, and a while after', () => {
    const { onIdle, idle } = watch();
    idle.windows(2);
    idle.windows(1);
    idle.touch();
    vi.advanceTimersByTime(1_000_000);
    idle.windows(0);
    vi.advanceTimersByTime(59);
    expect(onIdle).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onIdle).toHaveBeenCalledOnce();
  });

  test('starts anew with each call', () => {
    const { onIdle, idle } = watch();
    for (let n = 0; n < 100; n++) {
      idle.touch();
      vi.advanceTimersByTime(59);
    }
    expect(onIdle).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onIdle).toHaveBeenCalledOnce();
  });

  test('says nothing once it is stopped', () => {
    const { onIdle, idle } = watch();
    idle.stop();
    idle.touch();
    idle.windows(0);
    vi.advanceTimersByTime(1_000_000);
    expect(onIdle).not.toHaveBeenCalled();
  });
});
