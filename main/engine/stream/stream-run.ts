// One run inside the I/O thread: sockets, pacing, the slow housekeeping beside it, and the end.
import { performance } from 'node:perf_hooks';
import type { Endpoint } from '../../../shared/base/address.ts';
import { type MediaPair, openMediaPair } from '../../io/media-socket.ts';
import { endingAt } from './endings.ts';
import { createPacer } from './pacer.ts';
import { createRtcpTalk, type RtcpTalk } from './rtcp-talk.ts';
import { emptyTotals, takeSnapshot } from './run-totals.ts';
import { createSleepWatch } from './sleep-watch.ts';
import { advance, gridEndMs, makeGrid, startOfGrid } from './slot-planner.ts';
import type { FromIo, IoSetup, Pacing, StreamChapter, StreamEnding, ToIo } from './stream-messages.ts';
import { createReceiver, isFrom } from './stream-receiver.ts';
import { createSender, type StreamSender } from './stream-sender.ts';
import { systemOffsetMs } from './system-time.ts';
import { createTraceRecorder } from './trace-recorder.ts';

/** Ten looks a second decide about the end; every second one is shown. */
const housekeepingMs = 100;
const looksPerSnapshot = 2;
const looksPerUptime = 10;
/** From the order to start until the first packet: both threads are ready by then. ours. */
const leadMs = 20;
/** A packet is waited for at most so long (endings.ts), so a chapter that old is complete. */
const chapterGraceMs = 4000;

/** What a run works on; `remote`, `pair` and the rest are filled as it proceeds. */
type Run = ReturnType<typeof newRun>;

function newRun(setup: IoSetup) {
  const grid = makeGrid(setup.intervalMs, setup.slotCount, setup.streams);
  return {
    setup,
    grid,
    cursor: startOfGrid(),
    totals: emptyTotals(),
    recorder: createTraceRecorder(setup),
    sleepWatch: createSleepWatch(Math.min(grid.tickMs, housekeepingMs)),
    pair: null as MediaPair | null,
    remote: null as Endpoint | null,
    rtcpRemote: null as Endpoint | null,
    rtcp: null as RtcpTalk | null,
    sender: null as StreamSender | null,
    startedAtMs: null as number | null,
    nextChapter: 0,
    looks: 0,
    hasEnded: false,
  };
}

const nowMs = (run: Run): number => performance.now() - (run.startedAtMs ?? 0);

export type StreamRun = {
  /** Opens the two ports and says which, or why not. */
  open(): Promise<void>;
  handle(message: ToIo): Promise<void>;
};

/** A run that reports through `post`. */
export function createStreamRun(
  setup: IoSetup,
  post: (message: FromIo, transfer?: readonly ArrayBuffer[]) => void,
): StreamRun {
  const run = newRun(setup);
  const pacer = createPacer(setup, (tick) => onTick(run, tick, handOver));
  let housekeeping: NodeJS.Timeout | null = null;

  const handOver = (chapter: StreamChapter): void => post({ kind: 'chapter', chapter }, buffersOf(chapter));

  async function end(ending: StreamEnding): Promise<void> {
    if (run.hasEnded) return;
    run.hasEnded = true;
    if (housekeeping !== null) clearInterval(housekeeping);
    const pacing = pacer.pacing();
    pacer.stop();
    post(...ended(run, await closePorts(run, handOver), ending, pacing));
  }

  async function start(): Promise<void> {
    await pacer.ready;
    if (run.hasEnded || run.sender === null) return;
    run.startedAtMs = performance.now() + leadMs;
    pacer.start(run.grid, () => nowMs(run), run.startedAtMs + systemOffsetMs());
    housekeeping = setInterval(() => {
      const ending = look(run, handOver);
      if (ending !== null) void end(ending);
      else if (run.looks % looksPerSnapshot === 0)
        post({ kind: 'snapshot', snapshot: takeSnapshot(run.totals, nowMs(run)) });
    }, housekeepingMs);
  }

  return {
    async open() {
      const opened = await openPorts(run);
      if (!opened.ok) {
        run.hasEnded = true;
        pacer.stop();
        return post({ kind: 'bind-failed', fault: opened.error });
      }
      run.pair = opened.value;
      post({ kind: 'bound', port: opened.value.rtp.port });
    },
    async handle(message) {
      if (message.kind === 'stop') return end(message.ending);
      if (message.kind === 'start') return start();
      post({ kind: 'aimed', fault: await aim(run, message) });
    },
  };
}

/** Says goodbye, frees the ports, hands over what is complete and gives the rest. */
async function closePorts(run: Run, handOver: HandOver): Promise<StreamChapter> {
  if (run.startedAtMs !== null) sendReport(run, true);
  await Promise.all([run.pair?.rtp.close(), run.pair?.rtcp.close()]);
  closeChapters(run, lastChapter(run), handOver);
  return takeChapter(run);
}

function ended(
  { startedAtMs, totals }: Run,
  last: StreamChapter,
  ending: StreamEnding,
  pacing: Pacing,
): [FromIo, readonly ArrayBuffer[]] {
  const startedAtSystemMs = startedAtMs === null ? null : startedAtMs + systemOffsetMs();
  const { sendFailures } = totals;
  return [
    { kind: 'ended', result: { ending, pacing, startedAtSystemMs, sendFailures, last } },
    buffersOf(last),
  ];
}

