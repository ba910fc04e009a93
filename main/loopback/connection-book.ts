// Keeps connections of strangers few. When one too many comes, the oldest goes: whoever holds connections open to
// keep others out loses them, while a browser's request is answered long before its turn comes.
import type { Socket } from 'node:net';

export type ConnectionBook = {
  add(socket: Socket): void;
  /** A request on this connection showed the token: it is not up for removal any more. */
  trust(socket: Socket): void;
};

/** A book with room for `mostStrangers` connections that have not shown the token. */
export function createConnectionBook(mostStrangers: number): ConnectionBook {
  const strangers = new Set<Socket>();
  return {
    add(socket) {
      strangers.add(socket);
      socket.once('close', () => strangers.delete(socket));
      const [oldest] = strangers;
      if (strangers.size > mostStrangers) oldest?.destroy();
    },
    trust: (socket) => void strangers.delete(socket),
  };
}
