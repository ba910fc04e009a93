// What the seal of a file says, in one line, and what that does and does not prove.
import { Box, Button, Typography } from '@mui/material';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SealFinding, SealState } from '../../../shared/report/seal.ts';
import { Icon, type IconName } from '../../shell/icons.tsx';

const signs: Readonly<Record<SealState, { readonly icon: IconName; readonly tone: string }>> = {
  intact: { icon: 'check', tone: 'clean' },
  other: { icon: 'check', tone: 'clean' },
  edited: { icon: 'close', tone: 'edited' },
  unsealed: { icon: 'about', tone: 'quiet' },
};

export function SealLine({ seal }: { readonly seal: SealFinding }) {
  const { t } = useTranslation('seal');
  const [isOpen, setIsOpen] = useState(false);
  const meaning = useId();
  const { icon, tone } = signs[seal.state];
  return (
    <Box sx={{ marginBlockStart: 2 }}>
      <Box sx={{ display: 'flex', gap: 1, color: tone }}>
        <Icon name={icon} sx={{ marginBlockStart: '2px' }} />
        <Typography sx={{ fontWeight: 650 }}>{t(`state.${seal.state}`)}</Typography>
      </Box>
      <Button
        size="small"
        aria-expanded={isOpen}
        aria-controls={meaning}
        onClick={() => setIsOpen(!isOpen)}
        endIcon={<Icon name="fold" sx={isOpen ? { transform: 'rotate(180deg)' } : {}} />}
        sx={{ marginInlineStart: -1.5 }}
      >
        {t('means')}
      </Button>
      <Box id={meaning}>{isOpen && <Meaning seal={seal} />}</Box>
    </Box>
  );
}

function Meaning({ seal: { state, fingerprint } }: { readonly seal: SealFinding }) {
  const { t } = useTranslation('seal');
  return (
    <Box sx={{ maxWidth: '62ch', display: 'grid', gap: 1, marginBlock: 0.5 }}>
      <Typography>{t('how')}</Typography>
      <Typography>{t('limit')}</Typography>
      <Typography>{t(`advice.${state}`)}</Typography>
      {fingerprint !== null && (
        <Typography sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1 }}>
          {t('key')}
          <Typography variant="mono" component="bdi" dir="ltr">
            {fingerprint}
          </Typography>
        </Typography>
      )}
    </Box>
  );
}
