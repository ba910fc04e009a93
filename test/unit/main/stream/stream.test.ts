import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openStream, type StreamPlan } from '../../../../main/engine/stream/open-stream.ts';
import type { StreamSnapshot } from '../../../../main/engine/stream/stream-messages.ts';
import { secureIds } from '../../../../main/io/ids.ts';
import { decodeRtcp } from '../../../../shared/rtp/rtcp-decode.ts';
import { encodeRtcp } from '../../../../shared/rtp/rtcp-encode.ts';
import { udpPeer, until } from '../io/loopback.ts';
import {
  buildWorkers,
  echoedSlots,
  echoPeer,
  handles,
  onlyTrace,
  opened,
  run,
  sentSlots,
  workerFolder,
} from './stream-bench.ts';

buildWorkers();

/** The packet with another SSRC, as an echoing server would give it. */
function withSsrc(bytes: Uint8Array, ssrc: number): Uint8Array {
  const changed = Buffer.from(bytes);
  changed.writeUInt32BE(ssrc, 8);
  return changed;
}

describe.each([
  ['a pair of sockets', true],
  ['one socket, as on Windows', false],
])('a stream over %s', (_, isPaired) => {
  it('sends 1500 packets and loses none', async () => {
    const peer = await echoPeer();
    const stream = await opened({ intervalMs: isPaired ? 5 : 2, slotCount: 1500 }, { isPaired });
    const result = await run(stream, peer);
    const trace = onlyTrace(result);
    expect(result).toMatchObject({ ending: 'complete', sendFailures: 0 });
    expect(sentSlots(trace) + trace.skippedSlots).toBe(1500);
    expect(peer.heard()).toBe(sentSlots(trace));
    expect(trace).toMatchObject({
      slotCount: 1500,
      arrivalCount: sentSlots(trace),
      foreign: { otherSource: 0, otherSsrc: 0, notOurs: 0 },
      earlyBeforeFirstSend: 0,
    });
    expect(echoedSlots(trace)).toBe(sentSlots(trace));
  }, 20_000);

  it('counts every duplicate and every loss', async () => {
    // Every fourth packet twice, every tenth not at all.
    const peer = await echoPeer((bytes, count) => {
      if (count % 10 === 9) return [];
      return count % 4 === 0 ? [bytes, bytes] : [bytes];
    });
    const trace = onlyTrace(await run(await opened({}, { isPaired }), peer));
    const sent = sentSlots(trace);
    const of = (predicate: (count: number) => boolean): number =>
      Array.from({ length: sent }, (_, count) => count).filter(predicate).length;
    expect(echoedSlots(trace)).toBe(of((count) => count % 10 !== 9));
    expect(trace.arrivalCount - echoedSlots(trace)).toBe(of((count) => count % 10 !== 9 && count % 4 === 0));
  });

  it('names its port before it knows the far end, and hears what comes early', async () => {
    const peer = await echoPeer();
    const stream = await opened({}, { isPaired });
    expect(stream.local.port % 2).toBe(0);
    for (let i = 0; i < 3; i++) peer.socket.send('early media', stream.local.port, '127.0.0.1');
    await sleep(50);
    expect(onlyTrace(await run(stream, peer))).toMatchObject({
      earlyBeforeFirstSend: 3,
      foreign: { notOurs: 0 },
    });
  });

  it('takes echoes from another port for what they are, and counts their source', async () => {
    const stranger = await udpPeer();
    const peer = await udpPeer();
    peer.socket.on('message', (bytes, from) => stranger.socket.send(bytes, from.port, from.address));
    const trace = onlyTrace(await run(await opened({}, { isPaired }), peer));
    expect(echoedSlots(trace)).toBe(sentSlots(trace));
    expect(trace.foreign).toEqual({ otherSource: sentSlots(trace), otherSsrc: 0, notOurs: 0 });
  });
});

