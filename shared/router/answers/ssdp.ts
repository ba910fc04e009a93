// The search for an Internet gateway, sent to one address, and the reply. UPnP Device Architecture 1.1, 1.3.2 and 1.3.3.
import { bytesToLatin1, latin1ToBytes } from '../../base/bytes.ts';

/** Both versions of the device that a router describes itself as. */
export const gatewayTargets: readonly string[] = [
  'urn:schemas-upnp-org:device:InternetGatewayDevice:1',
  'urn:schemas-upnp-org:device:InternetGatewayDevice:2',
];

/** A unicast M-SEARCH: HOST names the device itself, and there is no MX. */
export const ssdpSearch = (host: string, port: number, target: string): Uint8Array =>
  latin1ToBytes(
    ['M-SEARCH * HTTP/1.1', `HOST: ${host}:${port}`, 'MAN: "ssdp:discover"', `ST: ${target}`, '', ''].join(
      '\r\n',
    ),
  );

export type SsdpReply = { readonly server: string | null; readonly location: string | null };

/** Longest reply that is read, bytes. */
export const maxSsdpBytes = 2048;

/** A reply of a gateway device; null for any other datagram. */
export function readSsdpReply(bytes: Uint8Array): SsdpReply | null {
  const [status = '', ...lines] = bytesToLatin1(bytes.subarray(0, maxSsdpBytes)).split(/\r?\n/);
  if (!/^HTTP\/1\.[01] 200\b/i.test(status)) return null;
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (name !== '' && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  if (!/:device:InternetGatewayDevice:\d$/.test(headers.get('st') ?? '')) return null;
  return { server: headers.get('server') ?? null, location: headers.get('location') ?? null };
}
