// A packet file, read by a strict reader of its own: every length, padding and checksum, and the messages in it.
import { describe, expect, it } from 'vitest';
import { bytesToLatin1 } from '../../../../shared/base/bytes.ts';
import type {
  Observation,
  ObservationKind,
  ObservationOf,
} from '../../../../shared/observation/observation.ts';
import { captureFile } from '../../../../shared/report/capture/capture-file.ts';
import { cleanSteps } from '../../../fakes/known-runs.ts';
import { readPacketFile } from '../../../fakes/packet-file.ts';
import { reportOf } from '../../../fakes/report.ts';
import { buildRun } from '../../../fakes/run-script.ts';

const run = buildRun(cleanSteps);
const fileOf = (observations: readonly Observation[]) => {
  const report = reportOf(observations);
  const made = captureFile(report, Date.parse(report.createdAt));
  return { ...made, ...readPacketFile(made.bytes) };
};

function first<K extends ObservationKind>(kind: K): ObservationOf<K> {
  const found = run.find((o): o is ObservationOf<K> => o.kind === kind);
  if (found === undefined) throw new Error(`the run has no ${kind}`);
  return found;
}
const request = first('request-sent');
const reply = first('reply-received');

/** Two requests and a reply between them, on one stream. */
function over(transport: 'tcp' | 'tls'): readonly Observation[] {
  const path = { transport, port: 5061 };
  return [
    { ...request, exchange: 1, path, atMs: 1, bytes: 'abc' },
    { ...reply, exchange: 1, path, atMs: 2, bytes: 'defgh' },
    { ...request, exchange: 1, path, atMs: 3, bytes: 'ij', transmission: 2 },
  ];
}

