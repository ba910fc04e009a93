// How sure the verdict is, in a word, and why in one sentence.
import { Box } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { confidenceWord } from '../../shared/reading/headline.ts';
import type { LevelReason } from '../../shared/verdict/level.ts';

type ConfidenceLineProps = { readonly confidence: number | null; readonly reason: LevelReason };

export function ConfidenceLine({ confidence, reason }: ConfidenceLineProps) {
  const { t } = useTranslation('verdict');
  return (
    <Box component="span" sx={{ fontSize: '1.125rem' }}>
      <Box component="strong" sx={{ color: 'text.primary', fontWeight: 650 }}>
        {t(`confidence.${confidenceWord(confidence)}`)}
      </Box>{' '}
      {t(`reason.${reason}`)}
    </Box>
  );
}
