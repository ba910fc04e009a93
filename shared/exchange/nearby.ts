// A check says something about a home router only when there is one between this computer and the server.
import { isInternalAddress } from '../base/address.ts';
import type { ObservationOf } from '../observation/observation.ts';

type Surroundings = Pick<ObservationOf<'environment'>, 'interfaceKind' | 'sameNetwork' | 'serverAddress'>;

/** Why no home router can be in between; null when one may be. */
export function nearbyReason(environment: Surroundings): 'same-network' | 'vpn' | null {
  if (environment.interfaceKind === 'vpn') return 'vpn';
  return environment.sameNetwork === true || isInternalAddress(environment.serverAddress)
    ? 'same-network'
    : null;
}
