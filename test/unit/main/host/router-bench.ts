// The methods about the router, around a run that the test made up.
import { createReminderPart } from '../../../../main/engine/host/reminder-handlers.ts';
import { createRouterPart, type RouterHandlerDeps } from '../../../../main/engine/host/router-handlers.ts';
import type { GatewayFacts } from '../../../../main/io/gateway/gateway-facts.ts';
import { secureIds } from '../../../../main/io/ids.ts';
import type { RunState } from '../../../../shared/ipc/contract.ts';
import type { RouterWait } from '../../../../shared/ipc/router.ts';
import { type RouterScript, withRouter } from '../../../fakes/gateway/facts.ts';
import { cleanSteps } from '../../../fakes/known-runs.ts';
import { createFakeClock } from '../../../fakes/network/fake-clock.ts';
import { reportOf } from '../../../fakes/report.ts';
import { buildRun } from '../../../fakes/run-script.ts';
import { tempFolder } from '../io/temp-folder.ts';
import { demoRequest } from './bench.ts';

/** What the system says of the router that this computer uses now. */
export const used: GatewayFacts = {
  state: 'found',
  address: '192.168.1.1',
  ipv4Address: '192.168.1.1',
  routePrefixBits: 0,
  interfaceName: 'eth0',
  link: 'wired',
  signalPercent: null,
  hardwareAddress: '3810d5aabbcc',
};

/** A finished check of a real server behind that router. */
export const finished = (
  script: RouterScript = {},
  parts: Partial<Parameters<typeof buildRun>[1]> = {},
  demo: string | null = null,
): RunState => ({
  phase: 'done',
  request: { ...demoRequest, demo },
  report: reportOf(withRouter(buildRun(cleanSteps, parts), script)),
  comparison: null,
  isSaved: true,
});

type Parts = Partial<RouterHandlerDeps> & { readonly state?: RunState; readonly now?: Partial<GatewayFacts> };

export async function openRouterBench({ state = finished(), now = {}, ...parts }: Parts = {}) {
  const opened: string[] = [];
  const told: RouterWait[] = [];
  const clock = createFakeClock();
  const folder = parts.folder ?? (await tempFolder());
  const deps = { folder, clock, ids: secureIds, run: { state: () => state } };
  const part = createRouterPart({
    ...deps,
    openInBrowser: async (url) => opened.push(url) > 0,
    onWaitChange: (wait) => void told.push(wait),
    lookUp: async () => ({ ...used, ...now }),
    ...parts,
  });
  return { ...part, reminder: createReminderPart(deps), opened, told, folder, clock };
}
