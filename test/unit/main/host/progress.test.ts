import { describe, expect, test, vi } from 'vitest';
import { countTraffic } from '../../../../main/engine/host/counting-network.ts';
import { createPacer } from '../../../../main/engine/host/pace.ts';
import { createProgressMeter, plannedRequests } from '../../../../main/engine/host/progress-meter.ts';
import type { Flow, FlowHandlers, Network } from '../../../../main/io/network.ts';
import { latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { ok } from '../../../../shared/base/result.ts';
import { progressSchema, type WindowCheckRequest } from '../../../../shared/ipc/contract.ts';
import { createFakeClock, createTimerClock } from '../../../fakes/network/fake-clock.ts';
import { mainPath } from '../../../fakes/run-script.ts';
import { demoRequest } from './bench.ts';

const timers = { retransmitAtMs: [], giveUpAtMs: 1000 };
const probing = (probe: 'truthful' | 'decoy') =>
  ({ kind: 'probing', wish: { probe, path: mainPath, claim: 'own', timers } }) as const;

describe('planned requests', () => {
  const cases: readonly (readonly [Partial<WindowCheckRequest>, number])[] = [
    [{}, 5],
    [{ altPort: null }, 4],
    [{ port: 5160 }, 4],
    [{ transports: ['udp', 'tcp', 'tls'] }, 7],
    [{ transports: ['tcp'] }, 6],
  ];
  test.each(cases)('with %j are %i', (parts, planned) => {
    expect(plannedRequests({ ...demoRequest, ...parts })).toBe(planned);
  });
});

function bench(parts: Partial<WindowCheckRequest> = {}) {
  const traffic = { sent: 0, received: 0 };
  const clock = createFakeClock();
  return { traffic, clock, meter: createProgressMeter({ ...demoRequest, ...parts }, traffic, clock) };
}

describe('the progress meter', () => {
  test('shows the step, the probe and what really left', () => {
    const { meter, traffic } = bench();
    expect(meter.read()).toMatchObject({
      step: 'reaching-server',
      probe: null,
      path: null,
      sent: 0,
      planned: 5,
    });
    meter.note(probing('decoy'));
    traffic.sent = 2;
    traffic.received = 3;
    meter.note({ kind: 'hint', level: 'likely' });
    expect(meter.read()).toEqual({
      step: 'checking-router',
      probe: 'decoy',
      path: mainPath,
      sent: 2,
      received: 3,
      planned: 5,
      secondsLeft: 4,
      pause: null,
      hint: 'likely',
      stream: null,
    });
  });

  test('shows the sound of a call, and how long it still takes', () => {
    const { meter } = bench({ streamSeconds: 30 });
    const snapshot = { atMs: 1000, sentCount: 50, echoedCount: 46, duplicateCount: 0, skippedSlots: 0 };
    meter.note({ kind: 'using-account' });
    expect(meter.read()).toMatchObject({
      step: 'measuring-line',
      probe: null,
      secondsLeft: 38,
      stream: null,
    });
    meter.note({ kind: 'streaming', snapshot: { ...snapshot, roundTripMs: { mean: 12, longest: 20 } } });
    expect(meter.read().stream).toEqual({ sent: 50, received: 46, rttMs: 12 });
    // A moment without an echo is no time of nothing.
    meter.note({ kind: 'streaming', snapshot: { ...snapshot, sentCount: 60, roundTripMs: null } });
    expect(meter.read().stream).toEqual({ sent: 60, received: 46, rttMs: 12 });
  });

  test('plans more when more was needed, and no more at the end', () => {
    const { meter, traffic } = bench();
    traffic.sent = 7;
    expect(meter.read().planned).toBe(8);
    meter.finish();
    expect(meter.read()).toMatchObject({ step: 'finishing', sent: 7, planned: 7, secondsLeft: 0 });
  });

  test('counts a pause down and adds it to the time left', () => {
    const { meter, clock } = bench();
    const secondsLeft = meter.read().secondsLeft;
    meter.note({ kind: 'paused', reason: 'flow-budget', forMs: 12_000 });
    expect(meter.read()).toMatchObject({
      pause: { reason: 'flow-budget', secondsLeft: 12 },
      secondsLeft: secondsLeft + 12,
    });
    clock.pass(11_500);
    expect(meter.read().pause).toEqual({ reason: 'flow-budget', secondsLeft: 1 });
    clock.pass(500);
    expect(meter.read().pause).toBeNull();
  });

  test('fits the contract whatever happens', () => {
    const { meter, traffic } = bench();
    traffic.sent = 100_000;
    traffic.received = 100_000;
    meter.note({ kind: 'paused', reason: 'request-rate', forMs: 10_000_000 });
    expect(progressSchema.safeParse(meter.read()).success).toBe(true);
    meter.finish();
    expect(progressSchema.safeParse(meter.read()).success).toBe(true);
  });
});

test('a counted network counts what left and SIP replies that came', async () => {
  const from = { address: '203.0.113.10', port: 5060 };
  let handlers: FlowHandlers | null = null;
  let isWorking = true;
  const flow: Flow = {
    transport: 'udp',
    local: from,
    remote: from,
    isVerified: null,
    send: async () => (isWorking ? ok(undefined) : { ok: false, error: { code: 'no-socket', detail: '' } }),
    prime: async () => ok(undefined),
    close: () => undefined,
  };
  const inner = {
    isSimulated: false,
    open: async (_what: unknown, given: FlowHandlers) => {
      handlers = given;
      return ok(flow);
    },
  } as unknown as Network;
  const { network, traffic } = countTraffic(inner);
  const got: string[] = [];
  const opened = await network.open(
    { transport: 'udp', remote: from, serverName: 'pbx.example', connectTimeoutMs: 1 },
    { onBytes: (bytes) => void got.push(String(bytes.length)), onFault: () => undefined },
  );
  if (!opened.ok) throw new Error('not opened');
  await opened.value.send(new Uint8Array(1));
  await opened.value.prime(new Uint8Array(4));
  isWorking = false;
  await opened.value.send(new Uint8Array(1));
  const receive = (text: string) => handlers?.onBytes(latin1ToBytes(text), from);
  receive('SIP/2.0 200 OK\r\n');
  receive('SIP/2.');
  receive('HTTP/1.1 400');
  receive('');
  expect(traffic).toEqual({ sent: 1, received: 1 });
  expect(got).toEqual(['16', '6', '12', '0']);
});

test('a pacer lets the newest through, and the last one at once when asked', () => {
  vi.useFakeTimers();
  try {
    const got: number[] = [];
    const pacer = createPacer<number>(100, createTimerClock(), (value) => void got.push(value));
    for (const value of [1, 2, 3]) pacer.push(value);
    expect(got).toEqual([1]);
    vi.advanceTimersByTime(99);
    expect(got).toEqual([1]);
    vi.advanceTimersByTime(1);
    expect(got).toEqual([1, 3]);
    pacer.push(4);
    pacer.push(5);
    pacer.flush();
    pacer.flush();
    vi.advanceTimersByTime(1000);
    pacer.push(6);
    expect(got).toEqual([1, 3, 5, 6]);
  } finally {
    vi.useRealTimers();
  }
});
