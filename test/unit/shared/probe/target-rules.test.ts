// Which targets are refused before any packet.
import { describe, expect, it } from 'vitest';
import { targetRefusal } from '../../../../shared/probe/target-rules.ts';

describe('an address that is not one server', () => {
  it.each([
    ['224.0.0.1', 'multicast-address'],
    ['224.0.1.75', 'multicast-address'],
    ['239.255.255.250', 'multicast-address'],
    ['ff02::1', 'multicast-address'],
    ['ff0e::1', 'multicast-address'],
    ['::ffff:224.0.0.1', 'multicast-address'],
    ['255.255.255.255', 'broadcast-address'],
    ['::ffff:255.255.255.255', 'broadcast-address'],
    ['0.0.0.0', 'unspecified-address'],
    ['::', 'unspecified-address'],
    ['0:0:0:0:0:0:0:0', 'unspecified-address'],
    ['', 'not-an-address'],
    ['pbx.example', 'not-an-address'],
    ['203.0.113.256', 'not-an-address'],
    ['203.0.113', 'not-an-address'],
    ['fe80::1%eth0', 'not-an-address'],
    ['[2001:db8::1]', 'not-an-address'],
  ])('is refused: %s as %s', (address, refusal) => {
    expect(targetRefusal(address, 5060)).toBe(refusal);
  });
});

describe('a port', () => {
  it.each([21, 22, 23, 25, 1433, 3128, 3306, 3389, 4899, 5900])('that is a trap is refused: %i', (port) => {
    expect(targetRefusal('203.0.113.10', port)).toBe('trap-port');
    expect(targetRefusal('2001:db8::5', port)).toBe('trap-port');
  });

  it.each([20, 24, 26, 5060, 5061, 5160, 5901, 1, 65_535])('that is none may be used: %i', (port) => {
    expect(targetRefusal('203.0.113.10', port)).toBeNull();
  });
});

describe('an address of one server', () => {
  it.each([
    '203.0.113.10',
    '192.168.1.5',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.1.1',
    '2001:db8::5',
    'fd00::1',
    'fe80::1',
    '::1',
    '223.255.255.255',
  ])('may be used: %s', (address) => {
    expect(targetRefusal(address, 5060)).toBeNull();
  });
});
