// One run inside the engine: surroundings, check, report; the same steps as the command line takes.
import type { Clock } from '../../../shared/base/clock.ts';
import type { IdSource } from '../../../shared/base/id-source.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Progress, RefusalCode } from '../../../shared/ipc/contract.ts';
import type { Report } from '../../../shared/report/report.ts';
import type { AccountPlan } from '../call/account-part.ts';
import { lendAccount } from '../call/lend-account.ts';
import { reportOfCheck } from '../check-report.ts';
import type { CheckRefusal } from '../find-server.ts';
import { withFreshPorts } from '../fresh-ports.ts';
import { createRouterLook } from '../router/look-at-router.ts';
import { routerData } from '../router/router-data.ts';
import { type CheckRequest, runCheck } from '../run-check.ts';
import { countTraffic } from './counting-network.ts';
import type { StartMessage } from './engine-messages.ts';
import { createProgressMeter } from './progress-meter.ts';
import { demoSurroundings, realSurroundings, type Surroundings } from './surroundings.ts';

export type EngineRunDeps = {
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
};

/** Between two looks at the clock, ms: a window counts pauses down. */
const tickMs = 200;

/** Runs the check that `start` asks for; an error is a code that the window has words for. */
export async function runForHost(
  start: StartMessage,
  deps: EngineRunDeps,
): Promise<Result<Report, RefusalCode>> {
  const { demo } = start.request;
  const surroundings = await (demo === null
    ? realSurroundings(start.folder, start.lockPatienceMs, deps.signal)
    : demoSurroundings(demo));
  if (!surroundings.ok) return surroundings;
  try {
    return await check(start, surroundings.value, deps);
  } finally {
    await surroundings.value.close();
  }
}

async function check(
  start: StartMessage,
  { network, ledger }: Surroundings,
  deps: EngineRunDeps,
): Promise<Result<Report, RefusalCode>> {
  const request = checkRequest(start);
  const counted = countTraffic(withFreshPorts(network, start.usedPorts));
  const meter = createProgressMeter(start.request, counted.traffic, deps.clock);
  const tell = (): void => deps.onProgress(meter.read());
  const ticking = setInterval(tell, tickMs);
  tell();
  try {
    const run = await runCheck(request, {
      ...deps,
      network: counted.network,
      ledger,
      ...(start.request.lookAtRouter && !network.isSimulated
        ? { lookAtRouter: createRouterLook({ data: routerData(), clock: deps.clock }) }
        : {}),
      onProgress: (progress) => {
        meter.note(progress);
        tell();
      },
    });
    if (!run.ok) return err(refusalCodes[run.error.code]);
    meter.finish();
    tell();
    return ok(reportOfCheck(request, run.value, { ...start.app, ...deps }));
  } finally {
    clearInterval(ticking);
  }
}

/** UDP is what is tested; the other transports are controls beside it. */
const checkRequest = ({ request, password }: StartMessage): CheckRequest => ({
  serverName: request.server,
  port: request.port,
  altPort: request.altPort,
  transports: [...new Set(['udp' as const, ...request.transports])],
  // A user that the server knows leaves no line that a ban tool counts.
  probeUser: request.probeUser ?? request.account?.username ?? null,
  account: accountPlan(request, password),
});

/** Null without an account, without its password, and on the demo's network, which knows none. */
function accountPlan(
  { account, streamSeconds, demo }: StartMessage['request'],
  password: string | null,
): AccountPlan | null {
  if (account === null || password === null || demo !== null) return null;
  const { username, echoExtension, readbackExtension } = account;
  return {
    account: lendAccount({ username, password, realm: null }),
    echoExtension,
    readbackExtension,
    streamSeconds: echoExtension === null ? null : streamSeconds,
  };
}

/** What a refusal before the first packet is called in the window. */
export const refusalCodes: Readonly<Record<CheckRefusal['code'] | 'unreachable', RefusalCode>> = {
  unreachable: 'unreachable',
  'unknown-name': 'unknown-name',
  'no-address': 'no-address',
  'trap-port': 'trap-port',
  'multicast-address': 'refused-target',
  'broadcast-address': 'refused-target',
  'unspecified-address': 'refused-target',
  'not-an-address': 'refused-target',
  'banned-word': 'banned-word',
};
