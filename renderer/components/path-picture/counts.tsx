// What was really counted so far: requests over the first station, replies over the last.
import { Box } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../language/format.ts';
import { insetPx } from './picture-styles.ts';

export function Counts({ sent, received }: { readonly sent: number; readonly received: number }) {
  const { t, i18n } = useTranslation('path');
  return (
    <Box
      sx={{
        display: 'flex',
        justifyContent: 'space-between',
        gap: 2,
        marginInline: `-${insetPx}px`,
        color: 'quiet',
        fontSize: '0.9375rem',
        fontVariantNumeric: 'tabular-nums',
      }}
    >
      <span>{t('counts.sent', { n: formatCount(sent, i18n.language) })}</span>
      <span>{t('counts.received', { n: formatCount(received, i18n.language) })}</span>
    </Box>
  );
}
