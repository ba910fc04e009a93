// One look at the router: what the system knows of it, then what it says of itself. Four seconds at most, the default
// gateway only, and nothing that changes a thing on it.
import { classifyAddress } from '../../../shared/base/address.ts';
import type { Clock } from '../../../shared/base/clock.ts';
import type { Fact, Observation } from '../../../shared/observation/observation.ts';
import { identifyRouter, type RouterGuess } from '../../../shared/router/identify.ts';
import { addressKind, vendorOfAddress } from '../../../shared/router/oui.ts';
import { lookUpGateway } from '../../io/gateway/gateway.ts';
import type { GatewayFacts, GatewayQuestion } from '../../io/gateway/gateway-facts.ts';
import { type GatewayPorts, usualPorts } from '../../io/gateway-look/ports.ts';
import { type Asker, createAsker } from './ask-gateway.ts';
import { askIcon, askTr064, askUpnp, askWebPage } from './questions.ts';
import type { RouterData } from './router-data.ts';

/** Looks once; the facts are ready to be recorded. Never throws. */
export type RouterLook = (question: GatewayQuestion, signal: AbortSignal) => Promise<readonly Fact[]>;

export type RouterLookDeps = {
  readonly data: RouterData;
  readonly clock: Clock;
  readonly lookUp?: (question: GatewayQuestion) => Promise<GatewayFacts>;
  readonly ports?: GatewayPorts;
};

/** All questions together, ms; the programs of the system have had their own two seconds by then. */
const timeLimitMs = 3500;

export function createRouterLook(deps: RouterLookDeps): RouterLook {
  const lookUp = deps.lookUp ?? lookUpGateway;
  return async (question, signal) => {
    const gateway = await lookUp(question);
    if (!mayBeAsked(gateway) || signal.aborted) return [gatewayFact(gateway, deps.data)];
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeLimitMs)]);
    const address = gateway.ipv4Address ?? '';
    const ports = deps.ports ?? usualPorts;
    const nowMs = (): number => deps.clock.monotonicMs();
    const asker = createAsker(
      { address, localAddress: localTo(question, gateway), ports, signal: limit },
      nowMs,
    );
    await askAll(asker, nowMs, gatewayFact(gateway, deps.data), deps.data);
    // The questions have made the system learn the router's hardware address.
    const known = gateway.hardwareAddress === null ? await lookUp(question) : gateway;
    const hardwareAddress = known.address === gateway.address ? known.hardwareAddress : null;
    return [gatewayFact({ ...gateway, hardwareAddress }, deps.data), ...asker.facts];
  };
}

/** The system chooses the source where the router is asked over IPv4 beside an IPv6 route. */
const localTo = ({ localAddress }: GatewayQuestion, { address, ipv4Address }: GatewayFacts): string =>
  address === ipv4Address ? localAddress : '0.0.0.0';

/** A router at home has an address of its own network; a public one belongs to somebody else, and a VPN is no router. */
function mayBeAsked({ state, ipv4Address, link }: GatewayFacts): boolean {
  if (state !== 'found' || ipv4Address === null || link === 'vpn') return false;
  return ['private', 'carrier-nat', 'link-local', 'loopback'].includes(classifyAddress(ipv4Address) ?? '');
}

async function askAll(asker: Asker, nowMs: () => number, gateway: Fact, data: RouterData): Promise<void> {
  const clocked = { asker, nowMs };
  const describes = (): boolean => leads(guesses(gateway, asker, data), data);
  const isDescribedAtOnce = describes();
  await Promise.all([
    askUpnp(clocked),
    askWebPage(clocked, false),
    askWebPage(clocked, true),
    ...(isDescribedAtOnce ? [askTr064(clocked)] : []),
  ]);
  if (!isDescribedAtOnce && describes()) await askTr064(clocked);
  const hasPage = asker.facts.some(
    (fact) => fact.kind === 'gateway-answer' && fact.source === 'web-page' && fact.outcome === 'answered',
  );
  const isAmbiguous = guesses(gateway, asker, data).every(({ level }) => level === 'vendor');
  if (hasPage && isAmbiguous) await askIcon(clocked);
}

/** The best guess is a router that describes itself by TR-064. */
const leads = ([best]: readonly RouterGuess[], { catalogue }: RouterData): boolean =>
  best !== undefined && catalogue.get(best.id)?.fingerprints.tr064 === true;

function guesses(gateway: Fact, { facts }: Asker, { catalogue }: RouterData): readonly RouterGuess[] {
  const soFar = [gateway, ...facts].map((fact, index): Observation => ({ id: index + 1, atMs: 0, ...fact }));
  return identifyRouter(soFar, catalogue);
}

/** What may be kept: half of the hardware address, and whose block it is. */
function gatewayFact({ hardwareAddress, ...gateway }: GatewayFacts, { ouiTable }: RouterData): Fact {
  const known = hardwareAddress === null ? null : hardwareAddress.match(/../g);
  return {
    kind: 'gateway',
    ...gateway,
    macPrefix: known === null ? null : known.slice(0, 3).join(':'),
    macKind: hardwareAddress === null ? null : addressKind(hardwareAddress),
    hardwareVendor: hardwareAddress === null ? null : vendorOfAddress(ouiTable, hardwareAddress),
  };
}
