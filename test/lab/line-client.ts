// Calls an echo with measured sound on the client of the lab, as JSON says, and prints what it recorded. Each call
// belongs to a customer of its own: its ledger knows of no other, so that the limits of one customer stop none.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createBanGuard } from '../../main/engine/ban-guard.ts';
import { createAccountSession } from '../../main/engine/call/account-session.ts';
import { openEchoLeg } from '../../main/engine/call/echo-leg.ts';
import { createMemoryLedger } from '../../main/engine/memory-ledger.ts';
import { sleep } from '../../main/engine/sleep.ts';
import { systemClock } from '../../main/io/clock.ts';
import { nodeHash } from '../../main/io/hash.ts';
import { secureIds } from '../../main/io/ids.ts';
import { createSystemNetwork } from '../../main/io/system-network.ts';
import { createAuthenticator } from '../../shared/dialog/authenticator.ts';
import type { Fact } from '../../shared/observation/observation.ts';
import type { Held, LineCall, LineJob, LineResult } from './line-job.ts';

const job = JSON.parse(readFileSync(0, 'utf8')) as LineJob;
const { serverAddress, serverName, localAddress } = job;
const network = createSystemNetwork();
const path = { transport: 'udp', port: 5060 } as const;

/** A file that was closed while the list was read has no link any more. */
function isSocket(file: string): boolean {
  try {
    return readlinkSync(`/proc/self/fd/${file}`).startsWith('socket:');
  } catch {
    return false;
  }
}

const held = (): Held => ({
  sockets: readdirSync('/proc/self/fd').filter(isSocket).length,
  threads: readdirSync('/proc/self/task').length,
});

async function callOnce({ extension, seconds, cancelAfterMs }: LineCall): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  const controller = new AbortController();
  const { signal } = controller;
  const common = { clock: systemClock, ids: secureIds, record: (fact: Fact) => facts.push(fact), signal };
  const guard = createBanGuard({
    network,
    ledger: createMemoryLedger(),
    clock: systemClock,
    mode: 'account',
    serverName,
    sleep: (forMs) => sleep(forMs, signal),
    onPause: ({ forMs }) => {
      throw new Error(`a customer of one call was made to wait ${forMs} ms`);
    },
  });
  const account = createAuthenticator({ ...job.credentials, realm: null }, nodeHash);
  const session = createAccountSession({ ...common, guard, account, serverAddress, serverName });
  const cancel = cancelAfterMs === undefined ? null : setTimeout(() => controller.abort(), cancelAfterMs);
  const leg = await openEchoLeg(localAddress, seconds, { ...common, onSnapshot: () => undefined });
  if (leg.ok) {
    await session.call(path, extension, leg.value);
    await leg.value.close();
  }
  if (cancel !== null) clearTimeout(cancel);
  session.close();
  return facts;
}

/** Takes the next call from the list until there is none. */
async function work(facts: (readonly Fact[])[], rest: Iterator<[number, LineCall]>): Promise<void> {
  for (let next = rest.next(); next.done !== true; next = rest.next()) {
    const [place, call] = next.value;
    facts[place] = await callOnce(call);
  }
}

const before = held();
const facts: (readonly Fact[])[] = [];
const rest = job.calls.entries();
await Promise.all(Array.from({ length: job.atOnce }, () => work(facts, rest)));
// The kernel takes a moment to let go of a thread and a port.
await sleep(200, new AbortController().signal);
const result: LineResult = { facts, before, after: held() };
process.stdout.write(JSON.stringify(result));