describe('a packet file', () => {
  it('holds every request and reply, byte for byte, with its endpoints and in its order', () => {
    const messages = run.filter((o) => o.kind === 'request-sent' || o.kind === 'reply-received');
    const { frames, packets, leftOut } = fileOf(run);
    expect({ packets, leftOut }).toEqual({ packets: messages.length, leftOut: 0 });
    expect(messages.length).toBeGreaterThan(3);
    expect(frames.map(({ payload }) => bytesToLatin1(payload))).toEqual(messages.map(({ bytes }) => bytes));
    expect(frames.map(({ from, to, direction }) => ({ from, to, direction }))).toEqual(
      messages.map((o) => {
        if (o.kind === 'request-sent') return { from: o.local, to: o.remote, direction: 'sent' };
        const sent = run.find(
          (r) => r.kind === 'request-sent' && r.exchange === o.exchange && r.socket === o.socket,
        );
        return { from: o.from, to: sent?.kind === 'request-sent' ? sent.local : null, direction: 'received' };
      }),
    );
  });

  it('says what it is not', () => {
    const { comment, application } = fileOf(run);
    for (const word of ['not captured', 'reconstructed', 'clock of the program', 'credentials'])
      expect(comment).toContain(word);
    expect(application).toContain('report00001');
  });

  it('keeps the time between messages, and dates the last observation as the report', () => {
    const { frames } = fileOf(run);
    const lastMs = Math.max(...run.map(({ atMs }) => atMs));
    const beginMs = Date.parse('2026-02-03T04:05:06.789Z') - lastMs;
    const wanted = run
      .filter((o) => o.kind === 'request-sent' || o.kind === 'reply-received')
      .map(({ atMs }) => beginMs + atMs);
    for (const [i, { atMs }] of frames.entries()) expect(atMs).toBeCloseTo(wanted[i] ?? 0, 2);
  });

  it('carries IPv6', () => {
    const [local, remote] = [
      { address: '2001:db8::1', port: 5062 },
      { address: '2001:db8:0:1::10', port: 5060 },
    ];
    const { frames } = fileOf([{ ...request, local, remote }]);
    expect(frames).toMatchObject([
      { version: 6, from: { address: '2001:db8:0:0:0:0:0:1' }, to: { address: '2001:db8:0:1:0:0:0:10' } },
    ]);
  });

  it('carries TCP as one stream a direction, and says that TLS was taken off', () => {
    expect(fileOf(over('tcp')).frames).toMatchObject([
      { protocol: 6, sequence: 1, acknowledged: 1, comment: null },
      { protocol: 6, sequence: 1, acknowledged: 4, comment: null },
      { protocol: 6, sequence: 4, acknowledged: 6, comment: null },
    ]);
    expect(fileOf(over('tls')).frames[0]?.comment).toContain('inside TLS');
  });

  it('keeps the size of what the report kept only the beginning of', () => {
    const stray: Observation = {
      id: 90,
      atMs: request.atMs + 1,
      kind: 'stray-received',
      path: request.path,
      socket: request.socket,
      from: request.remote,
      reason: 'not-sip',
      sizeBytes: 1400,
      bytes: 'x'.repeat(512),
    };
    const { frames } = fileOf([request, stray]);
    expect(frames[1]).toMatchObject({ sizeBytes: 20 + 8 + 1400, checksum: 0, to: request.local });
    expect(frames[1]?.payload).toHaveLength(512);
    expect(fileOf([request, { ...stray, sizeBytes: 70_000 }])).toMatchObject({ packets: 1, leftOut: 1 });
  });

  it('places the messages of an activity so that the last stands at its end', () => {
    const messages = [
      { direction: 'sent', sinceStartMs: 0, bytes: 'REGISTER' },
      { direction: 'received', sinceStartMs: 40, bytes: 'SIP/2.0' },
    ] as const;
    const activity: Observation = {
      id: 90,
      atMs: 1000,
      kind: 'registration',
      path: request.path,
      local: request.local,
      remote: request.remote,
      statusCode: 200,
      messages: [...messages],
      messagesDropped: 0,
      step: 'look',
      outcome: 'done',
      detail: null,
      contact: null,
      bindings: [],
    };
    const { frames } = fileOf([activity]);
    const endMs = Date.parse('2026-02-03T04:05:06.789Z');
    expect(frames.map(({ atMs }) => Math.round(atMs))).toEqual([endMs - 40, endMs]);
    expect(frames.map(({ from }) => from)).toEqual([request.local, request.remote]);
    expect(fileOf([{ ...activity, local: null }]).packets).toBe(0);
  });

  it('knows the second socket from what it was primed with, and counts what came to an unknown one', () => {
    const local = { ...request.local, port: 40_001 };
    const { exchange, probe, path, remote, atMs } = request;
    const sent = { id: 90, atMs, exchange, probe, path, remote, local };
    const prime: Observation = { ...sent, kind: 'prime-sent', socket: 'b', ttlHops: 1 };
    const answer: Observation = { ...reply, exchange, socket: 'b' };
    expect(fileOf([request, prime, answer]).frames.map(({ to }) => to)).toEqual([remote, local]);
    expect(fileOf([request, answer])).toMatchObject({ packets: 1, leftOut: 1 });
  });

  it.each([
    ['no address', { address: 'address-1', port: 5060 }],
    ['the other family', { address: '2001:db8::1', port: 5060 }],
  ])('leaves out a message to %s, and counts it', (_name, remote) => {
    expect(fileOf([{ ...request, remote }, reply])).toMatchObject({ packets: 1, leftOut: 1 });
  });

  it.each([
    [65_507, 1],
    [65_508, 0],
  ])('holds a datagram of %i bytes %i times: UDP over IPv4 has no longer one', (sizeBytes, packets) => {
    expect(fileOf([{ ...request, bytes: '\xff'.repeat(sizeBytes) }]).packets).toBe(packets);
  });

  it('of a run that sent nothing is an empty one', () => {
    expect(fileOf([])).toMatchObject({ frames: [], packets: 0 });
  });
});
