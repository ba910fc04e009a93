// The one door to the person's browser. What may pass it is decided by whoever holds a closed list: links by id, the
// router of the last check, sources of the catalogue. This is the last look at the address itself.
import { shell } from 'electron';

/** Rejects what is no plain web address, and what the system cannot open. */
export async function showInBrowser(url: string): Promise<void> {
  const { protocol, username, password } = new URL(url);
  const isPlain = (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
  if (!isPlain) throw new Error('not a plain web address');
  await shell.openExternal(url);
}
