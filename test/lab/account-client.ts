// Runs one account session on the client of the lab, as JSON says, and prints what it recorded. The leg is a plain
// socket of its own: the sound itself is measured elsewhere.
import { createSocket, type Socket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { createBanGuard } from '../../main/engine/ban-guard.ts';
import { type AccountSession, createAccountSession } from '../../main/engine/call/account-session.ts';
import type { MediaLeg } from '../../main/engine/call/media-leg.ts';
import { createMemoryLedger } from '../../main/engine/memory-ledger.ts';
import { sleep } from '../../main/engine/sleep.ts';
import { systemClock } from '../../main/io/clock.ts';
import { nodeHash } from '../../main/io/hash.ts';
import { secureIds } from '../../main/io/ids.ts';
import { createSystemNetwork } from '../../main/io/system-network.ts';
import type { Endpoint } from '../../shared/base/address.ts';
import { createAuthenticator } from '../../shared/dialog/authenticator.ts';
import type { Fact } from '../../shared/observation/observation.ts';
import type { AccountJob, AccountResult, AccountTask } from './account-job.ts';

const job = JSON.parse(readFileSync(0, 'utf8')) as AccountJob;
const controller = new AbortController();
const facts: Fact[] = [];
const pauses: number[] = [];
const ledger = createMemoryLedger();

const bound = (): Promise<Socket> =>
  new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.bind(0, job.localAddress, () => resolve(socket));
  });

/** PCMU silence with a number in it, 20 ms apart. RFC 3550 5.1. */
function rtpPacket(number: number): Uint8Array {
  const packet = new Uint8Array(172).fill(0xff);
  const view = new DataView(packet.buffer);
  view.setUint16(0, 0x8000);
  view.setUint16(2, number);
  view.setUint32(4, number * 160);
  view.setUint32(8, 0x51_c0_ff_ee);
  view.setUint32(12, number);
  return packet;
}

async function openLeg(packets: number): Promise<MediaLeg & { close(): void }> {
  const socket = await bound();
  let target: Endpoint | null = null;
  let sentPackets = 0;
  let earlyPackets = 0;
  const echoed = new Set<number>();
  socket.on('message', (bytes) => {
    if (sentPackets === 0) earlyPackets += 1;
    else echoed.add(new DataView(bytes.buffer, bytes.byteOffset).getUint32(12));
  });
  return {
    localPort: socket.address().port,
    aim: (remote) => {
      target = remote;
    },
    async run(signal) {
      const { address = '', port = 0 } = target ?? {};
      for (let number = 0; number < packets && !signal.aborted; number += 1) {
        socket.send(rtpPacket(number), port, address);
        sentPackets += 1;
        await sleep(20, signal);
      }
      await sleep(100, signal);
      const leadingLostPackets = echoed.size === 0 ? null : Math.min(...echoed);
      return { sentPackets, echoedPackets: echoed.size, leadingLostPackets, earlyPackets };
    },
    close: () => socket.close(),
  };
}

async function perform(session: AccountSession, task: AccountTask): Promise<void> {
  const path = { transport: 'udp', port: task.port ?? 5060 } as const;
  if (task.kind === 'register')
    return session.registeredContact(path, { transport: 'udp', port: task.readPort ?? path.port });
  const leg = await openLeg(task.packets ?? 75);
  try {
    if (task.cancelAfterMs !== undefined) setTimeout(() => controller.abort(), task.cancelAfterMs);
    if (task.kind === 'readback') await session.readback(path, task.extension, leg.localPort);
    else await session.call(path, task.extension, leg);
  } finally {
    leg.close();
  }
}

const guard = createBanGuard({
  network: createSystemNetwork(),
  ledger,
  clock: systemClock,
  mode: 'account',
  serverName: job.serverName,
  sleep: (forMs) => sleep(forMs, controller.signal),
  onPause: ({ forMs }) => pauses.push(forMs),
});
const session = createAccountSession({
  guard,
  clock: systemClock,
  ids: secureIds,
  account: createAuthenticator({ ...job.credentials, realm: job.credentials.realm ?? null }, nodeHash),
  record: (fact) => facts.push(fact),
  serverAddress: job.serverAddress,
  serverName: job.serverName,
  signal: controller.signal,
});
for (const task of job.tasks) await perform(session, task);
session.close();
const requests = ledger.entries.filter(({ kind }) => kind === 'request').length;
const strikes = ledger.entries.filter(({ kind }) => kind === 'strike-answer').length;
const result: AccountResult = { facts, requests, strikes, pauses };
process.stdout.write(JSON.stringify(result));
