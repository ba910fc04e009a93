// The quality of the line as plain text: class and what decided it, then every figure with unit, source and number of
// samples; or why there is none.
import type { Quality, QualityRow, StreamFigures } from '../../measure/quality.ts';
import { responseTimesOf } from '../../measure/response-times.ts';
import { type SelfNoise, showTime } from '../../measure/self-noise.ts';
import type { Observation } from '../../observation/observation.ts';
import type { SoundFault } from '../../observation/stream.ts';

const rowNames: Readonly<Record<QualityRow, string>> = {
  loss: 'loss',
  jitter: 'jitter',
  'round-trip': 'delay',
  rating: 'the call rating',
};

const reasonSentences: Readonly<Record<Extract<Quality, { class: 'not-measured' }>['reason'], string>> = {
  'no-stream': 'No sound was sent.',
  'not-opened': 'The sound could not be opened or kept open on this computer.',
  'no-media': 'No sound came back.',
  'too-few-packets': 'Too few packets came back to grade the line. Measure for longer.',
  'computer-too-busy': 'This computer is too busy to measure. Close other programs and measure again.',
  'computer-slept': 'This computer slept while it measured. Measure again.',
  'cancelled-early': 'The measurement ended before it could be graded.',
};

type Line = {
  readonly quality: Quality | null;
  readonly selfNoise: SelfNoise | null;
  readonly observations: readonly Observation[];
};

/** Lines of the section; a line that was not measured says why and what is known instead. */
export function lineText({ quality, selfNoise, observations }: Line): readonly string[] {
  if (quality === null) return [`Not measured: ${whyNoStream(observations)}`, ...answerTimes(observations)];
  const noise =
    selfNoise === null
      ? []
      : [
          `This computer's own part: ${number(selfNoise.receiveP99Ms)} ms (p99 of ${selfNoise.samples} packets to itself).`,
        ];
  return [
    classLine(quality),
    ...(isUnopened(quality) ? soundFaults(observations) : []),
    ...(quality.stream === null ? [] : figures(quality.stream, selfNoise)),
    ...noise,
    ...answerTimes(observations),
  ];
}

const whyNoStream = (observations: readonly Observation[]): string =>
  observations.some(({ kind }) => kind === 'call')
    ? 'no call with sound came about.'
    : 'that needs an account and an echo extension.';

const faultWords: Readonly<Partial<Record<SoundFault['code'], string>>> = {
  'no-socket': 'no port could be had',
  'permission-denied': 'the system did not allow it',
  'network-unreachable': 'there was no network',
  'host-unreachable': 'there was no way to that address',
  'no-engine': 'the thread that sends did not start or stopped',
  refused: 'the place that the answer names is never used',
};

const isUnopened = (quality: Quality): boolean =>
  quality.class === 'not-measured' && quality.reason === 'not-opened';

const soundFaults = (observations: readonly Observation[]): readonly string[] =>
  observations.flatMap((o) =>
    o.kind === 'sound-failed' ? [`Cause (${o.step}): ${faultWords[o.code] ?? o.code}.`] : [],
  );

function classLine(quality: Quality): string {
  if (quality.class === 'not-measured') return `Not measured. ${reasonSentences[quality.reason]}`;
  const decided = quality.decidedBy.map((row) => rowNames[row]).join(', ');
  const { best, worst } = quality.couldBe;
  const open = quality.borderline
    ? ` Borderline: between ${worst} and ${best}; a longer measurement tells.`
    : '';
  return `${quality.class.toUpperCase()}, decided by ${decided}.${open}`;
}

const number = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
const percent = (ratio: number): string => `${(ratio * 100).toFixed(2)} %`;

function figures(stream: StreamFigures, noise: SelfNoise | null): readonly string[] {
  const ms = (value: number): string => {
    const shown = showTime(value, noise);
    return shown.kind === 'value'
      ? `${shown.valueMs.toFixed(shown.decimals)} ms`
      : `below ${shown.floorMs.toFixed(shown.decimals)} ms`;
  };
  const { rttMs, jitterMs, rFactor, mosCqe, model } = stream;
  return [
    `Packets: ${stream.sent} sent every ${stream.intervalMs} ms, ${stream.received} came back, ${stream.duplicates} twice, ${stream.reordered} out of order.`,
    `Loss: ${lossText(stream)}${leadingText(stream)}`,
    ...(rttMs === null
      ? []
      : [
          `Delay there and back: ${ms(rttMs.p50)} middle, ${ms(rttMs.p95)} p95, ${ms(rttMs.max)} most (${rttMs.samples} packets).`,
        ]),
    ...(jitterMs === null
      ? []
      : [
          `Jitter: ${ms(jitterMs.mean)} mean, ${ms(jitterMs.max)} most (${jitterMs.samples} packets, RFC 3550, both ways).`,
        ]),
    ...(rFactor === null || mosCqe === null || model === null
      ? []
      : [
          `Call rating: R ${rFactor.toFixed(1)}, MOS ${mosCqe.toFixed(2)} (G.107, ${model.profile}, G.711, buffer ${model.bufferMs} ms; half the delay is taken for each way).`,
        ]),
    ...(stream.skippedSlots === 0
      ? []
      : [`This computer was late for ${stream.skippedSlots} packets; they were not sent and are not lost.`]),
  ];
}

/** Where nothing ever came back, nobody was learning. */
const leadingText = ({ leadingLost, received }: StreamFigures): string =>
  leadingLost === 0 || received === 0
    ? ''
    : ` The first ${leadingLost} do not count: the server was learning the address.`;

function lossText({ lost, lossBase, lossRatio, lossInterval, directions }: StreamFigures): string {
  if (lossRatio === null) return 'not known.';
  const range =
    lossInterval === null
      ? ''
      : `, ${percent(lossInterval.low)} to ${percent(lossInterval.high)} with 95 % confidence`;
  const ways =
    directions === null || directions.lostDownstream === null
      ? ''
      : ` On the way there ${directions.lostUpstream}, back ${directions.lostDownstream}, not known ${directions.lostUnknown}.`;
  return `${percent(lossRatio)} (${lost} of ${lossBase}${range}).${ways}`;
}

function answerTimes(observations: readonly Observation[]): readonly string[] {
  const { responseMs, requestsSent, unanswered } = responseTimesOf(observations);
  if (requestsSent === 0) return [];
  const silent = `${unanswered} of ${requestsSent} requests without an answer`;
  return responseMs === null
    ? [`SIP answers: none in time, ${silent}.`]
    : [
        `SIP answers: ${number(responseMs.p50)} ms middle, ${number(responseMs.p95)} ms p95 (${responseMs.samples} answers), ${silent}.`,
      ];
}
