// The driver of registration and call on a scripted network: what leaves, what is recorded, what is left open.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBanGuard } from '../../../../main/engine/ban-guard.ts';
import { type AccountSession, createAccountSession } from '../../../../main/engine/call/account-session.ts';
import type { MediaLeg } from '../../../../main/engine/call/media-leg.ts';
import { sleep } from '../../../../main/engine/sleep.ts';
import { nodeHash } from '../../../../main/io/hash.ts';
import { bytesToLatin1 } from '../../../../shared/base/bytes.ts';
import { createAuthenticator } from '../../../../shared/dialog/authenticator.ts';
import type { MediaSummary } from '../../../../shared/observation/account.ts';
import { type Fact, observationSchema } from '../../../../shared/observation/observation.ts';
import { createTimerClock } from '../../../fakes/network/fake-clock.ts';
import { createCountingIds } from '../../../fakes/network/fake-ids.ts';
import { createFakeLedger } from '../../../fakes/network/fake-ledger.ts';
import {
  createFakeNetwork,
  type NetworkScript,
  type Reaction,
  type Sent,
  serverAddress,
} from '../../../fakes/network/fake-network.ts';
import { challenge, reply, sdp, serverContact, theirRequest } from '../../shared/dialog/bench.ts';

const path = { transport: 'udp', port: 5060 } as const;
const altPath = { transport: 'udp', port: 5160 } as const;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A server that lets in whoever answers its challenge, keeps Contacts, and answers calls to 600. */
function pbx(options: { readonly isPasswordWrong?: boolean; readonly others?: readonly string[] } = {}) {
  const stored = new Set<string>(options.others);
  const answer = (text: string): Uint8Array | null => {
    if (text.startsWith('ACK') || text.startsWith('SIP/2.0')) return null;
    const isFollowUp = /^(?:BYE|CANCEL)/.test(text);
    if (!isFollowUp && (options.isPasswordWrong === true || !text.includes('\r\nAuthorization: ')))
      return reply(text, '401 Unauthorized', { headers: [challenge] });
    if (text.startsWith('REGISTER')) {
      const contact = /^Contact: <(.*)>/m.exec(text)?.[1];
      if (contact !== undefined && text.includes('\r\nExpires: 0\r\n')) stored.delete(contact);
      else if (contact !== undefined) stored.add(contact);
      return reply(text, '200 OK', { headers: [...stored].map((uri) => `Contact: <${uri}>;expires=60`) });
    }
    if (text.startsWith('INVITE sip:404@')) return reply(text, '404 Not Found');
    return reply(text, '200 OK', { headers: [serverContact], body: sdp() });
  };
  const onSend = ({ text }: Sent): readonly Reaction[] => {
    const bytes = answer(text);
    return bytes === null ? [] : [{ afterMs: 20, bytes }];
  };
  return { stored, onSend };
}

type Setting = {
  readonly script: NetworkScript;
  readonly cancelAfterMs?: number;
  readonly run: (session: AccountSession) => Promise<void>;
};

async function play({ script, cancelAfterMs, run }: Setting) {
  const network = createFakeNetwork(script);
  const ledger = createFakeLedger();
  const clock = createTimerClock();
  const controller = new AbortController();
  if (cancelAfterMs !== undefined) setTimeout(() => controller.abort(), cancelAfterMs);
  const facts: Fact[] = [];
  const session = createAccountSession({
    guard: createBanGuard({
      network,
      ledger,
      clock,
      mode: 'account',
      serverName: 'pbx.example',
      sleep: (forMs) => sleep(forMs, controller.signal),
      onPause: () => undefined,
    }),
    clock,
    ids: createCountingIds(),
    account: createAuthenticator({ username: 'probe', password: 'p', realm: null }, nodeHash),
    record: (fact) => facts.push(fact),
    serverAddress,
    serverName: 'pbx.example',
    signal: controller.signal,
  });
  const running = run(session).then(() => session.close());
  await vi.runAllTimersAsync();
  await running;
  for (const fact of facts) observationSchema.parse({ id: 1, atMs: 0, ...fact });
  const outcomes = facts.map((fact) =>
    'outcome' in fact ? `${'step' in fact ? fact.step : fact.kind} ${fact.outcome}` : fact.kind,
  );
  const said = network.sent.map(({ text }) => text.split(' ')[text.startsWith('SIP') ? 1 : 0] ?? '');
  const open = network.flows.filter((flow) => !flow.isClosed).length;
  return { network, ledger, facts, outcomes, said, open };
}

const counted: MediaSummary = { sentPackets: 9, echoedPackets: 5, leadingLostPackets: 4, earlyPackets: 0 };

/** A leg that streams for a second unless it is stopped. */
function leg() {
  const aims: unknown[] = [];
  const media: MediaLeg = {
    localPort: 41_000,
    aim: (remote) => aims.push(remote),
    run: async (signal) => {
      await sleep(1000, signal);
      return counted;
    },
  };
  return { media, aims };
}

