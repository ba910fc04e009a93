// Where the router of a run has its own page. Built from what the run recorded, never from what somebody wrote: the
// address must be a plain one inside the house, and nothing else of it can enter the URL.
import { addressFamily, classifyAddress } from '../base/address.ts';
import type { Observation } from '../observation/observation.ts';

export type RouterPlace = {
  /** Literal IP address inside the house. */
  readonly address: string;
  /** Where its page answered in the run: 80 or 443; 80 when nothing answered. */
  readonly webPort: 80 | 443;
  /** A page answered in the run at all. */
  readonly hasAnswered: boolean;
};

/** Null when the run looked for no router, or its router has no address of a home network. */
export function routerPlace(observations: readonly Observation[]): RouterPlace | null {
  const gateway = observations.findLast((o) => o.kind === 'gateway');
  if (gateway?.state !== 'found' || gateway.link === 'vpn') return null;
  const address = [gateway.ipv4Address, gateway.address].find(isInTheHouse) ?? null;
  if (address === null) return null;
  const answered = (source: 'web-page' | 'secure-web-page'): boolean =>
    observations.some(
      (o) =>
        o.kind === 'gateway-answer' &&
        o.source === source &&
        (o.outcome === 'answered' || o.outcome === 'elsewhere'),
    );
  const isPlain = answered('web-page');
  const isSecure = answered('secure-web-page');
  return { address, webPort: !isPlain && isSecure ? 443 : 80, hasAnswered: isPlain || isSecure };
}

/** RFC 1918, 3927 and 4193. An IPv6 link-local address needs a zone, which no browser takes (RFC 6874). */
function isInTheHouse(address: string | null): address is string {
  if (address === null) return false;
  const kind = classifyAddress(address);
  return kind === 'private' || (kind === 'link-local' && addressFamily(address) === 4);
}

/** The address to show in a browser: scheme and host alone. */
export function pageUrl({ address, webPort }: RouterPlace): string {
  const scheme = webPort === 443 ? 'https' : 'http';
  return `${scheme}://${addressFamily(address) === 6 ? `[${address}]` : address}/`;
}
