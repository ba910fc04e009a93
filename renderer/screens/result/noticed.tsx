// What the result means for what the person noticed. It says no more than the verdict: an edited path fits, a
// clean one makes other causes likelier, and anything else leaves the question open.
import { Box, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { bearingOf } from '../../../shared/reading/headline.ts';
import type { Report } from '../../../shared/report/report.ts';
import { useAppState } from '../../state/app-context.tsx';

export function Noticed({ report }: { readonly report: Report }) {
  const { t } = useTranslation('result');
  const { t: symptoms } = useTranslation('symptoms');
  const symptom = useAppState((state) => state.symptom);
  const dropTime = useAppState((state) => state.dropTime);
  // The demo's router is not the one behind the person's trouble.
  if (report.environment?.isSimulated === true) return null;
  if (symptom === null || symptom === 'just-checking') return null;
  const bearing = bearingOf(report.alg);
  return (
    <Box component="section" sx={{ maxWidth: '62ch' }}>
      <Typography sx={{ fontWeight: 550 }}>
        {t('noticed.title', { symptom: symptoms(`tile.${symptom}.title`) })}
      </Typography>
      <Typography>
        {bearing === 'unclear' ? t('noticed.unclear') : t(`noticed.${bearing}.${symptom}`)}
      </Typography>
      {dropTime !== null && (
        <Typography sx={{ color: 'quiet' }}>
          {symptoms(`clock.time.${dropTime}`)}: {symptoms(`clock.meaning.${dropTime}.title`)}
        </Typography>
      )}
    </Box>
  );
}
