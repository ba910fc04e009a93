// The four rows of a class as rulers over one grid: where the needle stands furthest to the right, there the class
// was decided.
import { Stack } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { StreamFigures } from '../../../shared/measure/quality.ts';
import type { SelfNoise } from '../../../shared/measure/self-noise.ts';
import { limitsOf, type Reading, readingsOf, sourceText } from '../../../shared/reading/class-readings.ts';
import { type FigureText, limitText, valueText } from '../../../shared/reading/figure-text.ts';
import { HiddenText } from '../hidden-text.tsx';
import { Ruler } from './ruler.tsx';
import { placeAmong } from './ruler-scale.ts';
import { useFigures } from './use-figures.ts';

const classes = ['excellent', 'good', 'fair', 'poor'] as const;

type ClassRulersProps = { readonly stream: StreamFigures; readonly noise: SelfNoise | null };

export function ClassRulers({ stream, noise }: ClassRulersProps) {
  const figure = useFigures(noise);
  return (
    <Stack sx={{ gap: 4 }}>
      {readingsOf(stream, noise).map((reading) => (
        <ClassRuler key={reading.row} reading={reading} figure={figure} noise={noise} />
      ))}
    </Stack>
  );
}

type ClassRulerProps = {
  readonly reading: Reading;
  readonly figure: FigureText;
  readonly noise: SelfNoise | null;
};

function ClassRuler({ reading, figure, noise }: ClassRulerProps) {
  const { t } = useTranslation('quality');
  const { row, value, anchors, doubt } = reading;
  const limits = limitsOf(row);
  const texts = limits.map((limit) => limitText(figure, row, limit));
  const [excellent = '', good = '', fair = ''] = texts;
  const place = (at: number): number => placeAmong(anchors, at).ratio;
  return (
    <Ruler
      name={t(`row.${row}.name`)}
      value={valueText(figure, row, value)}
      meaning={t(`class.${reading.class}`)}
      needle={placeAmong(anchors, value)}
      whisker={doubt.range === null ? null : { from: place(doubt.range.from), to: place(doubt.range.to) }}
      ticks={limits.map((limit, index) => ({ ratio: place(limit), text: texts[index] ?? '' }))}
      words={classes.map((name) => t(`class.${name}`))}
      wordAt={classes.indexOf(reading.class)}
    >
      {sourceText(reading, noise, { t, figure })}
      <HiddenText>
        {' '}
        {t(row === 'rating' ? 'limits.atLeast' : 'limits.below', { excellent, good, fair })}
      </HiddenText>
    </Ruler>
  );
}
