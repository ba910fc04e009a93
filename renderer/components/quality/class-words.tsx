// The class of a line in one sentence, what decided it, and how sure that is.
import { Box, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { Quality } from '../../../shared/measure/quality.ts';
import { borderlineText, whyNotMeasured } from '../../../shared/reading/class-text.ts';
import { formatList } from '../../language/format.ts';

export function ClassWords({ quality }: { readonly quality: Quality | null }) {
  const { t, i18n } = useTranslation('quality');
  if (quality === null || quality.class === 'not-measured')
    return (
      <Box sx={{ maxWidth: '62ch' }}>
        <Typography sx={{ fontSize: '1.0625rem', fontWeight: 550 }}>{t('notMeasured')}</Typography>
        <Typography>{t(`reason.${whyNotMeasured(quality)}`)}</Typography>
      </Box>
    );
  const rows = quality.decidedBy.map((row) => t(`row.${row}.name`));
  return (
    <Box sx={{ maxWidth: '62ch' }}>
      <Typography sx={{ fontSize: '1.0625rem', fontWeight: 550 }}>{t(`verdict.${quality.class}`)}</Typography>
      <Typography sx={{ color: 'quiet' }}>
        {t('decidedBy', { rows: formatList(rows, i18n.language) })}
      </Typography>
      {quality.borderline && (
        <Typography sx={{ marginBlockStart: 1 }}>
          {borderlineText(quality, t)} {t('longer')}
        </Typography>
      )}
    </Box>
  );
}
