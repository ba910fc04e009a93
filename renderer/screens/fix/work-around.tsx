// A way around the editing that came back clean in this very run; nothing is shown where none was tested.
import { Box, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { safeText } from '../../../shared/base/safe-text.ts';
import { wayOfText } from '../../../shared/reading/ways.ts';
import type { Advice } from '../../../shared/router/advice-codes.ts';
import { LevelIcon } from '../../components/level-icon.tsx';

export function WorkAround({ advice }: { readonly advice: readonly Advice[] }) {
  const { t } = useTranslation('fix');
  const { t: verdict } = useTranslation('verdict');
  const clean = advice.find(({ code }) => code === 'use-clean-path');
  if (clean === undefined) return null;
  const path = wayOfText(verdict, safeText(String(clean.params['path'] ?? '')));
  return (
    <Box component="section">
      <Typography variant="h3" component="h2" sx={{ marginBlockEnd: 1 }}>
        {t('workAround.title')}
      </Typography>
      <Typography sx={{ maxWidth: '62ch' }}>{t('workAround.text', { path })}</Typography>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, marginBlockStart: 1, color: 'clean' }}>
        <LevelIcon level="unlikely" />
        <Typography component="span" variant="body2" sx={{ fontWeight: 550 }}>
          {t('workAround.tested')}
        </Typography>
      </Box>
    </Box>
  );
}
