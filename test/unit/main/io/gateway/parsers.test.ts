import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOfEui64, hardwareAddress } from '../../../../../main/io/gateway/hardware-address.ts';
import {
  linkOfSysfs,
  neighbourOf,
  readRouteTable,
  readRouteTable6,
  signalPercentOf,
} from '../../../../../main/io/gateway/linux-tables.ts';
import { readMacLink, readMacNeighbour, readMacRoute } from '../../../../../main/io/gateway/macos-output.ts';
import { chooseRoute } from '../../../../../main/io/gateway/routes.ts';
import {
  interfaceNumberOf,
  readWindowsNeighbour,
  readWindowsRoutes,
  readWindowsRoutes6,
  readWindowsWireless,
} from '../../../../../main/io/gateway/windows-output.ts';

const folder = new URL('../../../../fixtures/gateway/', import.meta.url);
/** One character a byte, as programs are read. */
const printed = (name: string): string => readFileSync(new URL(`${name}.txt`, folder), 'latin1');

describe('the tables of Linux', () => {
  const rows = readRouteTable(printed('linux-route'), true);

  it.each([
    ['203.0.113.10', 'eth0', '192.168.1.1', 0],
    ['10.10.10.10', 'eth0', '192.168.1.254', 32],
    ['203.0.113.10', 'wlan0', '192.168.1.1', 0],
    ['192.168.1.9', 'eth0', null, 24],
  ])('lead to %s over %s by %s, a route of %i bits', (address, via, gateway, prefixBits) => {
    expect(chooseRoute(rows, address, via)).toMatchObject({ gateway, prefixBits });
  });

  it('lead nowhere over an interface without a row, and not by a route that rejects', () => {
    expect(chooseRoute(rows, '203.0.113.10', 'wg0')).toBe(null);
    expect(rows.some(({ via }) => via === 'lo')).toBe(false);
  });

  it('take the row with the lower metric among equals', () => {
    const [row] = rows;
    const better = rows.slice(0, 1).map((one) => ({ ...one, gateway: '192.168.1.2', metric: 5 }));
    expect(row?.metric).toBe(100);
    expect(chooseRoute([...rows, ...better], '203.0.113.10', 'eth0')?.gateway).toBe('192.168.1.2');
  });

  it('are read on a machine of the other byte order too', () => {
    const text = printed('linux-route').replaceAll('0101A8C0', 'C0A80101');
    expect(readRouteTable(text, false)[0]).toMatchObject({ gateway: '192.168.1.1' });
  });

  it('of IPv6 lead by the link-local address of the router', () => {
    const route = chooseRoute(readRouteTable6(printed('linux-ipv6-route')), '2001:db8:2::1', 'eth0');
    expect(route).toMatchObject({ gateway: 'fe80::c1a:2bff:fe3c:4d5e', prefixBits: 0 });
    expect(addressOfEui64(route?.gateway ?? '')).toBe('0e1a2b3c4d5e');
  });

  it.each([
    ['192.168.1.1', 'eth0', '3810d5aabbcc'],
    ['192.168.1.1', 'docker0', '0242ac110002'],
    ['192.168.1.77', 'eth0', null],
    ['192.168.1.2', 'eth0', null],
  ])('know the neighbour %s on %s as %s', (address, device, expected) => {
    expect(neighbourOf(printed('linux-arp'), address, device)).toBe(expected);
  });

  it.each([
    ['wlan0', 88],
    ['wlan1', 70],
    ['eth0', null],
  ])('show the signal of %s as %s per cent', (device, percent) => {
    expect(signalPercentOf(printed('linux-wireless'), device)).toBe(percent);
  });

  const link = { type: 1, isWireless: false, isTunnel: false, hasDevice: true };
  it.each([
    [link, 'wired'],
    [{ ...link, isWireless: true }, 'wireless'],
    [{ ...link, hasDevice: false }, null],
    [{ ...link, isTunnel: true, hasDevice: false }, 'vpn'],
    [{ ...link, type: 65_534, hasDevice: false }, 'vpn'],
    [{ ...link, type: 512, hasDevice: false }, 'vpn'],
    [{ ...link, type: null }, null],
  ])('call the link %o %s', (facts, kind) => {
    expect(linkOfSysfs(facts)).toBe(kind);
  });
});

