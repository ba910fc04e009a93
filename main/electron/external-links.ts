// Pages outside the program, opened in the user's browser. They are named by id, so that no text from a page, a report
// or a server can ever become an address.
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

/** A plain web or mail address: no user, no password, nothing but printable ASCII. */
export function isOpenable(address: string): boolean {
  if (!/^(?:https?:\/\/|mailto:)[\u0021-\u007e]+$/.test(address) || !URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username === '' && password === '';
}

/** Opens a link in the user's browser; `open` is the system's way to do it. */
export async function openLink(
  id: string,
  open: (url: string) => Promise<void>,
): Promise<Result<null, 'unknown-link' | 'no-browser'>> {
  const address = linkAddress(id);
  if (address === null) return err('unknown-link');
  try {
    await open(address);
    return ok(null);
  } catch {
    return err('no-browser');
  }
}
