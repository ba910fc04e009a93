// What a server really receives from the program, byte by byte and by the clock.
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { checkJson, runCli, startCli } from './cli.ts';
import { newState } from './folder.ts';
import { answersWell, replyTo, requestsAt, tcpServer, type UdpServer, udpServer } from './loopback-peers.ts';
import { pacingBreaches } from './wire-rules.ts';

vi.setConfig({ maxConcurrency: 6 });

/** Words that ban tools and firewalls look for anywhere in a packet; kept apart from the product's own list. */
const scannerWords =
  /sundayddr|sipsak|sipvicious|friendly-scanner|iwar|sip-scan|sipcli|eyebeam|vaxsipuseragent|sip:nm@|carol@chicago/i;

/** One well-formed request that nobody can take for a scan. */
function expectGoodRequest(text: string, host: string): void {
  expect(text).toMatch(/\r\n\r\n$/);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[^\u0020-\u007e]/);
  const [first, ...lines] = text.trimEnd().split('\r\n');
  expect(first).toBe(`OPTIONS sip:${host} SIP/2.0`);
  const header = (name: string): readonly string[] =>
    lines.filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}: `));
  for (const name of ['Via', 'From', 'To', 'Call-ID', 'CSeq', 'Max-Forwards', 'User-Agent', 'Content-Length'])
    expect([name, header(name).length]).toEqual([name, 1]);
  expect(header('User-Agent')).toEqual(['User-Agent: ALGCheck/1']);
  expect(header('Max-Forwards')).toEqual(['Max-Forwards: 70']);
  expect(header('Content-Length')).toEqual(['Content-Length: 0']);
  expect(header('To')).toEqual([`To: <sip:${host}>`]);
  expect(header('Via')[0]).toMatch(/;rport(;|$)/);
  expect(header('Via')[0]).toMatch(/;branch=z9hG4bK/);
  expect(text).not.toMatch(scannerWords);
  expect(text).not.toMatch(/^(Authorization|Proxy-Authorization|Contact: \*)/im);
  expect(text.length).toBeLessThanOrEqual(1300);
}

function expectGoodTraffic(host: string, ...servers: readonly UdpServer[]): void {
  for (const { text, sizeBytes } of servers.flatMap(({ arrivals }) => arrivals)) {
    expect(sizeBytes).toBeGreaterThan(0);
    if (text !== '\r\n\r\n') expectGoodRequest(text, host);
  }
  expect(pacingBreaches(requestsAt(...servers).map(({ atMs }) => atMs))).toEqual([]);
}

const args = (port: number, ...more: readonly string[]): string[] => [
  '--server',
  `127.0.0.1:${port}`,
  ...more,
];

describe.concurrent('on the wire', () => {
  test.each([
    ['silent', () => undefined, 2],
    ['asking for a password', answersWell({ status: '401 Unauthorized' }), 2],
    ['forbidding', answersWell({ status: '403 Forbidden' }), 2],
    ['welcoming', answersWell(), 4],
  ] as const)('a stranger to a server that is %s', async (_kind, answer, most) => {
    const server = await udpServer(answer);
    const { report } = await checkJson(args(server.port), { env: newState() });
    expectGoodTraffic('127.0.0.1', server);
    expect(requestsAt(server).length).toBeLessThanOrEqual(most);
    expect(requestsAt(server).length).toBe(report.budget.requestsSent);
  });

  test('a stranger to a server that asks for a password over two ports and TCP', async () => {
    const main = await udpServer();
    const other = await udpServer(answersWell({ status: '401 Unauthorized' }));
    let tcpRequests = 0;
    await tcpServer((stream) => {
      stream.on('data', () => tcpRequests++);
    }, main.port);
    const more = ['--alt-port', String(other.port), '--transport', 'udp,tcp'];
    const { report } = await checkJson(args(main.port, ...more), { env: newState() });
    expectGoodTraffic('127.0.0.1', main, other);
    expect(requestsAt(main, other).length + tcpRequests).toBeLessThanOrEqual(2);
    expect(report.alg.level).toBe('inconclusive');
    expect(report.alg.notTested).toContainEqual(expect.objectContaining({ probe: 'tcp' }));
  });

  test('a provisioned user to a server with one dead port: more requests, never too fast', async () => {
    const main = await udpServer();
    const other = await udpServer(answersWell({ status: '401 Unauthorized' }));
    const more = ['--alt-port', String(other.port), '--probe-user', 'probe'];
    const { report, paths } = await checkJson(args(main.port, ...more), { env: newState() });
    expectGoodTraffic('127.0.0.1', main, other);
    expect(requestsAt(main, other).length).toBe(report.budget.requestsSent);
    expect(requestsAt(main)[0]?.text).toMatch(/^From: [^\r]*<sip:probe@/m);
    expect(paths[`udp/${main.port}`]).toBe('blocked');
  });

  test('a line that loses answers: repeats are the same bytes', async () => {
    const server = await udpServer(({ request, fromPort, number, send }) => {
      if (number > 1) send(replyTo(request, fromPort));
    });
    await checkJson(args(server.port), { env: newState() });
    const [first, second] = requestsAt(server);
    expect(second?.text).toBe(first?.text);
    expectGoodTraffic('127.0.0.1', server);
  });

  test('every request of two runs has a branch, a Call-ID and a tag of its own', async () => {
    const server = await udpServer(answersWell());
    const env = newState();
    await checkJson(args(server.port), { env });
    await checkJson(args(server.port), { env });
    const texts = requestsAt(server).map(({ text }) => text);
    expect(texts.length).toBeGreaterThanOrEqual(2);
    for (const pattern of [/branch=[^;\r]+/, /^Call-ID: .*$/m, /^From: .*;tag=(.*)$/m, /^CSeq: \d+/m])
      expect(new Set(texts.map((text) => pattern.exec(text)?.[0])).size).toBe(texts.length);
  });

  test('runs in a row: three flows, then the fourth waits and says so', async () => {
    const server = await udpServer(answersWell());
    const env = newState();
    for (let run = 0; run < 3; run++)
      expect((await runCli(['check', ...args(server.port)], { env })).code).toBe(32);
    const fourth = startCli(['check', '--json', ...args(server.port)], { env });
    await fourth.says('so the server does not block you');
    await sleep(1500);
    fourth.interrupt();
    const { code } = await fourth.ended;
    expect(code).toBe(130);
    const flows = new Set(server.arrivals.map(({ fromPort }) => fromPort));
    expect(flows.size).toBe(3);
    expectGoodTraffic('127.0.0.1', server);
  });

  test('a stranger who comes back gets two requests in all while the server stays silent', async () => {
    const server = await udpServer();
    const env = newState();
    for (let run = 0; run < 3; run++) await runCli(['check', ...args(server.port)], { env });
    expect(requestsAt(server)).toHaveLength(2);
    expectGoodTraffic('127.0.0.1', server);
  });
});
