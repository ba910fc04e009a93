// Keeps the stamps of a run in arrays that are made before its first packet. A long run is kept in chapters of a
// fixed number of slots, two of which are open at a time, so that memory does not grow with it.
import type { ForeignCounts, RtcpReading, StreamPiece } from './trace.ts';

/** Whether an echo was the first of its packet, a further one, one of a packet that was never sent or is long closed. */
export type ArrivalKind = 'first' | 'duplicate' | 'unknown';

/** Counts that belong to sockets, not to packets; changed in place. */
export type Surroundings = {
  -readonly [Key in keyof ForeignCounts]: number;
} & { early: number; hasSlept: boolean; rtcp: RtcpReading[] };

export type TraceRecorder = {
  noteSent(stream: number, slot: number, atMs: number): void;
  /** The packet did not leave after all. */
  noteUnsent(stream: number, slot: number): void;
  noteSkipped(stream: number, slot: number): void;
  noteArrival(stream: number, slot: number, atMs: number): ArrivalKind;
  /** When the packet left, ms; only for arrivals that were not `unknown`. */
  sentAtMs(stream: number, slot: number): number;
  /** Goes into the next traces that are taken, in the first stream's. */
  readonly around: Surroundings;
  /** One trace a stream of a chapter, slots counted from its start; the chapter's arrays are free again afterwards. */
  take(chapter: number): readonly StreamPiece[];
};

export type RecorderSize = {
  readonly intervalMs: number;
  readonly streams: number;
  readonly slotCount: number;
  /** Slots of one chapter; all of them in a run that is handed over at its end. */
  readonly chapterSlots: number;
};

type Chapter = {
  index: number;
  /** Arrivals of one stream that fit. */
  readonly arrivalRoom: number;
  readonly wasSent: Uint8Array;
  readonly hasArrived: Uint8Array;
  readonly sentAtMs: Float64Array;
  readonly skipped: Uint32Array;
  readonly arrivalNumber: Uint32Array;
  readonly arrivalAtMs: Float64Array;
  readonly arrivalCount: Uint32Array;
};

/** Room for every packet twice, and some: whoever sends more is not echoing. ours. */
const arrivalRoom = (slots: number): number => 2 * slots + 64;

function emptyChapter(index: number, streams: number, slots: number): Chapter {
  const room = arrivalRoom(slots);
  return {
    index,
    arrivalRoom: room,
    wasSent: new Uint8Array(streams * slots),
    hasArrived: new Uint8Array(streams * slots),
    sentAtMs: new Float64Array(streams * slots),
    skipped: new Uint32Array(streams),
    arrivalNumber: new Uint32Array(streams * room),
    arrivalAtMs: new Float64Array(streams * room),
    arrivalCount: new Uint32Array(streams),
  };
}

const emptySurroundings = (): Surroundings => ({
  otherSource: 0,
  otherSsrc: 0,
  notOurs: 0,
  early: 0,
  hasSlept: false,
  rtcp: [],
});

/** Finds the cell of a packet; null where its chapter is not open. */
type Shelf = {
  readonly chapters: readonly Chapter[];
  readonly chapterOf: (slot: number) => Chapter | null;
  readonly cell: (stream: number, slot: number) => number;
};

function makeShelf({ streams, slotCount, chapterSlots }: RecorderSize): Shelf {
  const count = Math.min(2, Math.ceil(slotCount / chapterSlots));
  const chapters = Array.from({ length: count }, (_, i) => emptyChapter(i, streams, chapterSlots));
  return {
    chapters,
    chapterOf(slot) {
      const index = Math.floor(slot / chapterSlots);
      const chapter = chapters[index % count];
      return chapter !== undefined && chapter.index === index ? chapter : null;
    },
    cell: (stream, slot) => stream * chapterSlots + (slot % chapterSlots),
  };
}

/** A recorder with nothing in it. */
export function createTraceRecorder(size: RecorderSize): TraceRecorder {
  const { chapters, chapterOf, cell } = makeShelf(size);
  const around = emptySurroundings();
  return {
    around,
    noteSent(stream, slot, atMs) {
      const chapter = chapterOf(slot);
      if (chapter === null) return;
      chapter.wasSent[cell(stream, slot)] = 1;
      chapter.sentAtMs[cell(stream, slot)] = atMs;
    },
    noteUnsent(stream, slot) {
      const chapter = chapterOf(slot);
      if (chapter !== null) chapter.wasSent[cell(stream, slot)] = 0;
    },
    noteSkipped(stream, slot) {
      const chapter = chapterOf(slot);
      if (chapter !== null) chapter.skipped[stream] = (chapter.skipped[stream] ?? 0) + 1;
    },
    noteArrival(stream, slot, atMs) {
      const chapter = stream < size.streams && slot < size.slotCount ? chapterOf(slot) : null;
      const at = cell(stream, slot);
      if (chapter === null || chapter.wasSent[at] !== 1) return 'unknown';
      keepArrival(chapter, stream, slot % size.chapterSlots, atMs);
      if (chapter.hasArrived[at] === 1) return 'duplicate';
      chapter.hasArrived[at] = 1;
      return 'first';
    },
    sentAtMs: (stream, slot) => chapterOf(slot)?.sentAtMs[cell(stream, slot)] ?? 0,
    take(index) {
      const chapter = chapters[index % chapters.length];
      if (chapter === undefined || chapter.index !== index) return [];
      const traces = Array.from({ length: size.streams }, (_, stream) =>
        traceOf(chapter, stream, size, around),
      );
      Object.assign(around, emptySurroundings());
      for (const array of [chapter.wasSent, chapter.hasArrived, chapter.skipped, chapter.arrivalCount])
        array.fill(0);
      chapter.index = index + chapters.length;
      return traces;
    },
  };
}

function keepArrival(chapter: Chapter, stream: number, number: number, atMs: number): void {
  const room = chapter.arrivalRoom;
  const count = chapter.arrivalCount[stream] ?? 0;
  if (count >= room) return;
  chapter.arrivalNumber[stream * room + count] = number;
  chapter.arrivalAtMs[stream * room + count] = atMs;
  chapter.arrivalCount[stream] = count + 1;
}

function traceOf(chapter: Chapter, stream: number, size: RecorderSize, around: Surroundings): StreamPiece {
  const slots = Math.min(size.chapterSlots, size.slotCount - chapter.index * size.chapterSlots);
  const from = stream * size.chapterSlots;
  const arrivalsFrom = stream * chapter.arrivalRoom;
  const arrivalCount = chapter.arrivalCount[stream] ?? 0;
  // Sockets are shared by all streams; counting for each would count several times.
  const { early, rtcp, otherSource, otherSsrc, notOurs } = stream === 0 ? around : emptySurroundings();
  return {
    intervalMs: size.intervalMs,
    slotCount: slots,
    skippedSlots: chapter.skipped[stream] ?? 0,
    wasSent: chapter.wasSent.slice(from, from + slots),
    sentAtMs: chapter.sentAtMs.slice(from, from + slots),
    arrivalNumber: chapter.arrivalNumber.slice(arrivalsFrom, arrivalsFrom + arrivalCount),
    arrivalAtMs: chapter.arrivalAtMs.slice(arrivalsFrom, arrivalsFrom + arrivalCount),
    arrivalCount,
    rtcp,
    foreign: { otherSource, otherSsrc, notOurs },
    earlyBeforeFirstSend: early,
    hasSlept: around.hasSlept,
  };
}
