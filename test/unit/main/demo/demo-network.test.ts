// The Network contract as the demo keeps it: names, routes, refusals, priming, and nothing left after close().
import { createSocket } from 'node:dgram';
import { describe, expect, it } from 'vitest';
import { createDemoNetwork } from '../../../../main/demo/demo-network.ts';
import { demoScenarios } from '../../../../main/demo/scenarios.ts';
import { latin1ToBytes } from '../../../../shared/base/bytes.ts';
import {
  ask,
  field,
  openLine,
  publicPair,
  quiet,
  send,
  serverAddress,
  startDemo,
  truthfulText,
  until,
  viaOf,
} from './bench.ts';

const active = (pattern: RegExp): string[] =>
  process.getActiveResourcesInfo().filter((name) => pattern.test(name));
const sockets = (): string[] => active(/UDP|TCP/);
/** node lists a closed handle until the end of the turn; the runner has timers of its own. */
const isReleased = (timersBefore: number): Promise<boolean> =>
  until(() => sockets().length === 0 && active(/Timeout/).length <= timersBefore, 500);

describe('names and routes', () => {
  it.each([
    ['pbx.example', null, { method: 'address-record', addresses: [serverAddress], port: 5060 }],
    ['PBX.example.', 5160, { method: 'address-record', addresses: [serverAddress], port: 5160 }],
    [serverAddress, 5060, { method: 'literal', addresses: [serverAddress], port: 5060 }],
  ])('resolves %s', async (name, port, resolution) => {
    const network = await startDemo('plain-nat');
    expect(await network.resolve(name, port)).toEqual({ ok: true, value: resolution });
  });

  it.each(['other.example', '198.51.100.1'])('does not know %s', async (name) => {
    const network = await startDemo('plain-nat');
    expect(await network.resolve(name, null)).toMatchObject({ ok: false, error: { code: 'unknown-name' } });
  });

  it.each([
    ['plain-nat', 'wired', false],
    ['softphone', 'wired', true],
    ['vpn', 'vpn', false],
  ] as const)('describes the interface of %s', async (scenario, interfaceKind, sipPortInUse) => {
    const network = await startDemo(scenario);
    expect(await network.routeTo(serverAddress)).toEqual({
      ok: true,
      value: {
        localAddress: '192.168.1.10',
        interfaceName: 'demo0',
        interfaceKind,
        sameNetwork: false,
        sipPortInUse,
      },
    });
  });
});

