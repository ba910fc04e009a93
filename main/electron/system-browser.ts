// The one door out of the program: to the person's browser, or mail. What may pass it is decided by whoever holds a
// closed list: links by id, the router of the last check, sources of the catalogue, the support of the profile in use.
import { shell } from 'electron';
import { isOpenable } from './external-links.ts';

/** Rejects what is no plain web or mail address, and what the system cannot open. */
export async function showInBrowser(url: string): Promise<void> {
  if (!isOpenable(url)) throw new Error('not a plain web or mail address');
  await shell.openExternal(url);
}
