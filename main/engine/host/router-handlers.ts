// What the window may do with the router of the finished check. Every address comes from the host's own run or from the
// catalogue inside the program; no text of the page, of a device or of a file becomes one.
import type { Clock } from '../../../shared/base/clock.ts';
import type { IdSource } from '../../../shared/base/id-source.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { registrationSeconds } from '../../../shared/dialog/registration-seconds.ts';
import type { CallError } from '../../../shared/ipc/contract.ts';
import type { RouterWait } from '../../../shared/ipc/router.ts';
import { sourceOf } from '../../../shared/router/load-catalogue.ts';
import { pageUrl } from '../../../shared/router/own-page.ts';
import { lookUpGateway } from '../../io/gateway/gateway.ts';
import { knock } from '../../io/knock.ts';
import { resolveServer } from '../../io/resolve.ts';
import { routeTo } from '../../io/route.ts';
import { routerData } from '../router/router-data.ts';
import type { Handlers } from './handler-types.ts';
import { type LookUp, type RunRouter, routerInUse, routerOfRun } from './known-gateway.ts';
import { routerChoices } from './router-choices.ts';
import { createRouterWait, type WaitProbes } from './router-wait.ts';
import type { RunKeeper } from './run-keeper.ts';

export type RouterHandlerDeps = {
  readonly folder: string;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly run: Pick<RunKeeper, 'state'>;
  /** Shows a web address in the person's browser; false where that is not possible. */
  readonly openInBrowser: (url: string) => Promise<boolean>;
  readonly onWaitChange: (state: RouterWait) => void;
  readonly lookUp?: LookUp;
  readonly waitProbes?: (router: RunRouter) => WaitProbes;
};

type RouterMethods = Pick<Handlers, Extract<keyof Handlers, `router.${string}`>>;

export type RouterPart = {
  readonly handlers: RouterMethods;
  /** Nobody waits any longer: a new check begins, or the program ends. */
  readonly stopWaiting: () => void;
};

const done = ok({});
const noRouter: Result<never, CallError> = err({
  code: 'not-found',
  message: 'No router of a finished check is in use.',
});

/** The methods `router.*`. */
export function createRouterPart(deps: RouterHandlerDeps): RouterPart {
  const lookUp = deps.lookUp ?? lookUpGateway;
  const probesFor = deps.waitProbes ?? ((router) => quietProbes(router, lookUp));
  const wait = createRouterWait({ clock: deps.clock, onChange: deps.onWaitChange });
  const used = () => routerInUse(deps.run.state(), lookUp);
  const stopWaiting = (): void => wait.stop();
  return {
    stopWaiting,
    handlers: {
      'router.openPage': async () => {
        const router = await used();
        if (!router.ok) return noRouter;
        const url = pageUrl(router.value.place);
        return ok({ url, isOpened: await deps.openInBrowser(url) });
      },
      'router.openSource': async ({ source: id }) => {
        const url = sourceOf(routerData().catalogue, id)?.url ?? null;
        if (url === null) return err({ code: 'not-found', message: 'There is no such source.' });
        return ok({ isOpened: await deps.openInBrowser(url) });
      },
      'router.waitState': async () => ok(wait.state()),
      'router.wait': async () => {
        const router = routerOfRun(deps.run.state());
        if (router === null) return noRouter;
        wait.start(probesFor(router));
        return done;
      },
      'router.stopWaiting': async () => {
        stopWaiting();
        return done;
      },
      ...choiceHandlers(deps, used),
    },
  };
}

/** What the person said about their router. */
function choiceHandlers(
  { folder, ids, run }: RouterHandlerDeps,
  used: () => ReturnType<typeof routerInUse>,
): Pick<RouterMethods, 'router.known' | 'router.remember' | 'router.forget'> {
  const choices = routerChoices(folder, ids);
  const hardwareAddress = async (): Promise<string | null> => {
    const router = await used();
    return router.ok ? router.value.hardwareAddress : null;
  };
  return {
    'router.known': async () => {
      const state = run.state();
      const place = routerOfRun(state)?.place ?? null;
      const address = await hardwareAddress();
      const router = address === null ? null : await choices.of(address);
      return ok({
        url: place === null ? null : pageUrl(place),
        registrationSeconds: state.phase === 'done' ? registrationSeconds(state.report.observations) : null,
        // An earlier catalogue may have known it, this one does not.
        chosen: router !== null && routerData().catalogue.has(router) ? router : null,
      });
    },
    'router.remember': async ({ router }) => {
      if (!routerData().catalogue.has(router))
        return err({ code: 'not-found', message: 'There is no such router.' });
      const address = await hardwareAddress();
      return ok({ isKept: address !== null && (await choices.keep(address, router)) });
    },
    'router.forget': async () =>
      (await choices.forget())
        ? done
        : err({ code: 'not-writable', message: 'The choices could not be removed.' }),
  };
}

const knockLimitMs = 2000;

/** One connection to the router's page, no more; of the server its name alone. */
function quietProbes({ place, question, report }: RunRouter, lookUp: LookUp): WaitProbes {
  const { address, webPort: port, hasAnswered } = place;
  return {
    routerAnswers: async (signal) => {
      if (await knock({ address, port }, knockLimitMs, signal)) return true;
      // A router that never had an open page stays silent for good; that the system finds it on the wire says enough.
      return !hasAnswered && !signal.aborted && (await lookUp(question)).hardwareAddress !== null;
    },
    serverIsFound: async () => {
      // With a port, so that no service record is asked for.
      const found = await resolveServer(report.target.server, report.target.port ?? 5060);
      const [first] = found.ok ? found.value.addresses : [];
      return first !== undefined && (await routeTo(first)).ok;
    },
  };
}
