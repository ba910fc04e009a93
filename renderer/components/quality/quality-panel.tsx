// The quality of a line: the class in words, a ruler for each row that decides it, then every figure.
import { Stack, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { Quality } from '../../../shared/measure/quality.ts';
import { noiseLevel, type SelfNoise } from '../../../shared/measure/self-noise.ts';
import { figureGroups } from '../../../shared/reading/figures.ts';
import { ClassRulers } from './class-rulers.tsx';
import { ClassWords } from './class-words.tsx';
import { FiguresTable } from './figures-table.tsx';
import { useFigures } from './use-figures.ts';

type QualityPanelProps = { readonly quality: Quality | null; readonly noise: SelfNoise | null };

export function QualityPanel({ quality, noise }: QualityPanelProps) {
  const { t } = useTranslation('quality');
  const figure = useFigures(noise);
  const stream = quality?.stream ?? null;
  const isGraded = quality !== null && quality.class !== 'not-measured';
  return (
    <Stack component="section" aria-label={t('title')} sx={{ gap: 4 }}>
      <Stack sx={{ gap: 1.5 }}>
        <Typography variant="h3">{t('title')}</Typography>
        <ClassWords quality={quality} />
        {noise !== null && noiseLevel(noise) === 'noticeable' && (
          <Typography sx={{ maxWidth: '62ch' }}>
            {t('noisy', { value: figure.plainTime(noise.receiveP99Ms) })}
          </Typography>
        )}
      </Stack>
      {isGraded && stream !== null && <ClassRulers stream={stream} noise={noise} />}
      {stream !== null && (
        <FiguresTable label={t('table.label')} groups={figureGroups(stream, noise, { t, figure })} />
      )}
    </Stack>
  );
}
