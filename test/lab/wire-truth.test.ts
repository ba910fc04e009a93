// Does the wire tell the truth? A client that shares no code with it counts what came back, packet by packet.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, openLab, skipLab } from './lab.ts';
import { addresses, type Machine } from './network.ts';
import type { DirectionFaults, WireFaults } from './wire.ts';
import { departureOrder, type WirePacket, type WireTruth } from './wire-truth.ts';

const script = fileURLToPath(new URL('rtp-stream.mjs', import.meta.url));
const echoPort = 12_000;
const count = 500;
const numberOffset = 12;

interface Came {
  readonly number: number;
  readonly roundTripMs: number;
}

async function startEcho(lab: Lab): Promise<ChildProcess> {
  const [program = '', ...args] = lab.network.on('server', ['node', script, 'echo', String(echoPort)]);
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout ?? child, 'data');
  return child;
}

async function stream(lab: Lab, everyMs: number): Promise<readonly Came[]> {
  const target = [addresses.server, echoPort, count, everyMs].map(String);
  const run = await lab.runClient(['node', script, 'send', ...target]);
  if (run.code !== 0) throw new Error(`rtp-stream.mjs failed: ${run.stderr}`);
  return JSON.parse(run.stdout) as Came[];
}

/** Numbers that came after a higher one, second copies aside: what a receiver calls reordered. RFC 4737 3. */
function countReordered(numbers: readonly number[]): number {
  let highest = -1;
  let reordered = 0;
  for (const number of new Set(numbers)) {
    if (number < highest) reordered += 1;
    highest = Math.max(highest, number);
  }
  return reordered;
}

