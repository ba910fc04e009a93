// What the editor made: the code to copy and the file to save.
import { Box, Button, type Theme, Typography } from '@mui/material';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { fileNameFor } from '../../../shared/report/file-name.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { saveText } from '../../components/save-file.ts';
import { useAppState } from '../../state/app-context.tsx';
import type { MadeProfile } from '../../state/profile.ts';

export function ProfileMade({ made }: { readonly made: MadeProfile }) {
  const { t } = useTranslation('profile');
  const server = useAppState((state) => state.profileForm.server);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer engines answer with a promise, which React would call at the end as its clean-up.
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const save = () =>
    saveText(fileNameFor(server, new Date().toISOString(), 'sipprofile'), made.text, 'application/json');
  return (
    <Box ref={panel} sx={{ marginBlockStart: 5, padding: 3, borderRadius: '10px', bgcolor: 'sunken' }}>
      <Typography variant="h3" component="h2">
        {t('made.title')}
      </Typography>
      <Typography sx={{ color: 'quiet', marginBlock: 1 }}>{t('made.lead')}</Typography>
      <Code code={made.code} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <CopyButton
          text={made.code}
          label={t('made.copy')}
          copied={t('made.copied')}
          notCopied={t('made.notCopied')}
        />
        <Button variant="outlined" onClick={save}>
          {t('made.save')}
        </Button>
      </Box>
    </Box>
  );
}

function Code({ code }: { readonly code: string }) {
  const { t } = useTranslation('profile');
  return (
    <Box
      component="section"
      sx={(theme: Theme) => ({
        marginBlock: 2,
        padding: 2,
        maxHeight: 144,
        overflow: 'auto',
        borderRadius: '10px',
        border: `1px solid ${theme.vars.palette.line}`,
        backgroundColor: theme.vars.palette.background.default,
      })}
      // A box that scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label={t('made.code')}
    >
      <Typography
        variant="mono"
        component="p"
        dir="ltr"
        sx={{ fontSize: '0.875rem', overflowWrap: 'anywhere' }}
      >
        {code}
      </Typography>
    </Box>
  );
}
