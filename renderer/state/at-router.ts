// What the host can do at the router of the last check: open its page, wait for it, remember which one it is.

import type { ResponseOf } from '../../shared/ipc/contract.ts';
import type { RouterWait } from '../../shared/ipc/router.ts';
import type { Report } from '../../shared/report/report.ts';
import { codeOf } from '../client/answer.ts';
import type { App } from './store.ts';

export type AtRouterSlice = {
  /** Where the router's page is and what was said about it before; null until the host told. */
  readonly routerKnown: ResponseOf<'router.known'> | null;
  readonly routerWait: RouterWait;
  /** The page could not be shown: its address is to be typed. */
  readonly hasNoBrowser: boolean;
};

export const initialAtRouter: AtRouterSlice = {
  routerKnown: null,
  routerWait: { phase: 'idle' },
  hasNoBrowser: false,
};

/** Asks what is known of the router; what was said about it before stands in until the person chooses anew. */
export async function readRouter(app: App, { id }: Report): Promise<void> {
  try {
    const known = await app.client.call('router.known', {});
    const { run, routerBy } = app.store.getState();
    // The answer may come after the result was put away.
    if (run?.phase !== 'done' || run.report.id !== id) return;
    const takes = known.chosen !== null && routerBy !== 'person';
    app.store.setState({
      routerKnown: known,
      hasNoBrowser: false,
      ...(takes && { routerId: known.chosen, routerBy: 'memory' }),
    });
  } catch {
    // Comfort, not the result: without it the page shows what it showed before.
    app.store.setState({ routerKnown: null });
  }
}

/** Shows the router's page in the person's browser. */
export async function openRouterPage(app: App): Promise<void> {
  await tell(app, async () => {
    const { isOpened } = await app.client.call('router.openPage', {});
    app.store.setState({ hasNoBrowser: !isOpened });
  });
}

/** Opens a source of the catalogue in the person's browser. */
export const openSource = (app: App, source: string): Promise<void> =>
  tell(app, async () => {
    await app.client.call('router.openSource', { source });
  });

/** Waits for a router that was just restarted. */
export const waitForRouter = (app: App): Promise<void> =>
  tell(app, async () => {
    await app.client.call('router.wait', {});
  });

export const stopWaiting = (app: App): Promise<void> =>
  tell(app, async () => {
    await app.client.call('router.stopWaiting', {});
  });

/** Keeps what the person just chose for the next time; a box that cannot be told from others is not kept. */
export async function rememberRouter(app: App, router: string): Promise<void> {
  const { routerKnown } = app.store.getState();
  if (routerKnown?.url == null) return;
  await tell(app, async () => {
    const { isKept } = await app.client.call('router.remember', { router });
    if (isKept) app.store.setState({ routerKnown: { ...routerKnown, chosen: router } });
  });
}

/** Forgets what was said about routers; the choice in this window stays. */
export async function forgetRouter(app: App): Promise<void> {
  await tell(app, async () => {
    await app.client.call('router.forget', {});
    const { routerKnown } = app.store.getState();
    app.store.setState({ routerKnown: routerKnown && { ...routerKnown, chosen: null } });
  });
}

/** A refusal becomes the notice of the window. */
async function tell(app: App, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    app.store.setState({ notice: codeOf(error) });
  }
}