describe('a stream', () => {
  it('knows its echoes under a new SSRC, and counts a change of it', async () => {
    const peer = await echoPeer((bytes, count) => [withSsrc(bytes, count % 2 === 0 ? 1111 : 2222)]);
    const trace = onlyTrace(await run(await opened(), peer));
    expect(echoedSlots(trace)).toBe(sentSlots(trace));
    expect(trace.foreign).toEqual({
      otherSource: 0,
      otherSsrc: Math.floor(sentSlots(trace) / 2),
      notOurs: 0,
    });
  });

  it('takes nothing for an echo that is not of this run', async () => {
    const peer = await echoPeer((bytes) => {
      const otherRun = Buffer.from(bytes);
      otherRun.writeUInt32BE((otherRun.readUInt32BE(16) ^ 1) >>> 0, 16);
      return [bytes, otherRun, Buffer.from('no RTP')];
    });
    const trace = onlyTrace(await run(await opened(), peer));
    expect(trace.arrivalCount).toBe(sentSlots(trace));
    expect(trace.foreign).toEqual({ otherSource: 0, otherSsrc: 0, notOurs: 2 * sentSlots(trace) });
  });

  it('tells how it stands while it runs', async () => {
    const snapshots: StreamSnapshot[] = [];
    const stream = await opened({ slotCount: 200 }, { onSnapshot: (snapshot) => snapshots.push(snapshot) });
    const trace = onlyTrace(await run(stream, await echoPeer()));
    expect(snapshots.length).toBeGreaterThanOrEqual(3);
    const sent = snapshots.map((snapshot) => snapshot.sentCount);
    expect(sent).toEqual(sent.toSorted((a, b) => a - b));
    const last = snapshots.at(-1);
    expect(last?.echoedCount).toBeLessThanOrEqual(sentSlots(trace));
    expect(snapshots.some(({ roundTripMs }) => roundTripMs !== null && roundTripMs.mean > 0)).toBe(true);
  });

  it.each([
    [10, 40],
    [50, 40],
    [200, 40],
  ])('can be %i at once, each with its own trace', async (streams, slotCount) => {
    const peer = await echoPeer();
    const { traces } = (await run(await opened({ intervalMs: 20, slotCount, streams }), peer)).last;
    expect(traces).toHaveLength(streams);
    for (const trace of traces) {
      expect(sentSlots(trace) + trace.skippedSlots).toBe(slotCount);
      expect(trace.foreign).toEqual({ otherSource: 0, otherSsrc: 0, notOurs: 0 });
      expect(sentSlots(trace)).toBeGreaterThan(0);
    }
    // The echo shares its thread with the test: what a full buffer kept from it is not the stream's loss.
    expect(traces.reduce((sum, trace) => sum + echoedSlots(trace), 0)).toBe(peer.heard());
  });

  it('speaks RTCP on the next port: a report early and late, a goodbye, and reads what comes', async () => {
    const peer = await echoPeer();
    const control = await udpPeer();
    const stream = await opened({ intervalMs: 10, slotCount: 150 });
    const kinds: string[][] = [];
    control.socket.on('message', (bytes, from) => {
      const packets = decodeRtcp(bytes);
      if (!packets.ok) throw new Error(packets.error);
      kinds.push(packets.value.map((packet) => packet.kind));
      const [ours] = packets.value;
      if (ours?.kind !== 'sr') throw new Error('no sender report');
      const about = {
        ssrc: ours.ssrc,
        fractionLost: 0,
        cumulativeLost: -1,
        highestSequence: 5,
        jitterUnits: 2,
      };
      const answer = encodeRtcp([
        {
          ...ours,
          ssrc: ours.ssrc === 1 ? 2 : 1,
          packetCount: 77,
          blocks: [{ ...about, lastSenderReport: 0, delaySinceLastSenderReport: 0 }],
        },
      ]);
      expect(from.port).toBe(stream.local.port + 1);
      control.socket.send(answer, from.port, from.address);
    });
    const trace = onlyTrace(await run(stream, peer, control.port));
    expect(kinds).toEqual([
      ['sr', 'sdes'],
      ['sr', 'sdes'],
      ['sr', 'sdes', 'bye'],
    ]);
    expect(trace.rtcp).toHaveLength(2);
    expect(trace.rtcp[0]).toMatchObject({ cumulativeLost: -1, highestSequence: 5, senderPacketCount: 77 });
  });
});

