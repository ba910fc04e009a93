import { describe, expect, it } from 'vitest';
import { lookUpGateway } from '../../../../../main/io/gateway/gateway.ts';
import { runProgram } from '../../../../../main/io/gateway/run-program.ts';

describe('the gateway', () => {
  it('toward this computer itself is none', async () => {
    expect(await lookUpGateway({ serverAddress: '127.0.0.1', localAddress: '127.0.0.1' })).toMatchObject({
      address: null,
      hardwareAddress: null,
      link: 'loopback',
    });
  });

  it.each([
    ['203.0.113.10', '192.0.2.55'],
    ['not an address', ''],
  ])('toward %s from %s, which is not ours, is unknown', async (serverAddress, localAddress) => {
    expect(await lookUpGateway({ serverAddress, localAddress })).toEqual({
      state: 'unknown',
      address: null,
      ipv4Address: null,
      routePrefixBits: null,
      interfaceName: null,
      link: 'unknown',
      signalPercent: null,
      hardwareAddress: null,
    });
  });
});

describe.runIf(process.platform !== 'win32')('a program of the system', () => {
  it('is read when it succeeds', async () => {
    expect(await runProgram('/bin/echo', ['a; b $HOME'])).toBe('a; b $HOME\n');
  });

  it.each([
    ['is missing', '/nowhere/at/all', []],
    ['fails', '/bin/sh', ['-c', 'exit 3']],
    [
      'prints without end',
      '/bin/sh',
      ['-c', 'while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done'],
    ],
  ])('that %s says nothing', async (_what, program, args) => {
    expect(await runProgram(program, args)).toBe(null);
  });

  it('that hangs is ended after its two seconds', async () => {
    const startedAt = performance.now();
    expect(await runProgram('/bin/sleep', ['30'])).toBe(null);
    expect(performance.now() - startedAt).toBeLessThan(4000);
  });
});
