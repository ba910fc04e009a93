// Address translation as a decision: which outside endpoint a client gets for a server, and who may answer to it.
// Words of RFC 4787. Knows no sockets and no SIP.
import type { Endpoint } from '../../shared/base/address.ts';
import type { IdSource } from '../../shared/base/id-source.ts';
import { endpointName } from './virtual-addresses.ts';

export type NatKind = {
  /** One outside endpoint a client socket, or one a client socket and server port. */
  readonly mapping: 'endpoint-independent' | 'address-and-port-dependent';
  /** Who may send to that outside endpoint. */
  readonly filtering: 'endpoint-independent' | 'address-and-port-dependent';
  readonly ports: 'preserved' | 'random';
  /** Server ports it translates for; others are routed untouched. */
  readonly serverPorts: readonly number[] | 'all';
  /** Every port of this computer is open to the internet (a DMZ host). */
  readonly isExposed: boolean;
};

/** Linux masquerade: keeps the port, lets only the asked server answer. */
export const plainNat: NatKind = {
  mapping: 'address-and-port-dependent',
  filtering: 'address-and-port-dependent',
  ports: 'preserved',
  serverPorts: 'all',
  isExposed: false,
};
/** Another port for every destination ("symmetric" in older words). */
export const randomPortNat: NatKind = { ...plainNat, ports: 'random' };
/** One outside endpoint for everybody, open to everybody ("full cone" in older words). */
export const openNat: NatKind = {
  ...plainNat,
  mapping: 'endpoint-independent',
  filtering: 'endpoint-independent',
};
/** Like openNat, and open before anything was sent. */
export const exposedHostNat: NatKind = { ...openNat, isExposed: true };
/** No translation at all: a router that only forwards. */
export const routedOnly: NatKind = { ...plainNat, serverPorts: [] };

const translates = (kind: NatKind, serverPort: number): boolean =>
  kind.serverPorts === 'all' || kind.serverPorts.includes(serverPort);

/** Key of the mapping that a datagram from client to server uses. */
export const mappingKey = (kind: NatKind, client: Endpoint, server: Endpoint): string =>
  kind.mapping === 'endpoint-independent'
    ? endpointName(client)
    : `${endpointName(client)} ${endpointName(server)}`;

/** Outside endpoint for a new mapping; `taken` are the outside ports in use. */
export function mapOutward(
  kind: NatKind,
  wanAddress: string,
  client: Endpoint,
  server: Endpoint,
  ids: IdSource,
  taken: ReadonlySet<number>,
): Endpoint {
  if (!translates(kind, server.port)) return client;
  if (kind.ports === 'preserved') return { address: wanAddress, port: client.port };
  let port = ids.integer(1024, 65535);
  // A port equal to the client's own would make this NAT look like a port-preserving one.
  while (taken.has(port) || port === client.port) port = ids.integer(1024, 65535);
  return { address: wanAddress, port };
}

/** The only endpoint that may send into a mapping made toward `server`; null for anybody. */
export const peerOf = (kind: NatKind, server: Endpoint): Endpoint | null =>
  kind.filtering === 'endpoint-independent' ? null : server;
