// What a system is asked about the gateway, and what it can answer.
import type { ObservationOf } from '../../../shared/observation/observation.ts';

/** Where this computer's packets to the server start. */
export type GatewayQuestion = { readonly serverAddress: string; readonly localAddress: string };

export type GatewayFacts = {
  /** `none`: the server is reached without a gateway; `unknown`: the system did not say. */
  readonly state: 'found' | 'none' | 'unknown';
  readonly address: string | null;
  /** Its IPv4 address, where `address` is an IPv6 one; the same where it is IPv4. */
  readonly ipv4Address: string | null;
  /** Bits of the route's network: 0 is the default route, 32 or 128 a route to this server alone. */
  readonly routePrefixBits: number | null;
  readonly interfaceName: string | null;
  readonly link: ObservationOf<'environment'>['interfaceKind'];
  /** Of a wireless link, 0..100. */
  readonly signalPercent: number | null;
  /** Twelve hex digits from the table of neighbours. */
  readonly hardwareAddress: string | null;
};

/** This computer's end of the way. */
export type OwnInterface = {
  readonly name: string;
  readonly localAddress: string;
  readonly hardwareAddress: string | null;
  /** IPv4 address of the same interface; null when it has none. */
  readonly ipv4Address: string | null;
  /** What its name and the system's word say. */
  readonly link: GatewayFacts['link'];
};

/** What one system told; what is null is not known. */
export type SystemAnswer = Partial<Omit<GatewayFacts, 'interfaceName'>>;
