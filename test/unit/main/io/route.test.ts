import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { interfaceKind } from '../../../../main/io/interface-kind.ts';
import { interfaceFacts, isPortInUse, routeTo } from '../../../../main/io/route.ts';
import { closedUdpPort, socketCount, udpPeer, until } from './loopback.ts';

const info = (
  family: 'IPv4' | 'IPv6',
  address: string,
  prefixLength: number,
  internal = false,
): NetworkInterfaceInfo => {
  const common = { address, netmask: '', mac: '', internal, cidr: `${address}/${prefixLength}` };
  return family === 'IPv6' ? { ...common, family, scopeid: 0 } : { ...common, family };
};

const table = {
  lo: [info('IPv4', '127.0.0.1', 8, true), info('IPv6', '::1', 128, true)],
  eth0: [
    info('IPv4', '192.168.1.20', 24),
    info('IPv4', '10.7.0.2', 16),
    info('IPv6', '2001:db8:1::20', 64),
    info('IPv6', 'fe80::20', 64),
  ],
  tun0: [info('IPv4', '10.8.0.2', 32)],
};

describe('the interface of a local address', () => {
  it.each([
    ['192.168.1.20', '192.168.1.1', true],
    ['192.168.1.20', '192.168.2.1', false],
    ['192.168.1.20', '10.7.9.9', true],
    ['192.168.1.20', '203.0.113.1', false],
    ['2001:db8:1::20', '2001:db8:1::ffff', true],
    ['2001:db8:1:0:0:0:0:20', '2001:db8:2::1', false],
    ['fe80::20', 'fe80::1', true],
  ])('%s is eth0, and %s is on the same network: %s', (local, address, sameNetwork) => {
    expect(interfaceFacts(table, local, address)).toEqual({
      interfaceName: 'eth0',
      interfaceKind: 'wired',
      sameNetwork,
    });
  });

  it('of a tunnel is the tunnel, whose only neighbour is itself', () => {
    expect(interfaceFacts(table, '10.8.0.2', '10.8.0.1')).toEqual({
      interfaceName: 'tun0',
      interfaceKind: 'vpn',
      sameNetwork: false,
    });
  });

  it('of loopback is always the same network', () => {
    expect(interfaceFacts(table, '::1', '2001:db8::9')).toMatchObject({
      interfaceKind: 'loopback',
      sameNetwork: true,
    });
  });

  it('that nobody owns is not known, and neither is the network', () => {
    expect(interfaceFacts(table, '192.0.2.1', '192.0.2.2')).toEqual({
      interfaceName: null,
      interfaceKind: 'unknown',
      sameNetwork: null,
    });
  });

  it('has a name that fits into an observation', () => {
    const name = 'x'.repeat(200);
    const long = { [name]: [info('IPv4', '192.0.2.1', 24)] };
    expect(interfaceFacts(long, '192.0.2.1', '192.0.2.2').interfaceName).toBe('x'.repeat(64));
  });
});

describe('the kind of an interface', () => {
  it.each([
    ['tun0', 'vpn'],
    ['tap0', 'vpn'],
    ['wg0', 'vpn'],
    ['utun4', 'vpn'],
    ['ppp0', 'vpn'],
    ['tailscale0', 'vpn'],
    ['ztabcdefgh', 'vpn'],
    ['ipsec0', 'vpn'],
    ['nordlynx', 'vpn'],
    ['OpenVPN TAP-Windows6', 'vpn'],
    ['WireGuard Tunnel', 'vpn'],
    ['Ethernet 3 (TAP)', 'vpn'],
    ['docker0', 'virtual'],
    ['br-0a1b2c', 'virtual'],
    ['veth12ab', 'virtual'],
    ['virbr0', 'virtual'],
    ['vmnet8', 'virtual'],
    ['vEthernet (WSL)', 'virtual'],
    ['wlan0', 'wireless'],
    ['wlp2s0', 'wireless'],
    ['Wi-Fi', 'wireless'],
    ['eth0', 'wired'],
    ['enp3s0', 'wired'],
    ['Ethernet 2', 'wired'],
    ['wwan0', 'unknown'],
    ['bond0', 'unknown'],
    ['Local Area Connection', 'unknown'],
  ])('%s is %s', (name, kind) => {
    expect(interfaceKind(name, false, 'linux')).toBe(kind);
  });

  it('is unknown for en0 on macOS, which may be either', () => {
    expect(interfaceKind('en0', false, 'darwin')).toBe('unknown');
  });

  it('is loopback when the system says so, whatever the name', () => {
    expect(interfaceKind('eth0', true, 'linux')).toBe('loopback');
  });
});

describe('the route', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::1', '::1'],
  ])('to %s starts at %s on loopback and leaves no socket behind', async (address, localAddress) => {
    const before = socketCount();
    expect(await routeTo(address)).toMatchObject({
      ok: true,
      value: { localAddress, interfaceKind: 'loopback', sameNetwork: true },
    });
    await until(() => socketCount() === before);
  });

  it.each(['localhost', '', 'fe80::1%lo', '999.1.1.1'])(
    'to "%s" is refused without asking anybody',
    async (text) => {
      expect(await routeTo(text)).toMatchObject({ ok: false, error: { code: 'other' } });
    },
  );

  it.runIf(process.platform === 'linux')('to the broadcast address is denied by the system', async () => {
    expect(await routeTo('255.255.255.255')).toMatchObject({ ok: false });
  });
});

describe('a UDP port', () => {
  it('that another socket holds is in use', async () => {
    const peer = await udpPeer();
    expect(await isPortInUse('127.0.0.1', peer.port)).toBe(true);
  });

  it('that another socket holds and would share is in use', async () => {
    const peer = await udpPeer('127.0.0.1', true);
    expect(await isPortInUse('127.0.0.1', peer.port)).toBe(true);
  });

  it('that another socket holds on all addresses is in use', async () => {
    const peer = await udpPeer('0.0.0.0');
    expect(await isPortInUse('127.0.0.1', peer.port)).toBe(process.platform === 'win32' ? null : true);
  });

  it('that nobody holds is not in use, and free again afterwards', async () => {
    const { port } = await closedUdpPort();
    const expected = process.platform === 'win32' ? null : false;
    expect(await isPortInUse('127.0.0.1', port)).toBe(expected);
    expect(await isPortInUse('127.0.0.1', port)).toBe(expected);
  });

  it('of an address that is not ours is not known', async () => {
    expect(await isPortInUse('203.0.113.1', 5060)).toBe(null);
  });
});
