// Puts the native menu up and does what its items say.
import { app, type BrowserWindow, dialog, Menu } from 'electron';
import { openLink } from './external-links.ts';
import { menuTemplate } from './menu.ts';
import type { NativeWords } from './native-words.ts';
import { showInBrowser } from './system-browser.ts';

/** Sets the menu and the About panel; chosen files go to `open`. */
export function setMenu(window: BrowserWindow, words: NativeWords, open: (path: string) => void): void {
  const choose = async (): Promise<void> => {
    const { filePaths } = await dialog.showOpenDialog(window, {
      properties: ['openFile'],
      filters: [{ name: words.reports, extensions: ['sipreport', 'sipprofile'] }],
    });
    for (const path of filePaths) open(path);
  };
  const actions = {
    open: () => void choose(),
    about: () => app.showAboutPanel(),
    link: (id: string) => void openLink(id, showInBrowser),
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(words, actions, process.platform)));
  app.setAboutPanelOptions({
    applicationName: app.name,
    applicationVersion: __APP_VERSION__,
    // An AppImage starts without the sandbox where the system forbids user namespaces; that must not be a secret.
    ...(app.commandLine.hasSwitch('no-sandbox')
      ? { credits: words.noSandbox, copyright: words.noSandbox }
      : {}),
  });
}