describe('a session', () => {
  it('stores a Contact, reads it over another flow, and takes it back', async () => {
    const server = pbx();
    const played = await play({ script: server, run: (session) => session.registeredContact(path, altPath) });
    expect(played.outcomes).toEqual(['look done', 'bind done', 'read done', 'release done']);
    expect([...new Set(played.network.sent.map(({ flow }) => flow.what.remote.port))]).toEqual([5160, 5060]);
    expect(server.stored.size).toBe(0);
    expect(played.open).toBe(0);
    expect(played.ledger.entries.filter(({ kind }) => kind === 'request')).toHaveLength(8);
  });

  it('reads over another flow even on the same port', async () => {
    const played = await play({ script: pbx(), run: (session) => session.registeredContact(path, path) });
    expect(played.network.flows).toHaveLength(2);
  });

  it('leaves a phone alone that is registered already', async () => {
    const server = pbx({ others: ['sip:desk@192.168.1.77'] });
    const played = await play({ script: server, run: (session) => session.registeredContact(path, altPath) });
    expect(played.outcomes).toEqual(['look in-use']);
    expect([...server.stored]).toEqual(['sip:desk@192.168.1.77']);
  });

  it('takes its Contact back when it is cancelled while storing it', async () => {
    const server = pbx();
    for (const cancelAfterMs of [900, 1100, 1300]) {
      const { outcomes } = await play({
        script: server,
        cancelAfterMs,
        run: (session) => session.registeredContact(path, altPath),
      });
      expect(outcomes.at(-1)).toMatch(/^(?:release done|bind cancelled)$/);
      expect(server.stored.size).toBe(0);
    }
  });

  it('does nothing more after the password was refused', async () => {
    const played = await play({
      script: pbx({ isPasswordWrong: true }),
      run: async (session) => {
        await session.registeredContact(path, altPath);
        await session.call(path, '600', leg().media);
        await session.readback(path, 'readback', 41_000);
      },
    });
    expect(played.outcomes).toEqual(['look credential-refused']);
    expect(played.said).toEqual(['REGISTER', 'REGISTER']);
    expect(played.ledger.entries.map(({ kind }) => kind)).toContain('strike-answer');
  });

  it('calls, aims the sound where the answer says, and hangs up when it is done', async () => {
    const { media, aims } = leg();
    const played = await play({ script: pbx(), run: (session) => session.call(path, '600', media) });
    expect(played.said).toEqual(['INVITE', 'ACK', 'INVITE', 'ACK', 'BYE']);
    expect(aims).toEqual([{ address: '203.0.113.10', port: 10_000 }]);
    expect(played.facts[0]).toMatchObject({ outcome: 'answered', media: counted, endedBy: 'us' });
    expect(played.network.sent[0]?.text).toContain('m=audio 41000 RTP/AVP 0 8');
  });

  it('stops the sound when the server hangs up', async () => {
    const server = pbx();
    const onSend = (sent: Sent): readonly Reaction[] => {
      // The ACK of an answer repeats the credentials, that of a refusal does not.
      const isAck = sent.text.startsWith('ACK') && sent.text.includes('Authorization');
      const callId = /Call-ID: (\S+)/.exec(sent.text)?.[1] ?? '';
      const tag = /From: .*tag=(\S+)/.exec(sent.text)?.[1] ?? '';
      const bye = bytesToLatin1(theirRequest('BYE', { toTag: tag })).replace('call1@192.168.1.10', callId);
      return isAck
        ? [{ afterMs: 100, bytes: Uint8Array.from(bye, (c) => c.charCodeAt(0)) }]
        : server.onSend(sent);
    };
    const played = await play({
      script: { onSend },
      run: (session) => session.call(path, '600', leg().media),
    });
    expect(played.facts[0]).toMatchObject({ outcome: 'answered', endedBy: 'them', media: counted });
    expect(played.said.at(-1)).toBe('200');
  });

  it.each([0, 10, 30, 260, 285, 295, 310, 700])(
    'cancelled after %i ms leaves no call behind',
    async (cancelAfterMs) => {
      const played = await play({
        script: pbx(),
        cancelAfterMs,
        run: (session) => session.call(path, '600', leg().media),
      });
      const count = (word: string): number => played.said.filter((said) => said === word).length;
      const isAnswered = played.network.sent.some(
        ({ text }) => text.startsWith('INVITE') && text.includes('Authorization'),
      );
      expect(count('BYE')).toBe(isAnswered ? 1 : 0);
      expect(played.outcomes).toHaveLength(1);
      expect(played.open).toBe(0);
    },
  );

  it('remembers an extension that does not exist as one strike, and may go on', async () => {
    const played = await play({
      script: pbx(),
      run: async (session) => {
        await session.readback(path, '404', 41_000);
        await session.call(path, '600', leg().media);
      },
    });
    expect(played.outcomes).toEqual(['readback not-found', 'call answered']);
    expect(played.ledger.entries.filter(({ kind }) => kind === 'strike-answer')).toHaveLength(1);
  });

  it('hears nobody but the server', async () => {
    const script: NetworkScript = {
      onSend: ({ text }) => [
        { afterMs: 5, bytes: reply(text, '404 Not Found'), from: { address: '198.51.100.66', port: 5060 } },
        { afterMs: 6, bytes: theirRequest('OPTIONS', {}), from: { address: '198.51.100.66', port: 5060 } },
      ],
    };
    const played = await play({ script, run: (session) => session.call(path, '600', leg().media) });
    expect(played.outcomes).toEqual(['call no-answer']);
    expect(played.said).toEqual(['INVITE', 'INVITE', 'INVITE']);
  });

  it.each([
    [
      'registration',
      (session: AccountSession) => session.registeredContact(path, altPath),
      'look flow-failed',
    ],
    [
      'readback',
      (session: AccountSession) => session.readback(path, 'readback', 41_000),
      'readback flow-failed',
    ],
    ['call', (session: AccountSession) => session.call(path, '600', leg().media), 'call flow-failed'],
  ] as const)('records a %s that got no socket', async (_name, run, outcome) => {
    const played = await play({ script: { openFault: () => 'no-socket' }, run });
    expect(played.outcomes).toEqual([outcome]);
  });

  it('ends an activity whose connection breaks', async () => {
    const script: NetworkScript = { onSend: () => [{ afterMs: 5, fault: 'port-unreachable' }] };
    const played = await play({ script, run: (session) => session.call(path, '600', leg().media) });
    expect(played.facts[0]).toMatchObject({ outcome: 'flow-failed', detail: 'port-unreachable' });
  });
});
