import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../../main/io/clock.ts';
import { nodeHash } from '../../../../main/io/hash.ts';
import { secureIds } from '../../../../main/io/ids.ts';

describe('the system clock', () => {
  it('tells wall time and uptime in milliseconds', () => {
    expect(Math.abs(systemClock.wallMs() - Date.now())).toBeLessThan(1000);
    const uptimeMs = process.hrtime()[0] * 1000;
    expect(systemClock.uptimeMs()).toBeGreaterThan(uptimeMs * 0.99 - 2000);
  });

  it('never goes back', () => {
    const times = Array.from({ length: 1000 }, () => systemClock.monotonicMs());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeGreaterThan(times[0] ?? Infinity);
  });
});

describe('identifiers', () => {
  it('start with a letter and are as long as asked', () => {
    for (let i = 0; i < 500; i++) {
      expect(secureIds.token(1)).toMatch(/^[a-z]$/);
      expect(secureIds.token(12)).toMatch(/^[a-z][a-z0-9]{11}$/);
    }
  });

  it('do not repeat', () => {
    expect(new Set(Array.from({ length: 2000 }, () => secureIds.token(16))).size).toBe(2000);
  });

  it.each([0, -1, 1.5, Number.NaN])('of length %s are refused', (length) => {
    expect(() => secureIds.token(length)).toThrow(RangeError);
  });

  it('include both ends of a range of numbers', () => {
    const seen = new Set(Array.from({ length: 500 }, () => secureIds.integer(3, 5)));
    expect([...seen].toSorted((a, b) => a - b)).toEqual([3, 4, 5]);
    expect(secureIds.integer(7, 7)).toBe(7);
  });
});

describe('the digest functions', () => {
  // RFC 1321 A.5 and FIPS 180-4 (NIST example values) for "abc".
  it.each([
    ['MD5', '900150983cd24fb0d6963f7d28e17f72'],
    ['SHA-256', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['SHA-512-256', '53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23'],
  ] as const)('%s of "abc" is that of its standard', (algorithm, expected) => {
    expect(nodeHash(algorithm, 'abc')).toBe(expected);
  });

  it('take one byte a character', () => {
    expect(nodeHash('MD5', '\u00e9')).not.toBe(nodeHash('MD5', '\u00c3\u00a9'));
    expect(() => nodeHash('MD5', '\u20ac')).toThrow(RangeError);
  });
});
