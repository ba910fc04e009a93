// The first file of the window: finds its host, sets language and look, draws.
import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { CssBaseline, ThemeProvider } from '@mui/material';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { App } from './app.tsx';
import { chooseClient } from './client/choose-client.ts';
import { ClientProvider } from './client/client-context.tsx';
import type { ConnectedClient } from './client/connected-client.ts';
import { chooseLanguage, setUpLanguage } from './language/setup.ts';
import { Lost } from './shell/lost.tsx';
import { SettingsEffect } from './shell/settings-effect.tsx';
import { WindowFault } from './shell/window-fault.tsx';
import { StoreProvider } from './state/app-context.tsx';
import { connect } from './state/connect.ts';
import { forgetPassword } from './state/draft.ts';
import { createAppStore } from './state/store.ts';
import { theme } from './theme/theme.ts';

/** Styles made at run time are refused by the page's policy unless they carry the nonce of this load. */
function styleCache() {
  const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content');
  return createCache({ key: 'sip', prepend: true, ...(nonce == null ? {} : { nonce }) });
}

/** The window with its host. */
function connectedApp(client: ConnectedClient) {
  const store = createAppStore();
  connect({ client, store });
  window.addEventListener('pagehide', () => forgetPassword(store));
  return (
    <ClientProvider client={client}>
      <StoreProvider store={store}>
        <SettingsEffect />
        <App />
      </StoreProvider>
    </ClientProvider>
  );
}

const root = document.querySelector('#root');
if (root !== null) {
  const client = chooseClient();
  createRoot(root).render(
    <StrictMode>
      <CacheProvider value={styleCache()}>
        <ThemeProvider theme={theme} storageManager={null} noSsr>
          <CssBaseline />
          <I18nextProvider i18n={setUpLanguage(chooseLanguage(navigator.languages))}>
            <WindowFault>{client === null ? <Lost /> : connectedApp(client)}</WindowFault>
          </I18nextProvider>
        </ThemeProvider>
      </CacheProvider>
    </StrictMode>,
  );
}
