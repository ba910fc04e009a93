// The router that packets to the server meet first, as this computer's system knows it. Nothing is sent.
import { networkInterfaces } from 'node:os';
import { sameAddress } from '../../../shared/base/address.ts';
import type { ObservationOf } from '../../../shared/observation/observation.ts';
import { interfaceKind } from '../interface-kind.ts';
import { hardwareAddress } from './hardware-address.ts';
import { readLinux } from './linux.ts';
import { readMac } from './macos.ts';
import { readWindows } from './windows.ts';

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

const readers: Partial<
  Record<NodeJS.Platform, (question: GatewayQuestion, own: OwnInterface) => Promise<SystemAnswer>>
> = { linux: readLinux, darwin: readMac, win32: readWindows };

/** Longest name of an interface that a report keeps, characters. */
const longestName = 64;

/** Looks the gateway up; what fails is unknown, and nothing ever throws. */
export async function lookUpGateway(question: GatewayQuestion): Promise<GatewayFacts> {
  const own = ownInterface(question.localAddress);
  const read = readers[process.platform];
  const answer = own === null || read === undefined ? {} : await read(question, own).catch(() => ({}));
  return {
    state: 'unknown',
    address: null,
    ipv4Address: null,
    routePrefixBits: null,
    signalPercent: null,
    hardwareAddress: null,
    link: own?.link ?? 'unknown',
    ...answer,
    interfaceName: own?.name.slice(0, longestName) ?? null,
  };
}

function ownInterface(localAddress: string): OwnInterface | null {
  for (const [name, infos = []] of Object.entries(networkInterfaces())) {
    const own = infos.find((info) => sameAddress(info.address, localAddress));
    if (own === undefined) continue;
    return {
      name,
      localAddress,
      hardwareAddress: hardwareAddress(own.mac),
      ipv4Address: infos.find(({ family }) => family === 'IPv4')?.address ?? null,
      link: interfaceKind(name, own.internal),
    };
  }
  return null;
}