describe('the programs of macOS', () => {
  it.each([
    ['macos-route', { gateway: '192.168.1.1', interfaceName: 'en0', prefixBits: 0 }],
    ['macos-route-vpn', { gateway: null, interfaceName: 'utun4', prefixBits: 1 }],
    ['macos-route6', { gateway: 'fe80::e1a:2bff:fe3c:4d5e', interfaceName: 'en0', prefixBits: 0 }],
  ])('print the route %s', (name, route) => {
    expect(readMacRoute(printed(name))).toEqual(route);
  });

  it('print a route to the server alone as one', () => {
    const text = printed('macos-route').replace('default', '203.0.113.10').replace('<UP,', '<UP,HOST,');
    expect(readMacRoute(text)?.prefixBits).toBe(32);
  });

  it('print no route where there is none', () => {
    expect(readMacRoute('route: writing to routing socket: not in table\n')).toBe(null);
  });

  it('know a neighbour by octets without their zeros, or not at all', () => {
    expect(readMacNeighbour(printed('macos-arp'), '192.168.1.1')).toBe('3810d50a0b0c');
    expect(readMacNeighbour(printed('macos-arp'), '192.168.1.2')).toBe(null);
    expect(readMacNeighbour(printed('macos-arp-incomplete'), '192.168.1.1')).toBe(null);
  });

  it('tell a wireless en0 from a wired one', () => {
    expect(readMacLink(printed('macos-summary'))).toBe('wireless');
    expect(readMacLink(printed('macos-summary').replace('WiFi', 'Ethernet'))).toBe('wired');
    expect(readMacLink(printed('macos-summary').replace('WiFi', 'FireWire'))).toBe(null);
  });
});

describe.each(['en', 'de', 'fr'])('the programs of Windows, language %s', (language) => {
  const rows = readWindowsRoutes(printed(`windows-route-${language}`));

  it('lead to the server by the gateway of the interface in use', () => {
    expect(chooseRoute(rows, '203.0.113.10', '192.168.1.20')).toMatchObject({
      gateway: '192.168.1.1',
      prefixBits: 0,
    });
    expect(chooseRoute(rows, '20.0.0.1', '10.8.0.6')).toMatchObject({ gateway: '10.8.0.1', prefixBits: 1 });
    expect(chooseRoute(rows, '192.168.1.9', '192.168.1.20')).toMatchObject({ gateway: null, prefixBits: 24 });
  });

  it('keep persistent routes, which are not in use, apart', () => {
    expect(rows.some(({ gateway }) => gateway === '192.168.1.254')).toBe(false);
    expect(rows).toHaveLength(7);
  });

  it('know the neighbour', () => {
    const text = printed(`windows-arp-${language}`);
    expect(readWindowsNeighbour(text, '192.168.1.1')).toBe('3810d5aabbcc');
    expect(readWindowsNeighbour(text, '192.168.1.20')).toBe(null);
  });

  it('tell the signal of the card with our address, and of no other', () => {
    const text = printed(`windows-wlan-${language}`);
    expect(readWindowsWireless(text, '507b9d112233')).toEqual({ signalPercent: 64 });
    expect(readWindowsWireless(text, '00ff8d445566')).toBe(null);
  });
});

describe('the IPv6 table of Windows', () => {
  const rows = readWindowsRoutes6(printed('windows-route6-de'));
  it('leads by the interface that has our address, and reads a gateway on the next line', () => {
    const number = interfaceNumberOf(rows, (network) => network === '2001:db8:1:0:7c1b:22ff:fe33:4455') ?? '';
    expect(number).toBe('12');
    expect(chooseRoute(rows, '2001:db8:9::1', number)?.gateway).toBe('fe80::e1a:2bff:fe3c:4d5e');
    expect(chooseRoute(rows, '2001:db8:77:88:99aa:bbcc:ddee:1', number)?.gateway).toBe('fe80::1');
    expect(interfaceNumberOf(rows, () => false)).toBe(null);
  });
});

describe('a hardware address', () => {
  it.each([
    ['0:1a:2b:3c:4d:5e', '001a2b3c4d5e'],
    ['00-1A-2B-3C-4D-5E', '001a2b3c4d5e'],
    ['00-1A:2B-3C-4D-5E', null],
    ['00:00:00:00:00:00', null],
    ['ff:ff:ff:ff:ff:ff', null],
    ['00:1a:2b:3c:4d', null],
    ['00:1a:2b:3c:4d:5e:6f', null],
    ['(incomplete)', null],
  ])('%s reads as %s', (text, expected) => {
    expect(hardwareAddress(text)).toBe(expected);
  });

  it.each(['fe80::1', '2001:db8::c1a:2bff:fe3c:4d5e', 'nonsense', ''])('is not inside %s', (address) => {
    expect(addressOfEui64(address)).toBe(null);
  });
});

it('no text whatever makes a reader throw', () => {
  const line = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(...printed('windows-route-de').split('\n'), ...printed('linux-route').split('\n')),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const text = lines.join('\n');
      for (const rows of [
        readRouteTable(text, true),
        readRouteTable6(text),
        readWindowsRoutes(text),
        readWindowsRoutes6(text),
      ])
        for (const { via } of rows) chooseRoute(rows, '203.0.113.10', via);
      expect(hardwareAddress(text) ?? '000000000001').toHaveLength(12);
      readMacRoute(text);
      readMacLink(text);
      readMacNeighbour(text, '192.168.1.1');
      neighbourOf(text, '192.168.1.1', 'eth0');
      signalPercentOf(text, 'wlan0');
      readWindowsNeighbour(text, '192.168.1.1');
      readWindowsWireless(text, '507b9d112233');
      addressOfEui64(text);
    }),
    { numRuns: 400 },
  );
});
