// The name of the instrument: a letter whose address line a pencil touches.
import { Stack, SvgIcon, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';

export function Brand() {
  const { t } = useTranslation('shell');
  return (
    <Stack direction="row" sx={{ alignItems: 'center', gap: 1.25 }}>
      <SvgIcon
        aria-hidden
        viewBox="0 0 28 24"
        sx={{ width: 28, height: 24, fill: 'none', strokeLinecap: 'round' }}
      >
        <path d="M14 5H2.5v15h20v-8" stroke="currentColor" strokeWidth={2} strokeLinejoin="round" />
        <path d="M7 11h4M7 15.5h8.5" stroke="currentColor" strokeWidth={2} />
        <path d="M15.5 11.5 25 2.5" stroke="var(--sip-palette-primary-main)" strokeWidth={2.6} />
      </SvgIcon>
      <Typography component="span" sx={{ fontWeight: 650, letterSpacing: '-0.012em', whiteSpace: 'nowrap' }}>
        {t('name')}
      </Typography>
    </Stack>
  );
}
