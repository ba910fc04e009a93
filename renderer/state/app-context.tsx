// Hands the store to the screens.
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { useClient } from '../client/client-context.tsx';
import type { App, AppState, AppStore } from './store.ts';

const StoreContext = createContext<AppStore | null>(null);

export function StoreProvider(props: { readonly store: AppStore; readonly children: ReactNode }) {
  return <StoreContext value={props.store}>{props.children}</StoreContext>;
}

/** Client and store, for the functions of the slices. */
export function useApp(): App {
  const client = useClient();
  const store = useContext(StoreContext);
  if (store === null) throw new Error('no StoreProvider above');
  return useMemo(() => ({ client, store }), [client, store]);
}

/** One field of the state; the component draws again only when that field changes. */
export function useAppState<T>(select: (state: AppState) => T): T {
  return useStore(useApp().store, select);
}
