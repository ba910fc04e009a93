// How sure the verdict is, in a word, and why in one sentence.
import { Box } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { LevelReason } from '../../shared/verdict/level.ts';

export type ConfidenceWord = 'certain' | 'likely' | 'not-sure';

/** The word for a confidence of 0 to 1; nothing claimed is "not sure". */
export function confidenceWord(confidence: number | null): ConfidenceWord {
  if (confidence === null || confidence < 0.7) return 'not-sure';
  return confidence >= 0.95 ? 'certain' : 'likely';
}

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
