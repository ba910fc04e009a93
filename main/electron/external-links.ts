// What is opened outside the program. Our own pages are named by id, so that no text from a page, a report or a server
// can ever become an address; a provider's support is a page or a mail address from a profile the person agreed to.
import { err, ok, type Result } from '../../shared/base/result.ts';

const links = {
  'rfc-3261': 'https://www.rfc-editor.org/rfc/rfc3261',
  'rfc-3581': 'https://www.rfc-editor.org/rfc/rfc3581',
} as const;

export type LinkId = keyof typeof links;

export const linkIds = Object.keys(links) as readonly LinkId[];

/** The address of a link, or null when there is none by that name. */
export function linkAddress(id: string): string | null {
  return Object.hasOwn(links, id) ? links[id as LinkId] : null;
}

/** Opens a link in the user's browser; `open` is the system's way to do it. */
export async function openLink(
  id: string,
  open: (url: string) => Promise<void>,
): Promise<Result<null, 'unknown-link' | 'no-browser'>> {
  const address = linkAddress(id);
  return address === null ? err('unknown-link') : openAddress(address, open);
}

/** Opens an https: or mailto: address; anything else is refused, whoever asks. */
export async function openAddress(
  address: string,
  open: (url: string) => Promise<void>,
): Promise<Result<null, 'unknown-link' | 'no-browser'>> {
  if (!/^(?:https:\/\/|mailto:)[\u0021-\u007e]+$/.test(address)) return err('unknown-link');
  try {
    await open(address);
    return ok(null);
  } catch {
    return err('no-browser');
  }
}
