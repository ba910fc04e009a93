// Hands the client to the screens.
import { createContext, type ReactNode, useContext } from 'react';
import type { ConnectedClient } from './connected-client.ts';

const ClientContext = createContext<ConnectedClient | null>(null);

export function ClientProvider(props: { readonly client: ConnectedClient; readonly children: ReactNode }) {
  return <ClientContext value={props.client}>{props.children}</ClientContext>;
}

/** The client of this window. */
export function useClient(): ConnectedClient {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('no ClientProvider above');
  return client;
}
