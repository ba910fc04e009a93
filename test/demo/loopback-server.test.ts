// The program on real sockets against servers that behave badly, all of them on loopback. No router can be in
// between here, so a good answer leads to "not applicable"; nothing may lead to an accusation.
import { networkInterfaces } from 'node:os';
import { describe, expect, test, vi } from 'vitest';
import type { Level, LevelReason } from '../../shared/verdict/level.ts';
import { type Checked, checkJson, exitCodes, runCli } from './cli.ts';
import { newState } from './folder.ts';
import {
  type Answering,
  answersWell,
  closedPort,
  replyTo,
  requestsAt,
  udpServer,
  udpSocket,
} from './loopback-peers.ts';

vi.setConfig({ maxConcurrency: 6 });

type Judged = Checked & { readonly level: Level; readonly reason: LevelReason; readonly noise: string };

/** A check of a server on loopback, with a ledger of its own. */
async function checkServer(host: string, ...args: readonly string[]): Promise<Judged> {
  const checked = await checkJson(['--server', host, ...args], { env: newState() });
  const { level, reason } = checked.report.alg;
  const noise = /^.*(?:\n\s+at |Error|Warning).*$/m.exec(checked.stderr)?.[0] ?? '';
  return { ...checked, level, reason, noise };
}

const at = (port: number): string => `127.0.0.1:${port}`;

/** The level with its exit status, and no noise. */
const saying = (level: Level, reason: LevelReason | RegExp) => ({
  level,
  reason: typeof reason === 'string' ? reason : (expect.stringMatching(reason) as string),
  code: exitCodes[level],
  noise: '',
});

const garbage = new Uint8Array(Array.from({ length: 300 }, (_, i) => (i * 37 + 255) % 256));
const twice = (bytes: string): readonly string[] => [bytes, bytes];

type Row = readonly [
  name: string,
  answer: (about: Answering) => void,
  level: Level,
  reason: LevelReason | RegExp,
];

const rows: readonly Row[] = [
  ['says nothing', () => undefined, 'inconclusive', 'no-answer'],
  ['sends garbage', ({ send }) => send(garbage), 'inconclusive', 'not-sip'],
  ['sends an empty datagram', ({ send }) => send(new Uint8Array()), 'inconclusive', 'not-sip'],
  [
    'speaks HTTP',
    ({ send }) => send('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'),
    'inconclusive',
    'not-sip',
  ],
  ['fills a datagram', ({ send }) => send(new Uint8Array(65_507).fill(65)), 'inconclusive', 'not-sip'],
  [
    'sends the request back',
    ({ request, send }) => send(request),
    'inconclusive',
    /^(not-sip|no-answer|replies-to-others)$/,
  ],
  [
    'answers another Call-ID and branch',
    ({ request, fromPort, send }) =>
      send(
        replyTo(request, fromPort)
          .replace(/^Call-ID: .*$/m, 'Call-ID: other@example')
          .replace(/branch=[^;\r]+/, 'branch=z9hG4bKother')
          .replace(/^CSeq: \d+/m, 'CSeq: 7'),
      ),
    'inconclusive',
    'replies-to-others',
  ],
  [
    'only ever says 100 Trying',
    answersWell({ status: '100 Trying' }),
    'inconclusive',
    /^(no-answer|too-little-coverage)$/,
  ],
  [
    'contradicts itself',
    ({ request, fromPort, send }) => {
      send(replyTo(request, fromPort));
      send(replyTo(request, fromPort, { status: '404 Not Found', tag: 'other', received: '10.1.2.3' }));
    },
    'inconclusive',
    'contradicting-replies',
  ],
  ['answers 200', answersWell(), 'not-applicable', 'same-network'],
  ['answers 401', answersWell({ status: '401 Unauthorized' }), 'not-applicable', 'same-network'],
  [
    'answers 200 as if from far away',
    answersWell({ received: '203.0.113.2' }),
    'not-applicable',
    'same-network',
  ],
  [
    'answers everything twice',
    ({ request, fromPort, send }) => {
      for (const bytes of twice(replyTo(request, fromPort))) send(bytes);
    },
    'not-applicable',
    'same-network',
  ],
];

