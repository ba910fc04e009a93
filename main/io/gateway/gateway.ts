// The router that packets to the server meet first, as this computer's system knows it. Nothing is sent.
import { networkInterfaces } from 'node:os';
import { sameAddress } from '../../../shared/base/address.ts';
import { interfaceKind } from '../interface-kind.ts';
import type { GatewayFacts, GatewayQuestion, OwnInterface, SystemAnswer } from './gateway-facts.ts';
import { hardwareAddress } from './hardware-address.ts';
import { readLinux } from './linux.ts';
import { readMac } from './macos.ts';
import { readWindows } from './windows.ts';

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
