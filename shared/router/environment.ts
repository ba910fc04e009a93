// What lies between this computer and the line, as far as it shows: the router, a VPN, a second router, a carrier that
// translates. For advice only; the verdict reads none of it, and what was not found out stays unknown.
import { z } from 'zod';
import { classifyAddress, sameAddress } from '../base/address.ts';
import { groupExchanges } from '../exchange/exchange.ts';
import { nearbyReason } from '../exchange/nearby.ts';
import { mappingSeen } from '../exchange/own-pair.ts';
import { gatewaySchema, maxDeviceTextChars } from '../observation/gateway.ts';
import type { Observation } from '../observation/observation.ts';
import { fieldOf, type RouterSignals, readSignals } from './signals.ts';

const deviceText = z.string().min(1).max(maxDeviceTextChars).nullable();
const threeWay = z.enum(['yes', 'no', 'unknown']);

export const routerFactsSchema = z.strictObject({
  gateway: gatewaySchema.omit({ id: true, atMs: true, kind: true }),
  /** In the device's own words. */
  maker: deviceText,
  model: deviceText,
  firmware: deviceText,
  /** Signs that the way to the server leads through a VPN; empty where there is none. */
  vpnSigns: z.array(z.enum(['tunnel-interface', 'no-gateway', 'split-default', 'host-route'])).max(4),
  /** The provider translates addresses for many customers at once. RFC 6598. */
  carrierNat: threeWay,
  /** Two boxes in a row translate addresses. */
  secondRouter: threeWay,
});
export type RouterFacts = Readonly<z.infer<typeof routerFactsSchema>>;

/** Null when the run did not look for a router. */
export function routerFacts(observations: readonly Observation[]): RouterFacts | null {
  const signals = readSignals(observations);
  if (signals.gateway === null) return null;
  const { id: _id, atMs: _atMs, kind: _kind, ...gateway } = signals.gateway;
  const outer = outerAddress(signals);
  const seen = addressesSeen(observations);
  return {
    gateway,
    maker: fieldOf(signals, 'manufacturer', 'tr064-description', 'igd-description'),
    model: modelOf(signals),
    firmware: fieldOf(signals, 'firmware', 'tr064-description', 'box-info', 'igd-description'),
    vpnSigns: vpnSigns(gateway, observations),
    carrierNat: carrierNat(gateway, outer, seen),
    secondRouter: secondRouter(outer, seen),
  };
}

const modelOf = (signals: RouterSignals): string | null =>
  fieldOf(signals, 'modelName', 'tr064-description', 'box-info', 'igd-description') ??
  fieldOf(signals, 'friendlyName', 'tr064-description', 'igd-description');

/** What the router says its outer address is. */
const outerAddress = (signals: RouterSignals): string | null =>
  fieldOf(signals, 'externalAddress', 'external-address');

/** Addresses that the server gave us, by what it saw: those of the last box that translates. */
const addressesSeen = (observations: readonly Observation[]): readonly string[] => [
  ...new Set(groupExchanges(observations).flatMap((exchange) => mappingSeen(exchange)?.address ?? [])),
];

function vpnSigns(
  { state, link, routePrefixBits }: RouterFacts['gateway'],
  observations: readonly Observation[],
): RouterFacts['vpnSigns'] {
  const environment = observations.findLast((o) => o.kind === 'environment');
  const isNearby = environment !== undefined && nearbyReason(environment) === 'same-network';
  return [
    ...(link === 'vpn' ? (['tunnel-interface'] as const) : []),
    ...(state === 'none' && !isNearby && link !== 'loopback' ? (['no-gateway'] as const) : []),
    // 0.0.0.0/1 and 128.0.0.0/1 together overrule a default route without replacing it: VPN clients do that.
    ...(routePrefixBits === 1 ? (['split-default'] as const) : []),
    ...(state === 'found' && (routePrefixBits === 32 || routePrefixBits === 128)
      ? (['host-route'] as const)
      : []),
  ];
}

function carrierNat(
  { address, link }: RouterFacts['gateway'],
  outer: string | null,
  seen: readonly string[],
): RouterFacts['carrierNat'] {
  if (outer !== null) return classifyAddress(outer) === 'carrier-nat' ? 'yes' : sees(outer, seen);
  // A VPN uses the same range inside its tunnel.
  return link !== 'vpn' && address !== null && classifyAddress(address) === 'carrier-nat' ? 'yes' : 'unknown';
}

/** A public outer address is the line's own only when the server saw that very address. */
const sees = (outer: string, seen: readonly string[]): RouterFacts['carrierNat'] =>
  seen.length > 0 && seen.every((address) => sameAddress(address, outer)) ? 'no' : 'unknown';

/** Private outside, or another address than the server saw: something behind it translates once more. */
function secondRouter(outer: string | null, seen: readonly string[]): RouterFacts['secondRouter'] {
  if (outer === null) return 'unknown';
  const kind = classifyAddress(outer);
  if (kind === 'private' || kind === 'link-local') return 'yes';
  if (kind !== 'public' || seen.length === 0) return 'unknown';
  return seen.some((address) => !sameAddress(address, outer)) ? 'yes' : 'no';
}
