// A client of the host that also knows whether the host is there. The screens see only this.
import type { Client } from '../../shared/ipc/client.ts';

/** `refused`: the host is there but does not know this window any more; only a new start of the app helps. */
export type Connection = 'connected' | 'lost' | 'refused';

export interface ConnectedClient extends Client {
  /** Calls `listener` at each change; the returned function ends that. */
  onConnection(listener: (connection: Connection) => void): () => void;
}
