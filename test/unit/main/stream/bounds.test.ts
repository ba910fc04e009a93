import { describe, expect, it } from 'vitest';
import { aimRefusal, type StreamSize, sizeRefusal } from '../../../../main/engine/stream/bounds.ts';

const graded: StreamSize = { mode: 'graded', intervalMs: 20, slotCount: 500, streams: 1 };

describe('the size of a stream', () => {
  it.each<[string, Partial<StreamSize>, string | null]>([
    ['a call of 10 s', {}, null],
    ['100 packets/s for 60 s', { intervalMs: 10, slotCount: 6000 }, null],
    ['more than 100 packets/s', { intervalMs: 9.99 }, 'too-fast'],
    ['more than 60 s', { slotCount: 3001 }, 'too-long'],
    ['two streams', { streams: 2 }, 'too-many-streams'],
    ['ten graded streams', { streams: 10 }, 'too-many-streams'],
    ['no slot', { slotCount: 0 }, 'bad-size'],
    ['half a slot', { slotCount: 1.5 }, 'bad-size'],
    ['no interval', { intervalMs: 0 }, 'bad-size'],
    ['an interval that is no number', { intervalMs: Number.NaN }, 'bad-size'],
    ['200 streams inside this computer', { mode: 'loopback', streams: 200, slotCount: 3000 }, null],
    ['201 streams', { mode: 'loopback', streams: 201 }, 'too-many-streams'],
    ['ten streams to a server for hours', { mode: 'monitor', streams: 10 }, 'too-many-streams'],
    ['a self-test of more than 60 s', { mode: 'loopback', streams: 10, slotCount: 3001 }, 'too-long'],
    ['a monitor of a day', { mode: 'monitor', intervalMs: 1000, slotCount: 86_400 }, null],
    ['a monitor of a day and a second', { mode: 'monitor', intervalMs: 1000, slotCount: 86_401 }, 'too-long'],
    ['a monitor faster than a call', { mode: 'monitor', intervalMs: 19 }, 'too-fast'],
    ['a monitor with a packet a minute', { mode: 'monitor', intervalMs: 60_000, slotCount: 10 }, null],
    ['a monitor slower than that', { mode: 'monitor', intervalMs: 61_000, slotCount: 10 }, 'too-long'],
    ['this computer at 1000 packets/s', { mode: 'loopback', intervalMs: 1 }, null],
    ['this computer at more', { mode: 'loopback', intervalMs: 0.5 }, 'too-fast'],
  ])('%s', (_, change, refusal) => {
    expect(sizeRefusal({ ...graded, ...change })).toBe(refusal);
  });
});

describe('the target of a stream', () => {
  it.each([
    ['203.0.113.5', 10_000, null],
    ['2001:db8::5', 10_000, null],
    ['203.0.113.5', 0, 'no-port'],
    ['203.0.113.5', 65_536, 'no-port'],
    ['255.255.255.255', 10_000, 'broadcast-address'],
    ['224.0.1.75', 10_000, 'multicast-address'],
    ['ff02::1', 10_000, 'multicast-address'],
    ['0.0.0.0', 10_000, 'unspecified-address'],
    ['pbx.example.test', 10_000, 'not-an-address'],
    ['203.0.113.5', 3389, 'trap-port'],
  ])('%s port %i: %s', (address, port, refusal) => {
    expect(aimRefusal('graded', address, port)).toBe(refusal);
  });

  it('is this computer where a stream only measures this computer', () => {
    expect(aimRefusal('loopback', '127.0.0.1', 4000)).toBeNull();
    expect(aimRefusal('loopback', '::1', 4000)).toBeNull();
    expect(aimRefusal('loopback', '192.168.1.1', 4000)).toBe('not-loopback');
  });
});
