// Where the window's page comes from. On Electron it is app://; on a look-alike of Electron for test machines,
// which has no protocols of its own, it is the built index.html, and header policies do not exist there.
import { pathToFileURL } from 'node:url';
import type { BrowserWindow } from 'electron';
import { bundlePage, isBundleUrl } from './app-protocol.ts';

export interface PageSource {
  /** Loads the page; rejects when it cannot be loaded. */
  readonly load: (window: Pick<BrowserWindow, 'loadURL' | 'loadFile'>) => Promise<void>;
  /** True when a frame at `url` shows our page. */
  readonly isOwnPage: (url: string) => boolean;
}

/** The product's page. */
export const bundlePageSource: PageSource = {
  load: (window) => window.loadURL(bundlePage),
  isOwnPage: isBundleUrl,
};

/** The page as a file, for the look-alike only: never reached in a packaged program (see runtime.ts). */
export function standInPageSource(indexFile: string): PageSource {
  const own = pathToFileURL(indexFile).href;
  return {
    load: (window) => window.loadFile(indexFile),
    isOwnPage: (url) => url.split('#', 1)[0] === own,
  };
}
