import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressFamily,
  classifyAddress,
  isInternalAddress,
  isIpText,
  sameAddress,
  sipHost,
} from '../../../../shared/base/address.ts';

describe('addressFamily', () => {
  it.each([
    ['192.0.2.1', 4],
    ['0.0.0.0', 4],
    ['255.255.255.255', 4],
    ['::', 6],
    ['2001:db8::1', 6],
    ['::ffff:192.0.2.1', 6],
    ['', null],
    ['256.0.0.1', null],
    ['1.2.3', null],
    ['1.2.3.4.5', null],
    ['010.0.0.1', null],
    ['0x7f.0.0.1', null],
    ['2130706433', null],
    ['1.2.3.4:5060', null],
    [' 1.2.3.4', null],
    ['[::1]', null],
    ['fe80::1%eth0', null],
    ['2001:db8:::1', null],
    ['pbx.example', null],
  ])('of %j is %s', (text, family) => {
    expect(addressFamily(text)).toBe(family);
    expect(isIpText(text)).toBe(family !== null);
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV4Extended(), fc.ipV6()), (text) => {
        expect([4, 6, null]).toContain(addressFamily(text));
        expect(classifyAddress(text) === null).toBe(addressFamily(text) === null);
        expect(sameAddress(text, text)).toBe(true);
        expect(isInternalAddress(text) && addressFamily(text) === null).toBe(false);
      }),
    );
  });
});

describe('classifyAddress', () => {
  it.each([
    [
      'public',
      ['8.8.8.8', '172.15.0.1', '172.32.0.1', '192.167.1.1', '100.63.0.1', '100.128.0.1', '2a00::1'],
    ],
    ['public', ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1']],
    ['private', ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1', 'fd00::1', 'fc00::1']],
    ['private', ['::ffff:10.0.0.1', '::ffff:c0a8:0101']],
    ['carrier-nat', ['100.64.0.1', '100.127.255.255']],
    ['loopback', ['127.0.0.1', '127.255.0.1', '::1']],
    ['link-local', ['169.254.1.1', 'fe80::1']],
    ['multicast', ['224.0.1.75', '239.255.255.255', 'ff02::1']],
    ['broadcast', ['255.255.255.255']],
    ['unspecified', ['0.0.0.0', '::']],
    [null, ['', 'pbx.example', '10.0.0', '10.0.0.256', '10.0.0.1:5060']],
  ] as const)('is %s for %j', (kind, addresses) => {
    for (const address of addresses) expect([address, classifyAddress(address)]).toEqual([address, kind]);
  });
});

describe('isInternalAddress', () => {
  it.each([
    ['192.168.1.1', true],
    ['169.254.1.1', true],
    ['127.0.0.1', true],
    ['fd12::1', true],
    ['100.64.0.1', false],
    ['203.0.113.2', false],
    ['224.0.0.1', false],
    ['not an address', false],
  ])('of %s is %s', (address, expected) => {
    expect(isInternalAddress(address)).toBe(expected);
  });
});

describe('sameAddress', () => {
  it.each([
    ['::1', '0:0:0:0:0:0:0:1', true],
    ['2001:DB8::A', '2001:db8:0::a', true],
    ['::ffff:10.0.0.1', '10.0.0.1', true],
    ['10.0.0.1', '10.0.0.1', true],
    ['pbx.example', 'pbx.example', true],
    ['10.0.0.1', '10.0.0.10', false],
    ['10.0.0.1', '010.0.0.1', false],
    ['::1', '127.0.0.1', false],
    ['pbx.example', 'PBX.example', false],
    ['', '::', false],
  ])('of %j and %j is %s', (a, b, expected) => {
    expect(sameAddress(a, b)).toBe(expected);
    expect(sameAddress(b, a)).toBe(expected);
  });
});

describe('sipHost', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8::1', '[2001:db8::1]'],
    ['pbx.example', 'pbx.example'],
  ])('writes %s as %s', (address, expected) => {
    expect(sipHost(address)).toBe(expected);
  });
});