/** Mean of the estimate of RFC 3550 6.4.1 over all packets, ms. */
function interarrivalJitterMs(transitsMs: readonly number[]): number {
  let [jitter, sum] = [0, 0];
  for (let i = 1; i < transitsMs.length; i += 1) {
    jitter += (Math.abs((transitsMs[i] ?? 0) - (transitsMs[i - 1] ?? 0)) - jitter) / 16;
    sum += jitter;
  }
  return sum / (transitsMs.length - 1);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const delayMs = ({ arrivedMs, leftMs }: WirePacket) => (leftMs[0] ?? Number.NaN) - arrivedMs;

/** Numbers within these bounds: five standard deviations of a binomial share of 500. */
const near = (ratio: number) => {
  const spread = 5 * Math.sqrt(count * ratio * (1 - ratio));
  return { low: Math.floor(count * ratio - spread), high: Math.ceil(count * ratio + spread) };
};

const faultless = { lost: 0, duplicated: 0, reordered: 0 };
type Counted = keyof typeof faultless;

const countsOf = (truth: WireTruth, way: 'up' | 'down') => ({
  lost: truth[way].lost,
  duplicated: truth[way].duplicated,
  reordered: truth[way].reordered.length,
});

describe.skipIf(skipLab())('a wire at the server', () => {
  let lab: Lab;
  let echo: ChildProcess | undefined;
  beforeAll(async () => {
    lab = await openLab({ layout: 'single', wire: 'server' });
    echo = await startEcho(lab);
  });
  afterAll(async () => {
    echo?.kill();
    await lab?.close();
  });

  /** Streams over the wire; what the client got must be, packet by packet, what the wire says it let through. */
  async function measure(faults: WireFaults, everyMs = 4) {
    const run = await lab.wire({ onlyRtp: true, numberOffset, ...faults });
    const came = await stream(lab, everyMs);
    const truth = await run.truth();
    await run.stop();
    expect(truth.up.packets.map((packet) => packet.number)).toEqual([...Array(count).keys()]);
    expect(truth.down.packets.map((packet) => packet.number)).toEqual(departureOrder(truth.up));
    expect(came.map((packet) => packet.number)).toEqual(departureOrder(truth.down));
    return { came, truth };
  }

  test('nothing set: nothing lost, doubled or overtaken', async () => {
    const { truth, came } = await measure({});
    expect([countsOf(truth, 'up'), countsOf(truth, 'down'), came.length]).toEqual([
      faultless,
      faultless,
      count,
    ]);
  });

  const ratios: readonly (readonly [string, 'up' | 'down', DirectionFaults, Counted, number])[] = [
    ['loss 5 % up', 'up', { lossRatio: 0.05 }, 'lost', 0.05],
    ['loss 5 % down', 'down', { lossRatio: 0.05 }, 'lost', 0.05],
    ['duplicates 7 % up', 'up', { duplicateRatio: 0.07 }, 'duplicated', 0.07],
    ['duplicates 7 % down', 'down', { duplicateRatio: 0.07 }, 'duplicated', 0.07],
    ['reorder 5 % up', 'up', { reorderRatio: 0.05, reorderHoldMs: 14 }, 'reordered', 0.05],
  ];
  test.each(ratios)('%s', async (_name, way, faults, counted, ratio) => {
    const { truth, came } = await measure({ [way]: faults });
    const { low, high } = near(ratio);
    const happened = countsOf(truth, way)[counted];
    expect(happened).toBeGreaterThanOrEqual(low);
    expect(happened).toBeLessThanOrEqual(high);
    expect(countsOf(truth, way)).toEqual({ ...faultless, [counted]: happened });
    expect(countsOf(truth, way === 'up' ? 'down' : 'up')).toEqual(faultless);
    const numbers = came.map((packet) => packet.number);
    expect({
      lost: count - new Set(numbers).size,
      duplicated: numbers.length - new Set(numbers).size,
      reordered: countReordered(numbers),
    }).toEqual(countsOf(truth, way));
  });

  test('a drop list takes these packets and no others', async () => {
    const [up, down] = [
      [0, 10, 11, 12, 499],
      [7, 11, 300],
    ];
    const { came } = await measure({ up: { dropNumbers: up }, down: { dropNumbers: down } });
    const arrived = new Set(came.map((packet) => packet.number));
    const missing = [...Array(count).keys()].filter((number) => !arrived.has(number));
    expect(missing).toEqual([0, 7, 10, 11, 12, 300, 499]);
  });

  test('bursts: losses stand together, and the same seed makes the same ones', async () => {
    const bursts = { up: { burstEnterRatio: 0.02, burstLeaveRatio: 0.25 }, seed: 5 };
    const lostIn = async () =>
      (await measure(bursts)).truth.up.packets
        .filter((packet) => packet.leftMs.length === 0)
        .map((packet) => packet.number ?? -1);
    const lost = await lostIn();
    const starts = lost.filter((number) => !lost.includes(number - 1)).length;
    // A burst is 4 packets long on average; independent losses of this share would be 1.1.
    expect(lost.length / starts).toBeGreaterThan(2);
    expect(await lostIn()).toEqual(lost);
  });

  test('jitter of up to 30 ms in order: the client sees each packet as late as the wire says', async () => {
    const { truth, came } = await measure({ up: { jitterMs: 30 }, down: { delayMs: 5 } }, 20);
    expect(countsOf(truth, 'up')).toEqual(faultless);
    const madeMs = truth.up.packets.map(delayMs);
    expect(Math.max(...madeMs)).toBeGreaterThan(25);
    expect(Math.min(...truth.down.packets.map(delayMs))).toBeGreaterThan(4.99);
    // Two draws of 0..30 ms differ by 10 on average; waiting for the packet before takes a little off.
    const jitterMs = interarrivalJitterMs(madeMs);
    expect(jitterMs).toBeGreaterThan(5);
    expect(jitterMs).toBeLessThan(16);
    // The median: a client that woke up late now and then is not the wire's doing.
    const unexplainedMs = came.map(({ roundTripMs }, i) => {
      const down = truth.down.packets[i];
      return roundTripMs - (madeMs[i] ?? Number.NaN) - (down === undefined ? Number.NaN : delayMs(down));
    });
    // A share of what the wire made, not a time of its own: a busy machine wakes up late more often than not.
    expect(median(unexplainedMs)).toBeGreaterThan(0);
    expect(median(unexplainedMs)).toBeLessThan(median(madeMs) / 2);
  });

  test('jitter that may overtake: the client counts as many reordered as the wire', async () => {
    const scattered = { jitterMs: 8, jitterKind: 'half-normal', mayOvertake: true } as const;
    const { truth, came } = await measure({ up: scattered });
    expect(truth.up.reordered.length).toBeGreaterThan(50);
    expect(countReordered(came.map((packet) => packet.number))).toBe(truth.up.reordered.length);
    const first = truth.up.reordered[0];
    expect(departureOrder(truth.up)[first?.position ?? -1]).toBe(first?.number);
  });

  test('other traffic gets no fault of RTP, only the delay', async () => {
    const delayMs = 300;
    const run = await lab.wire({ onlyRtp: true, up: { lossRatio: 1, delayMs }, down: { lossRatio: 1 } });
    const knock = await lab.runClient(['bash', '-c', `: < /dev/tcp/${addresses.server}/9`]);
    expect(knock.stderr).toContain('refused');
    expect(knock.seconds * 1000).toBeGreaterThan(delayMs);
    expect((await run.truth()).up.seen).toBe(0);
    await run.stop();
  });

  test('no end of a link has an offload on that would change frames', async () => {
    const ends: readonly (readonly [Machine, string])[] = [
      ['outer', 'wan0'],
      ['wire', 'near'],
      ['wire', 'far'],
      ['server', 'eth0'],
    ];
    for (const [machine, device] of ends) {
      const { stdout } = await lab.runOn(machine, ['ethtool', '-k', device]);
      const on =
        /^(?:tx-checksumming|tcp-segmentation-offload|generic-(?:segmentation|receive)-offload): on/m;
      expect(stdout).toContain('generic-segmentation-offload: off');
      expect(stdout).not.toMatch(on);
    }
  });

  test('the truth of an earlier setting cannot be asked', async () => {
    const earlier = await lab.wire({ up: { delayMs: 1 } });
    await lab.wire({});
    await expect(earlier.truth()).rejects.toThrow('another setting');
  });
});

describe.skipIf(skipLab())('a wire at the client', () => {
  test('lies in front of the router, and goes with the lab', async () => {
    const lab = await openLab({ layout: 'double', wire: 'client' });
    const namespace = lab.network.namespace('wire');
    const run = await lab.wire({ up: { lossRatio: 1 } });
    await lab.runClient(['bash', '-c', `printf 'lost text' > /dev/udp/${addresses.server}/5060`]);
    expect((await run.truth()).up).toMatchObject({
      seen: 1,
      lost: 1,
      packets: [{ number: null, ssrc: null }],
    });
    await run.stop();
    const slow = await lab.wire({ up: { delayMs: 200 } });
    await lab.runClient(['bash', '-c', `printf 'text' > /dev/udp/${addresses.server}/5060`]);
    const [underway] = (await slow.truth()).up.packets;
    expect(underway === undefined ? null : delayMs(underway)).toBeGreaterThan(199.9);
    const relayOf = `for p in $(ip netns pids ${namespace}); do tr '\\0' ' ' < /proc/$p/cmdline; done`;
    expect((await lab.runOn('client', ['bash', '-c', relayOf])).stdout).toContain('wire-relay.py');
    await lab.close();
    expect((await lab.runOn('wire', ['true'])).code).not.toBe(0);
  });

  test('a lab without one says so', async () => {
    const lab = await openLab({ layout: 'single' });
    await expect(lab.wire({})).rejects.toThrow('without a wire');
    await lab.close();
  });
});
