// The native menu, as data. Roles bring their own words and keys; there is no Reload and, packaged, no developer menu.
import type { MenuItemConstructorOptions } from 'electron';
import type { LinkId } from './external-links.ts';
import type { NativeWords } from './native-words.ts';

export type MenuActions = {
  readonly open: () => void;
  readonly about: () => void;
  readonly link: (id: LinkId) => void;
};

/** The menu for a system; `platform` as in process.platform. */
export function menuTemplate(
  words: NativeWords,
  actions: MenuActions,
  platform: string,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const about: MenuItemConstructorOptions = { label: words.about, click: () => actions.about() };
  return [
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: words.file,
      submenu: [
        { label: words.open, accelerator: 'CmdOrCtrl+O', click: () => actions.open() },
        { type: 'separator' },
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    {
      label: words.edit,
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    {
      role: 'help',
      label: words.help,
      submenu: [
        { label: words.rfc3261, click: () => actions.link('rfc-3261') },
        { label: words.rfc3581, click: () => actions.link('rfc-3581') },
        ...(isMac ? [] : [{ type: 'separator' } satisfies MenuItemConstructorOptions, about]),
      ],
    },
  ];
}