describe.concurrent('a server that', () => {
  test.each(rows)('%s', async (_name, answer, level, reason) => {
    const server = await udpServer(answer);
    const checked = await checkServer(at(server.port));
    expect(checked).toMatchObject(saying(level, reason));
    expect(checked.report.environment?.isSimulated).toBe(false);
    expect(requestsAt(server)).toHaveLength(checked.report.budget.requestsSent);
    expect(checked.report.budget.requestsSent).toBeLessThanOrEqual(2);
  });

  test('is not there: the answer comes with the refusal, not after a time-out', async () => {
    const checked = await checkServer(at(await closedPort()));
    expect(checked).toMatchObject(saying('inconclusive', 'port-closed'));
    const { report } = checked;
    const lastAtMs = report.observations.at(-1)?.atMs ?? Number.NaN;
    expect(lastAtMs).toBeLessThan(2500);
    expect(report.budget.requestsSent).toBe(1);
    expect(report.advice.map(({ code }) => code)).toContain('check-server-name-and-port');
  });

  test('is not there, and neither is its other port', async () => {
    const [port, other] = [await closedPort(), await closedPort()];
    const checked = await checkServer(at(port), '--alt-port', String(other));
    expect(checked).toMatchObject(saying('inconclusive', 'port-closed'));
    expect(checked.paths).toEqual({ [`udp/${port}`]: 'inconclusive', [`udp/${other}`]: 'inconclusive' });
  });

  test('answers from another port', async () => {
    const elsewhere = await udpSocket();
    const server = await udpServer(({ request, fromPort, send }) =>
      send(replyTo(request, fromPort), elsewhere),
    );
    expect(await checkServer(at(server.port))).toMatchObject(saying('inconclusive', 'foreign-replies-only'));
  });

  test('answers from another address', async () => {
    const server = await udpServer(({ request, fromPort, send }) =>
      send(replyTo(request, fromPort), elsewhere),
    );
    const elsewhere = await udpSocket('127.0.0.2', server.port);
    expect(await checkServer(at(server.port))).toMatchObject(saying('inconclusive', 'foreign-replies-only'));
  });

  test('is answered for by a stranger first: the real answer still counts', async () => {
    const elsewhere = await udpSocket();
    const server = await udpServer(({ request, fromPort, send }) => {
      send(replyTo(request, fromPort, { status: '404 Not Found', tag: 'forged' }), elsewhere);
      setTimeout(() => send(replyTo(request, fromPort)), 100);
    });
    expect(await checkServer(at(server.port))).toMatchObject(saying('not-applicable', 'same-network'));
  });

  test('pours 6000 datagrams over the caller', async () => {
    const server = await udpServer(({ number, send }) => {
      if (number > 1) return;
      for (let batch = 0; batch < 60; batch++)
        setTimeout(() => {
          for (let i = 0; i < 100; i++) send(`garbage ${batch} ${i}`);
        }, batch * 10);
    });
    expect(await checkServer(at(server.port))).toMatchObject(saying('inconclusive', 'not-sip'));
  });

  test('pours 6000 replies over the caller', async () => {
    const server = await udpServer(({ request, fromPort, number, send }) => {
      if (number > 1) return;
      for (let batch = 0; batch < 60; batch++)
        setTimeout(() => {
          for (let i = 0; i < 100; i++)
            send(replyTo(request, fromPort, { status: '100 Trying', tag: `t${batch}x${i}` }));
        }, batch * 10);
    });
    expect(await checkServer(at(server.port))).toMatchObject(saying('inconclusive', /./));
  });

  test('writes escape sequences: none reaches the terminal', async () => {
    const server = await udpServer(({ request, fromPort, number, send }) => {
      const bad = 'Server: \u001b[2J\u001b]0;owned\u0007\u009b31m';
      send(
        number === 1
          ? replyTo(request, fromPort, { more: [bad] }).replace(/^Via: SIP\/2\.0\/UDP [^;]+/m, '$&\u001b[31m')
          : '\u001b[31m',
      );
    });
    const { stdout, stderr } = await runCli(['check', '--server', `127.0.0.1:${server.port}`], {
      env: newState(),
    });
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(stdout.length).toBeGreaterThan(100);
  });

  const hasIpv6 = Object.values(networkInterfaces())
    .flat()
    .some((info) => info?.address === '::1');
  test.skipIf(!hasIpv6).each([
    ['in brackets with a port', (port: number) => `[::1]:${port}`],
    ['written out', (port: number) => `[0:0:0:0:0:0:0:1]:${port}`],
  ] as const)('is an IPv6 address %s', async (_name, server) => {
    const peer = await udpServer(answersWell({ received: '::1' }), '::1');
    expect(await checkServer(server(peer.port))).toMatchObject(saying('not-applicable', 'same-network'));
    expect(requestsAt(peer)[0]?.text).toMatch(
      /^OPTIONS sip:\[[0:]*:?1\] SIP\/2\.0\r\nVia: SIP\/2\.0\/UDP \[::1\]:/,
    );
  });
});
