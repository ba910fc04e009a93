// What the engine asks of a network. Two things implement it: the real sockets (main/io) and the demo
// (main/demo). Nothing here decides what is sent; the ban guard in main/engine stands before it.
import type { Endpoint } from '../../shared/base/address.ts';
import type { Result } from '../../shared/base/result.ts';
import type { FlowFaultCode, ObservationOf } from '../../shared/observation/observation.ts';
import type { Transport } from '../../shared/observation/path.ts';

/** Why a flow could not be opened or used; `detail` is for logs, never for the verdict. */
export type FlowFault = { readonly code: FlowFaultCode; readonly detail: string };

/** What a flow reports while it is open; never called after close(). */
export type FlowHandlers = {
  /** One UDP datagram, or one chunk of a stream. */
  readonly onBytes: (bytes: Uint8Array, from: Endpoint) => void;
  readonly onFault: (fault: FlowFault) => void;
};

/** An open socket pair of addresses toward one server port. */
export interface Flow {
  readonly transport: Transport;
  readonly local: Endpoint;
  readonly remote: Endpoint;
  /** TLS only: the certificate was valid for the name asked for; null elsewhere. */
  readonly isVerified: boolean | null;
  send(bytes: Uint8Array): Promise<Result<void, FlowFault>>;
  /** UDP only: sends with an IP time-to-live of one hop, so that it opens this computer's own firewall and reaches no server. */
  prime(bytes: Uint8Array): Promise<Result<void, FlowFault>>;
  /** Frees the socket at once; calling it twice is allowed. */
  close(): void;
}

/** How this computer would reach an address, found out without sending a packet. */
export type Route = Readonly<
  Pick<
    ObservationOf<'environment'>,
    'localAddress' | 'interfaceName' | 'interfaceKind' | 'sameNetwork' | 'sipPortInUse'
  >
>;

export type Resolution = Readonly<Pick<ObservationOf<'server-resolved'>, 'method' | 'addresses' | 'port'>>;

/** `unknown-name`: no such name; `no-address`: the name has no A or AAAA; `no-resolver`: nobody answered. */
export type ResolveFault = {
  readonly code: 'unknown-name' | 'no-address' | 'no-resolver';
  readonly detail: string;
};

export type OpenFlow = {
  readonly transport: Transport;
  readonly remote: Endpoint;
  /** Name checked against a TLS certificate and sent as SNI. */
  readonly serverName: string;
  /** Longest wait for a TCP or TLS connection, ms. */
  readonly connectTimeoutMs: number;
};

export interface Network {
  /** The network is the demo inside this program. */
  readonly isSimulated: boolean;
  /** Addresses and port of a server; `port` null means "as the name's service record says, else 5060". */
  resolve(name: string, port: number | null): Promise<Result<Resolution, ResolveFault>>;
  routeTo(address: string): Promise<Result<Route, FlowFault>>;
  open(what: OpenFlow, handlers: FlowHandlers): Promise<Result<Flow, FlowFault>>;
}
