// What a scenario is made of: routers in a row, a PBX, and what this computer looks like. Pieces are small, so
// that a scenario is a line of pieces and not a special case.
import type { Route } from '../io/network.ts';
import type { PbxPlan } from './demo-pbx.ts';
import type { RouterPlan } from './demo-router.ts';
import { plainNat } from './nat.ts';
import { asteriskStyle } from './pbx-reply.ts';
import type { RouterEdit } from './router-edits.ts';
import { demoBridgeAddress, demoPublicAddress, demoTransitAddress } from './virtual-addresses.ts';

/** Everything the demo needs to know to play one scenario. */
export type DemoPlan = {
  /** From this computer to the server; the last one may stand in front of the PBX. */
  readonly routers: readonly RouterPlan[];
  readonly pbx: PbxPlan;
  readonly interfaceKind: Route['interfaceKind'];
  readonly sipPortInUse: boolean;
  /** Nothing answers at the server's address, not even with a refusal. */
  readonly isServerDown: boolean;
  /** This computer takes datagrams only from where it sent one to. */
  readonly hasHostFirewall: boolean;
};

/** A home router with plain address translation and nothing else. */
export const homeRouter: RouterPlan = {
  wanAddress: demoPublicAddress,
  nat: plainNat,
  edits: [],
  filter: null,
  lossPercent: 0,
  hijack: null,
};

/** Asterisk that answers 200 to OPTIONS. */
const asterisk: PbxPlan = {
  answer: '200',
  style: asteriskStyle,
  faults: [],
  repliesToViaPort: false,
  streamsForEver: false,
};

/** The usual surroundings; scenarios replace what is special about them. */
export const usualPlan: DemoPlan = {
  routers: [homeRouter],
  pbx: asterisk,
  interfaceKind: 'wired',
  sipPortInUse: false,
  isServerDown: false,
  hasHostFirewall: false,
};

/** One home router with these properties. */
export const withRouter = (router: Partial<RouterPlan>): Partial<DemoPlan> => ({
  routers: [{ ...homeRouter, ...router }],
});

/** One home router with these edits. */
export const withEdits = (...edits: RouterEdit[]): Partial<DemoPlan> => withRouter({ edits });

/** A PBX with these properties behind a plain home router. */
export const withPbx = (pbx: Partial<PbxPlan>): Partial<DemoPlan> => ({ pbx: { ...asterisk, ...pbx } });

/** Two routers in a row, each with its own edits. */
export const withTwoRouters = (
  innerEdits: readonly RouterEdit[],
  outerEdits: readonly RouterEdit[],
  innerWanAddress: string = demoTransitAddress,
): Partial<DemoPlan> => ({
  routers: [
    { ...homeRouter, wanAddress: innerWanAddress, edits: innerEdits },
    { ...homeRouter, edits: outerEdits },
  ],
});

/** A plain home router, and a container bridge in front of the PBX that hides the source for these ports. */
export const withBridge = (serverPorts: readonly number[] | 'all'): Partial<DemoPlan> => ({
  routers: [
    homeRouter,
    { ...homeRouter, wanAddress: demoBridgeAddress, nat: { ...plainNat, ports: 'random', serverPorts } },
  ],
});
