// Are the figures of a line true? An echo call to a real Asterisk through a wire that notes what it does to each
// packet. Nothing is estimated: every expected count is taken from the wire's own notes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { qualityOf } from '../../shared/measure/recorded-stream.ts';
import type { ObservationOf } from '../../shared/observation/observation.ts';
import { readEchoColumn, readSentColumn } from '../../shared/observation/stream.ts';
import { accounts } from './asterisk-config.ts';
import { check } from './checking.ts';
import type { ClientBundle } from './client-bundle.ts';
import { type Lab, openLab, skipLab } from './lab.ts';
import { buildLineClient, runLine } from './line-job.ts';
import type { RouterMode } from './router-mode.ts';
import type { WireFaults } from './wire.ts';
import { type DirectionTruth, departureOrder, type WirePacket, type WireTruth } from './wire-truth.ts';

const seconds = 30;
const packets = 1500;
/** RTP header (12 bytes), then mark and token of the run (12 bytes): see shared/rtp/stream-packet.ts. */
const numberOffset = 24;
/** Packets sent that say nothing about variation yet; a slot that was skipped is none. */
const warmUp = 10;

const numberOf = ({ number }: WirePacket): number => number ?? Number.NaN;

const lostNumbers = ({ packets }: DirectionTruth): readonly number[] =>
  packets.filter(({ leftMs }) => leftMs.length === 0).map(numberOf);

/** First arrivals at the client, by number: what the wire let out on the way down. */
const firstArrivals = ({ down }: WireTruth): readonly number[] => [
  ...new Set(departureOrder(down).map((number) => number ?? Number.NaN)),
];

/** Numbers that came after a higher one. RFC 4737 3. */
const countReordered = (numbers: readonly number[]): number =>
  numbers.filter((number, i) => numbers.slice(0, i).some((earlier) => earlier > number)).length;

/** Mean of the estimate of RFC 3550 6.4.1 over transits in order of arrival, ms. */
function meanJitterMs(transitsMs: readonly number[]): number {
  let [jitter, sum] = [0, 0];
  for (let i = 1; i < transitsMs.length; i += 1) {
    jitter += (Math.abs((transitsMs[i] ?? 0) - (transitsMs[i - 1] ?? 0)) - jitter) / 16;
    sum += jitter;
  }
  return sum / (transitsMs.length - 1);
}

/** There and back as the wire saw it, by number, without those that say nothing about variation yet; ms. */
function wireTransitsMs({ up, down }: WireTruth): ReadonlyMap<number, number> {
  const sentMs = new Map(up.packets.map((packet) => [numberOf(packet), packet.arrivedMs]));
  const first = [...sentMs.keys()][warmUp] ?? Number.NaN;
  const settled = down.packets.filter((packet) => numberOf(packet) >= first);
  return new Map(
    settled.map((packet) => [
      numberOf(packet),
      (packet.leftMs[0] ?? Number.NaN) - (sentMs.get(numberOf(packet)) ?? Number.NaN),
    ]),
  );
}

/** The same as the client recorded it. */
function recordedTransitsMs({ sentUs, echoesUs }: ObservationOf<'stream'>): ReadonlyMap<number, number> {
  const sent = readSentColumn(sentUs) ?? [];
  const first = [...sent.entries()].filter(([, atUs]) => atUs !== null)[warmUp]?.[0] ?? Number.NaN;
  const settled = (readEchoColumn(echoesUs) ?? []).filter(([number]) => number >= first);
  return new Map(settled.map(([number, atUs]) => [number, (atUs - (sent[number] ?? Number.NaN)) / 1000]));
}

const median = (values: readonly number[]): number =>
  values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)] ?? Number.NaN;

