// The page has no network. Probes leave from the engine's process; the window itself asks nobody anything.
import type { Session } from 'electron';
import { isBundleUrl } from './app-protocol.ts';

/** What the page may fetch: its own files, and what it holds in memory already. */
export function isAllowedRequest(url: string): boolean {
  if (url.startsWith('data:')) return true;
  return isBundleUrl(url.startsWith('blob:') ? url.slice('blob:'.length) : url);
}

/** A download is a file the page made itself, such as a report to save. */
export function isOwnDownload(url: string): boolean {
  return url.startsWith('blob:') && isAllowedRequest(url);
}

/** The parts of a session that lead to a network. */
export type NetworkSession = Pick<Session, 'setProxy' | 'webRequest' | 'setSpellCheckerEnabled' | 'on'>;

/** Cancels every request that is not for our own files, uses no proxy, and loads no dictionaries. */
export async function closeNetwork(
  session: NetworkSession,
  isDeveloperUrl: (url: string) => boolean,
  isStandIn: boolean,
): Promise<void> {
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !isAllowedRequest(details.url) && !isDeveloperUrl(details.url) }),
  );
  session.on('will-download', (event, item) => {
    if (!isOwnDownload(item.getURL())) event.preventDefault();
  });
  // A proxy script would be fetched from the network before the first request.
  if (!isStandIn) await session.setProxy({ mode: 'direct' });
}
