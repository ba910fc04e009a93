// The observations of a run, arranged for the rules. Everything here follows from the observations alone.
import { classifyAddress, mentionsAddress } from '../base/address.ts';
import { type Exchange, groupExchanges } from '../exchange/exchange.ts';
import { nearbyReason } from '../exchange/nearby.ts';
import { mappingSeen } from '../exchange/own-pair.ts';
import type { Observation, ObservationOf } from '../observation/observation.ts';
import { type Path, pathName, samePath } from '../observation/path.ts';

export type Facts = {
  readonly observations: readonly Observation[];
  readonly environment: ObservationOf<'environment'> | null;
  readonly exchanges: readonly Exchange[];
  /** The path that the overall level is about; null when no server was resolved. */
  readonly mainPath: Path | null;
  /** Every path on which something was sent. */
  readonly paths: readonly Path[];
  /** Our addresses as this run knows them: of our sockets, and those NATs gave us. */
  readonly ownAddresses: readonly string[];
  readonly ownPorts: readonly number[];
};

export function readFacts(observations: readonly Observation[]): Facts {
  const exchanges = groupExchanges(observations);
  const resolved = observations.findLast((o) => o.kind === 'server-resolved');
  const locals = exchanges.flatMap((exchange) => exchange.requests.map((request) => request.local));
  const primes = observations.filter((o) => o.kind === 'prime-sent').map((o) => o.local);
  const mappings = exchanges.flatMap((exchange) => mappingSeen(exchange) ?? []);
  const tried = [...exchanges.filter(wasTried), ...observations.filter(isAccountActivity)];
  const paths = new Map(tried.map(({ path }) => [pathName(path), path]));
  return {
    observations,
    environment: observations.findLast((o) => o.kind === 'environment') ?? null,
    exchanges,
    mainPath: resolved === undefined ? null : { transport: 'udp', port: resolved.port },
    paths: [...paths.values()],
    ownAddresses: [...new Set([...locals, ...mappings].map((endpoint) => endpoint.address))],
    ownPorts: [...new Set([...locals, ...primes, ...mappings].map((endpoint) => endpoint.port))],
  };
}

export const exchangesOn = (facts: Facts, path: Path): readonly Exchange[] =>
  facts.exchanges.filter((exchange) => samePath(exchange.path, path));

/** True when `text` is, or contains, an address of ours other than `except`. */
export const namesOwnAddress = (facts: Facts, text: string, except: string | null): boolean =>
  facts.ownAddresses.some(
    (own) => (except === null || !mentionsAddress(except, own)) && mentionsAddress(text, own),
  );

/** Why a router at home cannot be between this computer and the server; null when one may be, or nothing is known. */
export const nearbyReasonOf = (facts: Facts): ReturnType<typeof nearbyReason> =>
  facts.environment === null ? null : nearbyReason(facts.environment);

/** This computer itself has an address that the server can see: no NAT to hide anything. */
export const hasPublicAddress = (facts: Facts): boolean =>
  facts.environment !== null && classifyAddress(facts.environment.localAddress) === 'public';

type AccountActivity = ObservationOf<'registration' | 'call' | 'readback'>;

/** Something was sent with an account. */
export const isAccountActivity = (o: Observation): o is AccountActivity =>
  (o.kind === 'registration' || o.kind === 'call' || o.kind === 'readback') && o.messages.length > 0;

/** Something was sent, or the attempt to send it failed. */
const wasTried = (exchange: Exchange): boolean => exchange.requests.length > 0 || exchange.failure !== null;