async function portIsFree(port: number): Promise<void> {
  const socket = createSocket('udp4');
  socket.bind({ port, address: '127.0.0.1', exclusive: true });
  await once(socket, 'listening');
  socket.close();
  await once(socket, 'close');
}

describe('a stream leaves nothing behind', () => {
  it('when it ran to its end', async () => {
    const peer = await echoPeer();
    const before = handles();
    const stream = await opened();
    expect(handles().length).toBeGreaterThan(before.length);
    await run(stream, peer);
    await portIsFree(stream.local.port);
    await portIsFree(stream.local.port + 1);
    await until(() => handles().length === before.length);
  });

  it('when it is cancelled in the middle, and keeps what it had', async () => {
    const peer = await echoPeer();
    const before = handles();
    const cancel = new AbortController();
    const stream = await opened({ slotCount: 4000 }, {}, cancel.signal);
    const finished = run(stream, peer);
    await until(() => peer.heard() >= 50);
    cancel.abort();
    const result = await finished;
    expect(result.ending).toBe('cancelled');
    expect(sentSlots(onlyTrace(result))).toBe(peer.heard());
    await portIsFree(stream.local.port);
    await until(() => handles().length === before.length);
  });

  it('when it is stopped before it was aimed', async () => {
    const before = handles();
    const stream = await opened();
    stream.stop();
    expect(await stream.finished).toMatchObject({ ending: 'stopped', startedAtSystemMs: null });
    await until(() => handles().length === before.length);
  });

  const plan: StreamPlan = {
    mode: 'loopback',
    intervalMs: 5,
    slotCount: 10,
    streams: 1,
    localAddress: '127.0.0.1',
    localPort: null,
  };
  const deps = { ids: secureIds };
  it.each<[string, () => ReturnType<typeof openStream>, string]>([
    [
      'its address is not ours',
      () =>
        openStream({ ...plan, localAddress: '192.0.2.1' }, { ...deps, workerFolder: workerFolder() }, live()),
      'no-socket',
    ],
    [
      'its threads are missing',
      () => openStream(plan, { ...deps, workerFolder: new URL('file:///no/such/folder/') }, live()),
      'no-engine',
    ],
    [
      'it is cancelled beforehand',
      () => openStream(plan, { ...deps, workerFolder: workerFolder() }, AbortSignal.abort()),
      'cancelled',
    ],
    [
      'it is cancelled while it opens',
      () => {
        const cancel = new AbortController();
        setTimeout(() => cancel.abort(), 1);
        return openStream(plan, { ...deps, workerFolder: workerFolder() }, cancel.signal);
      },
      'cancelled',
    ],
    [
      'it is too much',
      () => openStream({ ...plan, streams: 3 }, { ...deps, workerFolder: workerFolder() }, live()),
      'too-many-streams',
    ],
  ])('when %s', async (_, open, code) => {
    const before = handles();
    expect(await open()).toMatchObject({ ok: false, error: { code } });
    await until(() => handles().length === before.length);
  });

  it('when it is aimed where nothing may be sent', async () => {
    const stream = await opened();
    const refused = await stream.aim('192.168.1.1', 4000, null);
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-loopback' } });
    expect(await stream.aim('127.0.0.1', 4000, 0)).toMatchObject({ ok: false, error: { code: 'no-port' } });
    expect(() => stream.start()).toThrow('aimed');
  });
});

const live = (): AbortSignal => new AbortController().signal;
