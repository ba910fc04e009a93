// A packet file as the people it is for read it: every packet is whole to tshark, and a SIP message of the report.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseReport } from '../../shared/report/report.ts';
import { runCli } from '../demo/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'salg-packets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fields = ['frame.time_epoch', 'ip.src', 'udp.srcport', 'ip.dst', 'udp.dstport', 'sip.Call-ID'] as const;
const sums = ['ip', 'udp'].flatMap((layer) => ['-o', `${layer}.check_checksum:TRUE`]);
const tshark = (...args: readonly string[]): string =>
  execFileSync('tshark', ['-n', ...sums, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

test('tshark reads the packets of a report, and finds nothing wrong with them', async () => {
  const [report, packets] = [join(folder, 'a.sipreport'), join(folder, 'a.pcapng')];
  await runCli(['check', '--demo', 'kernel-alg', '--quiet', '--report', report]);
  expect((await runCli(['report', 'pcap', report, '--output', packets])).code).toBe(0);

  const opened = parseReport(readFileSync(report, 'utf8'));
  const observations = opened.ok ? opened.value.observations : [];
  const messages = observations.filter((o) => o.kind === 'request-sent' || o.kind === 'reply-received');
  const sockets = observations.filter((o) => o.kind === 'request-sent' || o.kind === 'prime-sent');
  expect(messages.length).toBeGreaterThan(3);
  const rows = tshark('-r', packets, '-T', 'fields', ...fields.flatMap((field) => ['-e', field]))
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  expect(rows.map(([_time, ...rest]) => rest)).toEqual(
    messages.map((o) => {
      const own = sockets.find(
        ({ exchange, socket }) => exchange === o.exchange && socket === o.socket,
      )?.local;
      const [from, to] = o.kind === 'request-sent' ? [o.local, o.remote] : [o.from, own];
      const callId = /^Call-ID: *(.*)\r$/im.exec(o.bytes)?.[1];
      return [from.address, String(from.port), to?.address, String(to?.port), callId];
    }),
  );
  const gapsMs = rows.map(([time]) => (Number(time) - Number(rows[0]?.[0])) * 1000);
  for (const [i, { atMs }] of messages.entries())
    expect(gapsMs[i]).toBeCloseTo(atMs - (messages[0]?.atMs ?? 0), 1);

  const bad = 'ip.checksum.status == "Bad" || udp.checksum.status == "Bad" || _ws.malformed';
  expect(tshark('-r', packets, '-Y', bad)).toBe('');
  const good = 'ip.checksum.status == "Good" && udp.checksum.status == "Good" && sip';
  expect(tshark('-r', packets, '-Y', good).trim().split('\n')).toHaveLength(messages.length);
});
