// Which host is on the other side of this window.
import { createBridgeClient } from './bridge-client.ts';
import type { ConnectedClient } from './connected-client.ts';
import { createLoopbackClient } from './loopback-client.ts';
import { takeToken } from './loopback-token.ts';

/** The client for this window; null when nobody handed it a token. */
export function chooseClient(): ConnectedClient | null {
  if (window.sipAlgChecker !== undefined) return createBridgeClient(window.sipAlgChecker);
  const token = takeToken(window);
  if (token === null) return null;
  return createLoopbackClient({
    token,
    fetch: (path, init) => window.fetch(path, init),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
}