function openPorts(run: Run): ReturnType<typeof openMediaPair> {
  const { setup, totals, recorder } = run;
  const receive = createReceiver({
    token: setup.identity.token,
    recorder,
    totals,
    rtcp: () => run.rtcp,
    remote: () => run.remote,
  });
  const onRefused = (): void => void (totals.isRefused = true);
  return openMediaPair(
    { address: setup.localAddress, port: setup.localPort },
    {
      rtp: { onDatagram: (bytes, from) => receive(bytes, from, nowMs(run)), onRefused },
      rtcp: {
        onDatagram: (bytes, from) => {
          if (!isFrom(run.rtcpRemote, from)) return;
          const reading = run.rtcp?.read(bytes, nowMs(run)) ?? null;
          if (reading !== null) recorder.around.rtcp.push(reading);
        },
        // Many an echo speaks no RTCP.
        onRefused: () => undefined,
      },
    },
    setup.isPaired,
  );
}

async function aim(run: Run, { address, port, rtcpPort }: Extract<ToIo, { kind: 'aim' }>) {
  const { pair, setup, grid, recorder, totals } = run;
  if (pair === null) return { code: 'no-socket' as const, detail: 'not open' };
  run.remote = { address, port };
  const aimed = await pair.rtp.aim(run.remote);
  if (!aimed.ok) return aimed.error;
  const { identity } = setup;
  run.sender = createSender({ identity, grid, socket: pair.rtp, recorder, totals, nowMs: () => nowMs(run) });
  // Parallel streams go to our own responder, which counts by token and speaks no RTCP.
  if (rtcpPort === null || grid.streams > 1) return null;
  run.rtcpRemote = { address, port: rtcpPort };
  const rtcpAimed = await pair.rtcp.aim(run.rtcpRemote);
  if (!rtcpAimed.ok) return rtcpAimed.error;
  run.rtcp = createRtcpTalk(identity.ssrc, identity.cname, gridEndMs(grid));
  return null;
}

type HandOver = (chapter: StreamChapter) => void;

function onTick(run: Run, signalled: number, handOver: HandOver): void {
  const { cursor, grid, sender } = run;
  if (run.hasEnded || sender === null) return;
  const atMs = nowMs(run);
  noteGap(run, atMs);
  // What would be sent now says nothing about the line before; the next look ends the run.
  if (run.sleepWatch.wasAway()) return;
  if (!advance(cursor, grid, atMs, signalled)) return;
  for (let tick = cursor.skipFrom; tick < cursor.nextTick; tick++) {
    const slot = Math.floor(tick / grid.phases);
    // Two chapters are open; a third needs the first one's room.
    closeChapters(run, Math.floor(slot / run.setup.chapterSlots) - 1, handOver);
    for (let stream = tick % grid.phases; stream < grid.streams; stream += grid.phases) {
      if (tick >= cursor.sendFrom) sender.send(stream, slot);
      else {
        run.recorder.noteSkipped(stream, slot);
        run.totals.skippedSlots++;
      }
    }
  }
}

/** Ticks and looks both show that this thread runs. */
function noteGap({ sleepWatch, recorder }: Run, atMs: number): void {
  if (sleepWatch.sawGap(atMs)) recorder.around.hasSlept = true;
}

/** What is not urgent: reports, chapters that are complete, sleep, and whether the run is over. */
function look(run: Run, handOver: HandOver): StreamEnding | null {
  const atMs = nowMs(run);
  run.looks++;
  noteGap(run, atMs);
  if (run.looks % looksPerUptime === 0 && run.sleepWatch.sawClockStop(atMs))
    run.recorder.around.hasSlept = true;
  if (run.sleepWatch.wasAway()) return 'slept';
  if (run.rtcp?.isReportDue(atMs) === true) sendReport(run, false);
  const { chapterSlots, intervalMs } = run.setup;
  const complete = Math.floor((atMs - chapterGraceMs) / (chapterSlots * intervalMs));
  closeChapters(run, Math.min(complete, lastChapter(run)), handOver);
  run.totals.isGridDone = run.cursor.nextTick >= run.grid.tickCount;
  return endingAt(run.totals, intervalMs, atMs);
}

function sendReport(run: Run, isLast: boolean): void {
  const { rtcp, pair, sender, totals } = run;
  if (rtcp === null || pair === null || sender === null || totals.sentCount === 0) return;
  const atMs = nowMs(run);
  const state = {
    wallMs: Date.now(),
    rtpTimestamp: sender.rtpTimestamp(atMs),
    packetCount: totals.sentCount,
  };
  pair.rtcp.send(rtcp.report(atMs, state, isLast), () => undefined);
}

/** The chapter that the newest slot belongs to. */
const lastChapter = ({ cursor, grid, setup }: Run): number =>
  Math.floor(Math.max(0, Math.ceil(cursor.nextTick / grid.phases) - 1) / setup.chapterSlots);

const takeChapter = (run: Run): StreamChapter => {
  // Two chapters may be open, and both end in the sleep.
  if (run.sleepWatch.wasAway()) run.recorder.around.hasSlept = true;
  const firstSlot = run.nextChapter * run.setup.chapterSlots;
  return { firstSlot, traces: run.recorder.take(run.nextChapter++) };
};

/** Hands over all chapters before `first`. */
function closeChapters(run: Run, first: number, handOver: HandOver): void {
  while (run.nextChapter < first) handOver(takeChapter(run));
}

const buffersOf = ({ traces }: StreamChapter): readonly ArrayBuffer[] =>
  traces
    .flatMap(({ wasSent, sentAtMs, arrivalNumber, arrivalAtMs }) => [
      wasSent.buffer,
      sentAtMs.buffer,
      arrivalNumber.buffer,
      arrivalAtMs.buffer,
    ])
    .filter((buffer) => buffer instanceof ArrayBuffer);
