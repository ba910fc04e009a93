// TCP peers on loopback that break off, stall or never stop. UDP of the same port is closed, so that the check
// goes on to TCP.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { Level, LevelReason } from '../../shared/verdict/level.ts';
import { type Checked, checkJson, readReport, startCli } from './cli.ts';
import { newState } from './folder.ts';
import { closedPort, replyTo, tcpServer } from './loopback-peers.ts';

vi.setConfig({ maxConcurrency: 6 });

const overTcp = (port: number): string[] => ['--server', `127.0.0.1:${port}`, '--transport', 'udp,tcp'];

type Judged = Checked & { readonly tcp: string | undefined; readonly reason: string | undefined };

/** A check whose UDP requests are refused; the overall verdict is about those, `tcp` is the level of the stream. */
async function checkTcp(port: number): Promise<Judged> {
  const checked = await checkJson(overTcp(port), { env: newState() });
  const reason = checked.report.alg.paths.find(({ transport }) => transport === 'tcp')?.reason;
  return { ...checked, tcp: checked.paths[`tcp/${port}`], reason };
}

const saying = (tcp: Level, reason?: LevelReason) => ({
  tcp,
  ...(reason !== undefined && { reason }),
  code: 30,
  stderr: expect.not.stringMatching(/\n\s+at |Error|Warning/) as string,
  report: { alg: { level: 'inconclusive', reason: 'port-closed' } },
});

const answerWith =
  (act: (stream: Socket, reply: string) => void) =>
  (stream: Socket): void => {
    stream.once('data', (bytes) => act(stream, replyTo(bytes.toString('latin1'), stream.remotePort ?? 0)));
  };

function pourForEver(stream: Socket): void {
  const chunk = Buffer.from(`X-Padding: ${'x'.repeat(4000)}\r\n`);
  const pump = (): void => {
    if (stream.writable && stream.write(chunk)) setImmediate(pump);
  };
  stream.on('drain', pump);
  stream.write('SIP/2.0 200 OK\r\n');
  pump();
}

/** A TCP port that takes no more connections and refuses none: its queue is full and nobody serves it. */
async function stuckPort(): Promise<number> {
  const source = `
    const { parentPort } = require('node:worker_threads');
    const server = require('node:net').createServer();
    server.listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
      parentPort.postMessage(server.address().port);
      setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60000), 50);
    });`;
  const worker = new Worker(source, { eval: true });
  const [port] = (await once(worker, 'message')) as [number];
  await new Promise((resolve) => setTimeout(resolve, 300));
  const fillers = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  cleanUps.push(() => {
    for (const filler of fillers) filler.destroy();
    void worker.terminate();
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  return port;
}

const cleanUps: (() => void)[] = [];
afterAll(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

describe.concurrent('a TCP server that', () => {
  test('answers well', async () => {
    const { port } = await tcpServer(answerWith((stream, reply) => stream.write(reply)));
    expect(await checkTcp(port)).toMatchObject(saying('not-applicable', 'same-network'));
  });

  test('answers in pieces of one byte', async () => {
    const { port } = await tcpServer(
      answerWith((stream, reply) => {
        stream.setNoDelay(true);
        for (let i = 0; i < reply.length; i++) setTimeout(() => stream.write(reply.charAt(i), 'latin1'), i);
      }),
    );
    expect(await checkTcp(port)).toMatchObject(saying('not-applicable'));
  });

  test('refuses the connection', async () => {
    expect(await checkTcp(await closedPort())).toMatchObject(saying('inconclusive', 'port-closed'));
  });

  test('resets the connection at the request', async () => {
    const { port } = await tcpServer(answerWith((stream) => stream.resetAndDestroy()));
    expect(await checkTcp(port)).toMatchObject(saying('inconclusive'));
  });

  test('resets the connection at once', async () => {
    const { port } = await tcpServer((stream) => stream.resetAndDestroy());
    expect(await checkTcp(port)).toMatchObject(saying('inconclusive'));
  });

  test('closes without a word', async () => {
    const { port } = await tcpServer((stream) => stream.end());
    expect(await checkTcp(port)).toMatchObject(saying('inconclusive'));
  });

  test('sends half a message and closes', async () => {
    const { port } = await tcpServer(
      answerWith((stream, reply) => stream.end(reply.slice(0, reply.length / 2))),
    );
    expect(await checkTcp(port)).toMatchObject(saying('inconclusive'));
  });

  test('sends half a message and waits', async () => {
    const { port } = await tcpServer(
      answerWith((stream, reply) => stream.write(reply.slice(0, reply.length / 2))),
    );
    expect(await checkTcp(port)).toMatchObject(saying('inconclusive'));
  });

  test('promises a body that never comes', async () => {
    const { port } = await tcpServer(
      answerWith((stream, reply) =>
        stream.write(reply.replace(/Content-Length: 0/, 'Content-Length: 999999999')),
      ),
    );
    expect(await checkTcp(port)).toMatchObject(saying('inconclusive'));
  });

  test('speaks HTTP', async () => {
    const { port } = await tcpServer(
      answerWith((stream) => stream.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n')),
    );
    expect(await checkTcp(port)).toMatchObject(saying('inconclusive', 'not-sip'));
  });

  test('never stops', async () => {
    const { port } = await tcpServer(pourForEver);
    const checked = await checkTcp(port);
    expect(checked).toMatchObject(saying('inconclusive'));
    expect(checked.stdout.length).toBeLessThan(1_000_000);
  });

  test('never lets anybody in: given up in bounded time', async () => {
    const port = await stuckPort();
    const checked = await checkTcp(port);
    expect(checked).toMatchObject(saying('inconclusive'));
    expect(checked.report.observations.filter((o) => o.kind === 'flow-failed')).toContainEqual(
      expect.objectContaining({ kind: 'flow-failed', phase: 'open', code: 'timed-out' }),
    );
  });

  test('never lets anybody in: Ctrl-C does not wait for it', async () => {
    const port = await stuckPort();
    const run = startCli(['check', '--json', ...overTcp(port)], { env: newState() });
    await run.says(`tcp/${port}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    run.interrupt();
    const result = await run.ended;
    expect(result.code).toBe(130);
    expect(result.tookMs).toBeLessThan(2000);
    const { observations } = readReport(result.stdout);
    expect(observations.filter(({ kind }) => kind === 'connected')).toEqual([]);
  });
});
