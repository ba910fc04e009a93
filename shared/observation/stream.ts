// The fact of a stream: when each packet left and when each echo came, as two columns of text, so that every figure
// can be computed again from the report; and the fact of this computer's own noise. Microseconds, because stamps are
// good to no more than a tenth of a millisecond anyway.
import { z } from 'zod';
import { at, endpoint, flowFaultCodeSchema } from './parts.ts';

/** Most slots of a stream in a report: 60 s at 100 packets/s, the wire contract's most. */
export const maxStreamSlots = 6000;
/** Echoes a stream may bring: every packet twice, and some. */
const maxEchoes = 2 * maxStreamSlots + 64;
/** Longest column, characters: two numbers of ten digits and a sign an echo. */
const maxColumnChars = maxEchoes * 18;

const column = z.string().max(maxColumnChars);
const timeMs = z.number().min(0).max(86_400_000);
const count = z.int().min(0).max(1_000_000);

/** Microseconds at which each slot's packet left, by slot; null where the slot was skipped. Null when the text is no such column. */
export function readSentColumn(text: string): readonly (number | null)[] | null {
  if (text === '') return [];
  if (!/^(?:-|-?\d{1,11})(?: (?:-|-?\d{1,11}))*$/.test(text)) return null;
  return text.split(' ').map((cell) => (cell === '-' ? null : Number(cell)));
}

/** Slot and microseconds of each echo, in the order they came. Null when the text is no such column. */
export function readEchoColumn(text: string): readonly (readonly [slot: number, atUs: number])[] | null {
  if (text === '') return [];
  if (!/^\d{1,6}@-?\d{1,11}(?: \d{1,6}@-?\d{1,11})*$/.test(text)) return null;
  return text.split(' ').map((cell) => {
    const [slot = '', atUs = ''] = cell.split('@');
    return [Number(slot), Number(atUs)];
  });
}

const rtcpSchema = z.strictObject({
  arrivedAtMs: timeMs,
  cumulativeLost: z.int().min(-1_000_000).max(1_000_000),
  /** Slot of the packet that the report's highest sequence number stands for. */
  highestNumber: count,
  senderPacketCount: z.int().min(0).max(0xffff_ffff).nullable(),
  jitterMs: timeMs,
});

export const streamSchema = z
  .strictObject({
    ...at,
    kind: z.literal('stream'),
    local: endpoint,
    remote: endpoint,
    intervalMs: z.number().min(1).max(60_000),
    slotCount: z.int().min(1).max(maxStreamSlots),
    /** Slots in which this computer was late; nothing was sent in them. */
    skippedSlots: count,
    /** By slot, microseconds since the first was due; `-` where nothing was sent. */
    sentUs: column,
    /** `slot@microseconds`, in the order the echoes came. */
    echoesUs: column,
    rtcp: z.array(rtcpSchema).max(100),
    /** Datagrams that came before the first packet left. */
    early: count,
    /** Datagrams from elsewhere, of another source, and that were no echo of ours. RFC 3550 8.2. */
    foreign: z.strictObject({ otherSource: count, otherSsrc: count, notOurs: count }),
    endedBy: z.enum(['plan', 'cancel', 'silence', 'sleep']),
    /** When the last echo could have been recorded, ms since the first slot was due. */
    closedAtMs: timeMs,
    /** What kept the pace; a timer is coarser than a thread that waits. */
    pacing: z.enum(['ticker', 'spinning-ticker', 'timer']),
  })
  .refine(({ sentUs, slotCount }) => readSentColumn(sentUs)?.length === slotCount, 'one entry a slot')
  .refine(({ echoesUs, slotCount }) => {
    const echoes = readEchoColumn(echoesUs);
    return echoes !== null && echoes.length <= maxEchoes && echoes.every(([slot]) => slot < slotCount);
  }, 'slots of this stream only');

/** `no-engine`: the thread that sends did not start or is gone; `refused`: this size or place is never used. */
export const soundFaultCodeSchema = z.union([flowFaultCodeSchema, z.enum(['no-engine', 'refused'])]);

/** The sound of a call could not begin or go on, because of this computer. */
export const soundFailedSchema = z.strictObject({
  ...at,
  kind: z.literal('sound-failed'),
  /** `open`: port or threads, before the call; `aim`: toward the place that the answer names; `run`: while it was sent. */
  step: z.enum(['open', 'aim', 'run']),
  code: soundFaultCodeSchema,
});
/** Why there was no sound. */
export type SoundFault = Pick<z.infer<typeof soundFailedSchema>, 'step' | 'code'>;

const lateMs = z.number().min(0).max(60_000);

/** How late this computer sends and receives by itself. */
export const selfNoiseFactSchema = z.strictObject({
  ...at,
  kind: z.literal('self-noise'),
  receiveP50Ms: lateMs,
  receiveP99Ms: lateMs,
  pacingP50Ms: lateMs,
  pacingP99Ms: lateMs,
  samples: z.int().min(1).max(100_000),
});
