// The addresses that the demo pretends to use. Documentation and private ranges only (RFC 5737, 1918, 6598):
// nothing here exists outside this program, and every datagram really travels over 127.0.0.1.
import type { Endpoint } from '../../shared/base/address.ts';

/** Name under which the demo PBX is found. */
export const demoServerName = 'pbx.example';
/** Address of the demo PBX as the internet sees it. */
export const demoServerAddress = '203.0.113.10';
/** Usual SIP port. RFC 3261 19.1.2. */
export const sipPort = 5060;
/** Second UDP port of the demo PBX: the control path. */
export const alternativeSipPort = 5160;
/** Address of this computer inside the demo. */
export const demoLocalAddress = '192.168.1.10';
/** Address of the demo router on the home network. */
export const demoGatewayAddress = '192.168.1.1';
/** Address of the demo router on the internet. */
export const demoPublicAddress = '203.0.113.2';
/** Address of the inner router on the link between two routers. */
export const demoTransitAddress = '10.0.0.2';
/** Address of the home router behind a carrier's own translation. RFC 6598. */
export const demoCarrierAddress = '100.64.7.2';
/** Address that a PBX in a container sees as the source of everything. */
export const demoBridgeAddress = '172.17.0.1';
/** A host that nobody asked anything. */
export const demoStranger: Endpoint = { address: '203.0.113.99', port: sipPort };

/** True when address and port are equal, letter by letter. */
export const sameEndpoint = (a: Endpoint, b: Endpoint): boolean =>
  a.address === b.address && a.port === b.port;

/** `address:port`, as map key and in logs. */
export const endpointName = (endpoint: Endpoint): string => `${endpoint.address}:${endpoint.port}`;
