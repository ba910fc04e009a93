// A few lines for the provider; they claim no more than the verdict does.
import { Box, Stack, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { safeText } from '../../../shared/base/safe-text.ts';
import type { Report } from '../../../shared/report/report.ts';
import { CopyButton } from '../../components/copy-button.tsx';

export function ProviderLetter({ report }: { readonly report: Report }) {
  const { t, i18n } = useTranslation('fix');
  const { t: diff } = useTranslation('diff');
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long' }).format(
    new Date(report.createdAt),
  );
  const key = report.alg.level === 'confirmed' ? 'help.providerLetter' : 'help.providerLetterLikely';
  if (report.environment?.isSimulated === true)
    return <Typography sx={{ maxWidth: '62ch' }}>{t('help.providerDemo')}</Typography>;
  const letter = t(key, { date, server: safeText(report.target.server) });
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Typography sx={{ maxWidth: '62ch' }}>{t('help.providerText')}</Typography>
      <Box
        component="blockquote"
        sx={(theme: Theme) => ({
          margin: 0,
          padding: 2,
          borderRadius: '10px',
          backgroundColor: theme.vars.palette.sunken,
          overflowWrap: 'anywhere',
        })}
      >
        {letter}
      </Box>
      <CopyButton
        isSmall
        text={letter}
        label={diff('copy')}
        copied={diff('copied')}
        notCopied={diff('notCopied')}
      />
    </Stack>
  );
}
