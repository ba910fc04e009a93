// What to do when the steps do not work out.
import { Box, Stack, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../shared/report/report.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Fold } from '../../components/fold.tsx';
import { safeText } from '../../components/safe-text.ts';

export function Answers({ report }: { readonly report: Report }) {
  const { t } = useTranslation('fix');
  return (
    <Box component="section">
      <Typography variant="h3" component="h2" sx={{ marginBlockEnd: 1.5 }}>
        {t('help.title')}
      </Typography>
      <Fold isDeep title={t('help.cannotFind')}>
        <Typography sx={{ maxWidth: '62ch' }}>{t('help.cannotFindText')}</Typography>
        <Typography sx={{ maxWidth: '62ch', marginBlockStart: 1 }}>{t('help.cannotFindMore')}</Typography>
      </Fold>
      <Fold isDeep title={t('help.provider')}>
        <Letter report={report} />
      </Fold>
      <Fold isDeep title={t('help.still')}>
        <Typography sx={{ maxWidth: '62ch' }}>{t('help.stillText')}</Typography>
      </Fold>
    </Box>
  );
}

/** A few lines for the provider; they claim no more than the verdict does. */
function Letter({ report }: { readonly report: Report }) {
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
