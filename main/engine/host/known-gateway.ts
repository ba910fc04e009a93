// The router of the finished check, and whether this computer still uses it. Reports that were opened from a file never
// come here: the only source is the run of this host.
import { sameAddress } from '../../../shared/base/address.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { RunState } from '../../../shared/ipc/contract.ts';
import type { ObservationOf } from '../../../shared/observation/observation.ts';
import type { Report } from '../../../shared/report/report.ts';
import { type RouterPlace, routerPlace } from '../../../shared/router/own-page.ts';
import { lookUpGateway } from '../../io/gateway/gateway.ts';
import type { GatewayFacts, GatewayQuestion } from '../../io/gateway/gateway-facts.ts';

export type LookUp = (question: GatewayQuestion) => Promise<GatewayFacts>;

export type RunRouter = {
  readonly report: Report;
  readonly place: RouterPlace;
  /** How the run reached the server. */
  readonly question: GatewayQuestion;
  readonly gateway: ObservationOf<'gateway'>;
};

/** The router that the finished check found in a real network; null where there is none. */
export function routerOfRun(state: RunState): RunRouter | null {
  if (state.phase !== 'done' || state.request.demo !== null) return null;
  const { observations } = state.report;
  const environment = observations.findLast((o) => o.kind === 'environment');
  const gateway = observations.findLast((o) => o.kind === 'gateway');
  const place = routerPlace(observations);
  if (place === null || gateway === undefined || environment === undefined || environment.isSimulated)
    return null;
  const { serverAddress, localAddress } = environment;
  return { report: state.report, place, gateway, question: { serverAddress, localAddress } };
}

export type UsedRouter = RunRouter & {
  /** Twelve hex digits; null where the system does not know it. */
  readonly hardwareAddress: string | null;
};

/** The router of the run, if packets to the server still go through that very box. */
export async function routerInUse(
  state: RunState,
  lookUp: LookUp = lookUpGateway,
): Promise<Result<UsedRouter, 'none' | 'other-network'>> {
  const router = routerOfRun(state);
  if (router === null) return err('none');
  const now = await lookUp(router.question);
  const isSame = [now.ipv4Address, now.address].some(
    (address) => address !== null && sameAddress(address, router.place.address),
  );
  const { macPrefix } = router.gateway;
  const prefixNow = now.hardwareAddress?.match(/../g)?.slice(0, 3).join(':') ?? null;
  // Many homes have a 192.168.1.1.
  const isOtherBox = macPrefix !== null && prefixNow !== null && macPrefix !== prefixNow;
  if (now.state !== 'found' || !isSame || isOtherBox) return err('other-network');
  return ok({ ...router, hardwareAddress: now.hardwareAddress });
}
