// A way to the server in words: `udp/5160` reads "UDP port 5160".
import type { Path } from '../observation/path.ts';
import type { Say } from './say.ts';

/** `t` must know the namespace `verdict`. */
export const wayName = (t: Say, { transport, port }: Path): string =>
  t(`way.${transport}`, { port: String(port) });

/** The same for the form that advice carries; anything else is given back as it is. */
export function wayOfText(t: Say, text: string): string {
  const [, transport, port] = /^(udp|tcp|tls)\/(\d{1,5})$/.exec(text) ?? [];
  return transport === undefined ? text : t(`way.${transport}`, { port });
}