async function measured(lab: Lab, client: ClientBundle, faults: WireFaults) {
  const run = await lab.wire({ onlyRtp: true, numberOffset, ...faults });
  const { observations } = await runLine(lab, client.file, [{ extension: '600', seconds }]);
  const truth = await run.truth();
  await run.stop();
  const facts = observations[0] ?? [];
  const recorded = facts.find((o) => o.kind === 'stream');
  const stream = qualityOf(facts)?.stream ?? null;
  if (recorded === undefined || stream === null) throw new Error('the call recorded no stream');
  return { recorded, stream, truth };
}

/**
 * What holds whatever the wire does: the record is, echo by echo, what the wire let through; and Asterisk loses and
 * reorders nothing, except that it echoes none of the first packets while it learns where they come from.
 */
function expectTrueRecord({ recorded, stream, truth }: Awaited<ReturnType<typeof measured>>): void {
  const { up, down } = truth;
  const sent = up.packets.filter(({ number }, i) => up.packets[i - 1]?.number !== number).map(numberOf);
  expect(stream.sent).toBe(sent.length);
  expect(stream.sent + stream.skippedSlots).toBe(packets);
  expect(readEchoColumn(recorded.echoesUs)?.map(([slot]) => slot)).toEqual(departureOrder(down));
  expect(departureOrder(up).slice(-down.packets.length)).toEqual(down.packets.map(({ number }) => number));
  const arrived = firstArrivals(truth);
  const firstEcho = Math.min(...arrived);
  const missing = sent.filter((number) => !arrived.includes(number));
  expect(stream).toMatchObject({
    received: arrived.length,
    leadingLost: missing.filter((number) => number < firstEcho).length,
    lost: missing.filter((number) => number > firstEcho).length,
    lossBase: sent.filter((number) => number > firstEcho).length,
    duplicates: departureOrder(down).length - arrived.length,
    reordered: countReordered(arrived),
    overdueArrivals: 0,
    foreignArrivals: 0,
  });
}