describe('flows', () => {
  it('refuses TLS, hosts and TCP ports that the demo does not have', async () => {
    const network = await startDemo('plain-nat');
    const code = async (transport: 'tcp' | 'tls' | 'udp', address: string, port: number) => {
      const opened = await network.open(
        { transport, remote: { address, port }, serverName: 'pbx.example', connectTimeoutMs: 100 },
        { onBytes: () => undefined, onFault: () => undefined },
      );
      return opened.ok ? 'opened' : opened.error.code;
    };
    expect(await code('tls', serverAddress, 5061)).toBe('connection-refused');
    expect(await code('tcp', serverAddress, 5160)).toBe('connection-refused');
    expect(await code('udp', '198.51.100.1', 5060)).toBe('host-unreachable');
  });

  it('reports a UDP port where nobody listens', async () => {
    const line = await openLine(await startDemo('plain-nat'), 5999);
    await send(line, truthfulText(line));
    await until(() => line.faults.length > 0);
    expect(line.faults.map(({ code }) => code)).toEqual(['port-unreachable']);
  });

  it('lets a primed datagram die at the router, where it makes no mapping', async () => {
    const network = await startDemo('plain-nat');
    const line = await openLine(network);
    const primed = await line.flow.prime(latin1ToBytes(truthfulText(line)));
    expect(primed.ok).toBe(true);
    await until(() => network.primesDropped() === 1);
    await quiet();
    expect([network.primesDropped(), network.requestsSeen(), line.arrivals.length]).toEqual([1, 0, 0]);
  });

  it('refuses a datagram larger than UDP carries', async () => {
    const line = await openLine(await startDemo('plain-nat'));
    const sent = await line.flow.send(new Uint8Array(65_600));
    expect(sent).toMatchObject({ ok: false, error: { code: 'message-too-large' } });
  });

  it('calls nobody after close, and sends nothing', async () => {
    const network = await startDemo('late-reply', { lateReplyMs: 30 });
    const line = await openLine(network);
    await send(line, truthfulText(line));
    await until(() => network.requestsSeen() === 1);
    line.flow.close();
    line.flow.close();
    await quiet();
    expect(line.arrivals).toEqual([]);
    expect((await line.flow.send(new Uint8Array(1))).ok).toBe(false);
  });

  it('opens at most 64 flows at a time', async () => {
    const network = await startDemo('plain-nat');
    const lines = [];
    for (let i = 0; i < 64; i++) lines.push(await openLine(network));
    await expect(openLine(network)).rejects.toThrow('no-socket');
    lines[0]?.flow.close();
    expect((await openLine(network)).port).toBeGreaterThan(0);
  });

  it('reports a TCP connection that the server ends', async () => {
    const line = await openLine(await startDemo('plain-nat'), 5060, 'tcp');
    await send(line, 'no SIP at all\r\n\r\n');
    await until(() => line.faults.length > 0);
    expect(line.faults.map(({ code }) => code)).toEqual(['connection-closed']);
  });

  it('kernel-alg-tcp edits only the second of two segments, as measured', async () => {
    const network = await startDemo('kernel-alg-tcp');
    const line = await openLine(network, 5060, 'tcp');
    const request = truthfulText(line, { transport: 'TCP' });
    await send(line, request.slice(0, 110));
    await quiet();
    const reply = await ask(line, request.slice(110));
    const arrived = network.requestsAtServer()[0]?.text ?? '';
    expect(viaOf(arrived).sentBy).toBe(`192.168.1.10:${line.port}`);
    expect(field(arrived, 'Contact')).toContain('203.0.113.2');
    expect(viaOf(reply)).toEqual(publicPair(line));
  });

  it('ignores datagrams from sockets that are not part of the demo', async () => {
    const network = await startDemo('plain-nat');
    const line = await openLine(network);
    const outsider = createSocket('udp4');
    await new Promise<void>((resolve) => outsider.bind(0, '127.0.0.1', () => resolve()));
    await new Promise<void>((resolve) => outsider.send('hello', line.port, '127.0.0.1', () => resolve()));
    await quiet();
    outsider.close();
    expect(line.arrivals).toEqual([]);
  });
});

describe('close', () => {
  it.each(demoScenarios.map(({ name }) => name))('%s leaves no socket and no timer', async (scenario) => {
    const timersBefore = active(/Timeout/).length;
    const network = await createDemoNetwork({ scenario, lateReplyMs: 60_000 });
    const line = await openLine(network);
    const other = await openLine(network, 5160);
    await send(line, truthfulText(line));
    await send(other, truthfulText(other));
    if (scenario !== 'silent') {
      const stream = await openLine(network, 5060, 'tcp');
      await send(stream, truthfulText(stream, { transport: 'TCP' }));
    }
    await until(() => line.arrivals.length > 0, 20);
    expect(sockets().length).toBeGreaterThan(5);
    await network.close();
    await network.close();
    expect(await isReleased(timersBefore)).toBe(true);
  });

  it('ends a flow that is being opened and refuses the next one', async () => {
    const timersBefore = active(/Timeout/).length;
    const network = await createDemoNetwork({ scenario: 'plain-nat' });
    const opening = openLine(network).then(() => 'opened', String);
    const connecting = openLine(network, 5060, 'tcp').then(() => 'opened', String);
    await network.close();
    expect(await opening).toContain('no-socket');
    expect(await connecting).toMatch(/no-socket|connection-refused/);
    await expect(openLine(network)).rejects.toThrow('no-socket');
    expect(await isReleased(timersBefore)).toBe(true);
  });

  it('reports nothing to flows that it ends', async () => {
    const network = await createDemoNetwork({ scenario: 'plain-nat' });
    const line = await openLine(network, 5060, 'tcp');
    await network.close();
    await quiet();
    expect(line.faults).toEqual([]);
  });

  it('does not wait for a connection that would time out', async () => {
    const network = await createDemoNetwork({ scenario: 'silent' });
    const startedAt = performance.now();
    const opening = network.open(
      {
        transport: 'tcp',
        remote: { address: serverAddress, port: 5060 },
        serverName: 'x',
        connectTimeoutMs: 60_000,
      },
      { onBytes: () => undefined, onFault: () => undefined },
    );
    await network.close();
    expect((await opening).ok).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});
