// Hands an address to the user's browser or mail program, without a shell in between.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

type Command = { readonly file: string; readonly args: readonly string[] };

/** The system's own opener by its full path, so that nothing else on the PATH can take its place. */
export function browserCommand(
  url: string,
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
): Command | null {
  switch (platform) {
    case 'linux':
    case 'freebsd':
    case 'openbsd':
      return { file: '/usr/bin/xdg-open', args: [url] };
    case 'darwin':
      return { file: '/usr/bin/open', args: [url] };
    case 'win32': {
      const folder = environment['SystemRoot'] ?? 'C:\\Windows';
      // Not `cmd /c start`, which would read `&` in an address as a further command.
      return { file: join(folder, 'System32', 'rundll32.exe'), args: ['url.dll,FileProtocolHandler', url] };
    }
    default:
      return null;
  }
}

/** Tries to show `url`; false where there is no opener, or where it says that it could not. */
export function openBrowser(url: string): Promise<boolean> {
  const command = browserCommand(url, process.platform, process.env);
  return command === null ? Promise.resolve(false) : runOpener(command);
}

/** An opener that is still busy by then has found something to show, ms. */
const usualBusyMs = 2000;

/** True when the program ended well or is still at it after `busyMs`; false when it is missing or gave up. */
export function runOpener({ file, args }: Command, busyMs = usualBusyMs): Promise<boolean> {
  const child = spawn(file, [...args], { detached: true, stdio: 'ignore' });
  child.unref();
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), busyMs);
    const end = (isOpened: boolean): void => {
      clearTimeout(timer);
      resolve(isOpened);
    };
    child.once('exit', (code) => end(code === 0));
    child.on('error', () => end(false));
  });
}
