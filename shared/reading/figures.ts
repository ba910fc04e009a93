// Every figure of a stream as rows of a table, in groups. What nobody could measure says so.
import type { StreamFigures } from '../measure/quality.ts';
import type { ResponseTimes } from '../measure/response-times.ts';
import type { SelfNoise } from '../measure/self-noise.ts';
import type { FigureText } from './figure-text.ts';
import type { Say } from './say.ts';

export type FigureRow = {
  /** Below `table` of the texts. */
  readonly key: string;
  readonly name: string;
  /** What the figure is made of, or what it does not mean. */
  readonly note?: string;
  readonly value: string;
};
export type FigureGroup = { readonly group: string; readonly rows: readonly FigureRow[] };

type Words = { readonly t: Say; readonly figure: FigureText };

/** The table of a stream. */
export function figureGroups(
  stream: StreamFigures,
  noise: SelfNoise | null,
  words: Words,
): readonly FigureGroup[] {
  return [
    { group: 'packets', rows: packetRows(stream, words) },
    { group: 'directions', rows: directionRows(stream, words) },
    { group: 'timing', rows: timingRows(stream, words) },
    { group: 'estimate', rows: estimateRows(stream, words) },
    { group: 'computer', rows: computerRows(stream, noise, words) },
  ];
}

function packetRows(stream: StreamFigures, words: Words): readonly FigureRow[] {
  const { t, figure } = words;
  const row = rowOf(words);
  const { sent, received, leadingLost, lost, lossBase, lossRatio, duplicates, reordered } = stream;
  return [
    row('sent', figure.count(sent), t('table.sent.note', { time: figure.plainTime(stream.intervalMs) })),
    row('received', figure.count(received)),
    row('leading', figure.count(leadingLost), t('table.leading.note')),
    row('lost', partOf(words, lost, lossBase, lossRatio)),
    row('duplicates', figure.count(duplicates), t('table.duplicates.note')),
    row('reordered', figure.count(reordered)),
  ];
}

function directionRows({ directions, lossUpRatio, lossDownRatio }: StreamFigures, words: Words) {
  const { t, figure } = words;
  const row = rowOf(words);
  const unknown = t('unknown');
  if (directions === null) return [row('out', unknown), row('back', unknown)];
  const { lostUpstream, upstreamBase, lostDownstream, downstreamBase, lostUnknown } = directions;
  const isBackKnown = lostDownstream !== null && downstreamBase !== null;
  return [
    row('out', partOf(words, lostUpstream, upstreamBase, lossUpRatio)),
    row('back', isBackKnown ? partOf(words, lostDownstream, downstreamBase, lossDownRatio) : unknown),
    ...(lostUnknown === 0 ? [] : [row('unplaced', figure.count(lostUnknown))]),
  ];
}

function timingRows({ playout, pdvMs, lossBase }: StreamFigures, words: Words): readonly FigureRow[] {
  const { t, figure } = words;
  const row = rowOf(words);
  return [
    ...playout.map(({ bufferMs, late }) => ({
      key: `late-${bufferMs}`,
      name: t('table.late.name', { time: figure.plainTime(bufferMs) }),
      value: t('of', { part: figure.count(late), all: figure.count(lossBase) }),
    })),
    row('pdv95', pdvMs === null ? t('unknown') : figure.time(pdvMs.p95), t('table.pdv95.note')),
    row('pdv99', pdvMs === null ? t('unknown') : figure.time(pdvMs.p99), t('table.pdv99.note')),
  ];
}

function estimateRows({ mosCqe, model }: StreamFigures, words: Words): readonly FigureRow[] {
  const { t, figure } = words;
  const row = rowOf(words);
  if (mosCqe === null || model === null) return [row('mos', t('unknown'))];
  return [
    row('mos', figure.score(mosCqe, 1), t('table.mos.note', { buffer: figure.plainTime(model.bufferMs) })),
    row('oneWay', figure.time(model.oneWayDelayMs), t('table.oneWay.note')),
  ];
}

function computerRows(
  { skippedSlots }: StreamFigures,
  noise: SelfNoise | null,
  words: Words,
): readonly FigureRow[] {
  const { t, figure } = words;
  const row = rowOf(words);
  const floor =
    noise === null
      ? t('unknown')
      : t('pair', {
          first: figure.plainTime(noise.receiveP50Ms),
          second: figure.plainTime(noise.receiveP99Ms),
        });
  return [
    row('skipped', figure.count(skippedSlots), t('table.skipped.note')),
    row(
      'floor',
      floor,
      noise === null ? undefined : t('table.floor.note', { n: figure.count(noise.samples) }),
    ),
  ];
}

const rowOf =
  ({ t }: Words) =>
  (key: string, value: string, note?: string): FigureRow => ({
    key,
    name: t(`table.${key}.name`),
    value,
    ...(note === undefined ? {} : { note }),
  });

/** `2 of 498 (0.4 %)` */
const partOf = ({ t, figure }: Words, part: number, all: number, ratio: number | null): string =>
  ratio === null
    ? t('of', { part: figure.count(part), all: figure.count(all) })
    : t('ofPercent', {
        part: figure.count(part),
        all: figure.count(all),
        percent: figure.percent(ratio),
      });

/** How the server answered SIP requests. */
export function responseRows(times: ResponseTimes, words: Words): readonly FigureRow[] {
  const { t, figure } = words;
  const { requestsSent, unanswered, lossRatio, retransmissions, exchanges, answered } = times;
  const row = (key: string, value: string): FigureRow => ({ key, name: t(`response.${key}`), value });
  return [
    row('requests', figure.count(requestsSent)),
    row('unanswered', partOf(words, unanswered, requestsSent, lossRatio)),
    row('repeated', figure.count(retransmissions)),
    row('answered', partOf(words, answered, exchanges, null)),
  ];
}
