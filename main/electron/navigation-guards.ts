// A window shows one page and stays there: no other address, no second window, no embedded browser.
import type { WebContents } from 'electron';

/** The parts of a page's contents that the guards hold on to. */
export type GuardedContents = Pick<WebContents, 'setWindowOpenHandler' | 'on'>;

type Navigation = { readonly url: string; preventDefault(): void };

/** Keeps `contents` on our page. */
export function guardNavigation(contents: GuardedContents, isOwnPage: (url: string) => boolean): void {
  const keepHere = (event: Navigation): void => {
    if (!isOwnPage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', keepHere);
  contents.on('will-redirect', keepHere);
  contents.on('will-frame-navigate', keepHere);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, answer) => {
    event.preventDefault();
    answer('');
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