describe.skipIf(skipLab())('the figures of a line are what the wire did', () => {
  let lab: Lab;
  let client: ClientBundle;
  beforeAll(async () => {
    client = await buildLineClient();
    lab = await openLab({ layout: 'single', wire: 'client' });
    await lab.asterisk();
  });
  afterAll(async () => {
    await lab?.close();
    client?.remove();
  });

  test('loss both ways, told apart by the last report of the server', async () => {
    await lab.mode('plain');
    const run = await measured(lab, client, { up: { lossRatio: 0.02 }, down: { lossRatio: 0.01 }, seed: 7 });
    expectTrueRecord(run);
    const { recorded, stream, truth } = run;
    const [up, down] = [lostNumbers(truth.up), lostNumbers(truth.down)];
    // Asterisk counts from the first packet it accepted; that one's echo came through, so both ways of counting start
    // alike. Its reports come every 5 s: about what followed the last one, nobody says which way it was lost.
    const [accepted] = truth.down.packets.map(numberOf);
    const firstEcho = Math.min(...firstArrivals(truth));
    expect(firstEcho).toBe(accepted);
    const covered = recorded.rtcp.at(-1)?.highestNumber ?? Number.NaN;
    expect(covered).toBeGreaterThan(packets - 300);
    const within = (number: number) => number > firstEcho && number <= covered;
    expect(stream.directions).toMatchObject({
      lostUpstream: up.filter(within).length,
      upstreamBase: truth.up.packets.filter((packet) => numberOf(packet) <= covered).length,
      lostDownstream: down.filter(within).length,
      downstreamBase: truth.down.packets.filter((packet) => numberOf(packet) <= covered).length,
      lostUnknown: [...up, ...down].filter((number) => number > covered).length,
    });
    expect(up.filter(within).length).toBeGreaterThan(15);
    expect(down.filter(within).length).toBeGreaterThan(5);
    expect(stream).toMatchObject({ duplicates: 0, reordered: 0 });
  });

  test('duplicates and reordering both ways; a copy made on the way there is echoed too', async () => {
    await lab.mode('none');
    const odd = { duplicateRatio: 0.03, reorderRatio: 0.03, reorderHoldMs: 50 };
    const run = await measured(lab, client, { up: odd, down: odd, seed: 7 });
    expectTrueRecord(run);
    const { stream, truth } = run;
    const copies = truth.up.duplicated + truth.down.duplicated;
    // None of the copies fell into the few packets that were not echoed, none was copied again: each is one duplicate.
    const twice = truth.down.packets.filter((packet) => packet.leftMs.length > 1).map(numberOf);
    const copiedUp = truth.up.packets.filter((packet) => packet.leftMs.length > 1).map(numberOf);
    const unheard = copiedUp.filter((number) => number < Math.min(...firstArrivals(truth))).length;
    expect(new Set(twice).size).toBe(twice.length);
    expect(stream.duplicates).toBe(copies - unheard);
    expect(copies).toBeGreaterThan(50);
    expect(stream.reordered).toBeGreaterThan(50);
    expect(stream).toMatchObject({ lost: 0, directions: { lostUpstream: 0, lostDownstream: 0 } });
  });

  test('jitter of 30 ms there and 20 ms back, in order', async () => {
    await lab.mode('plain');
    const run = await measured(lab, client, { up: { jitterMs: 30 }, down: { jitterMs: 20 }, seed: 7 });
    expectTrueRecord(run);
    const { stream, truth } = run;
    const [made, seen] = [wireTransitsMs(truth), recordedTransitsMs(run.recorded)];
    const trueMs = meanJitterMs([...made.values()]);
    const figureMs = stream.jitterMs?.mean ?? Number.NaN;
    expect(trueMs).toBeGreaterThan(8);
    expect(figureMs).toBeCloseTo(meanJitterMs([...seen.values()]), 6);
    // What the wire does not explain is this computer's: it wakes up late. Two jitters differ by no more than the
    // jitter of the difference (triangle inequality), so a busy machine gets that much leave, and a quiet one nearly none.
    const unexplainedMs = [...seen].map(
      ([number, transitMs]) => transitMs - (made.get(number) ?? Number.NaN),
    );
    expect(median(unexplainedMs)).toBeGreaterThan(0);
    expect(median(unexplainedMs)).toBeLessThan(median([...made.values()]) / 2);
    const leaveMs = 0.05 * trueMs + meanJitterMs(unexplainedMs);
    expect(Math.abs(figureMs - trueMs)).toBeLessThan(leaveMs);
    expect(stream).toMatchObject({ lost: 0, duplicates: 0, reordered: 0 });
    // The way there alone, as Asterisk saw it in the end: two draws of 0..30 ms differ by 10 on average.
    expect(stream.directions?.upstreamJitterMs).toBeGreaterThan(4);
    expect(stream.directions?.upstreamJitterMs).toBeLessThan(16);
  });
});

describe.skipIf(skipLab())('a server that sends sound to the private address', () => {
  // Side by side: most of such a check is waiting, and nothing is measured in it.
  test.concurrent.each([['plain', true] as const, ['alg', false] as const])(
    'behind %s: the advice names the settings of the server: %s',
    async (mode: RouterMode, isAdvised) => {
      const folder = mkdtempSync(join(tmpdir(), 'salg-truth-'));
      const lab = await openLab({ layout: 'single' });
      try {
        await lab.mode(mode);
        await lab.asterisk({ rtpSymmetric: false });
        const { user, password } = accounts.probe;
        const accountFile = join(folder, 'account.json');
        writeFileSync(accountFile, JSON.stringify({ username: user, password }));
        const options = ['--account', accountFile, '--echo-extension', '600', '--stream', '5'];
        const { report, exitCode } = await check(lab, options);
        const codes = report.advice.map(({ code }) => code);
        expect(codes.includes('server-needs-nat-settings')).toBe(isAdvised);
        if (!isAdvised) return;
        expect(codes[0]).toBe('server-needs-nat-settings');
        expect(report.alg.level).toBe('unlikely');
        expect(exitCode).toBe(0);
        expect(report.quality).toMatchObject({ class: 'not-measured', reason: 'no-media' });
      } finally {
        await lab.close();
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});
