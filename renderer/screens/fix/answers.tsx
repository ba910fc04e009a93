// What to do when the steps do not work out.
import { Box, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../shared/report/report.ts';
import { Fold } from '../../components/fold.tsx';
import { ProviderLetter } from './provider-letter.tsx';

type AnswersProps = {
  readonly report: Report;
  /** The letter to the provider stands above already. */
  readonly hasLetter?: boolean;
};

export function Answers({ report, hasLetter = false }: AnswersProps) {
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
      {!hasLetter && (
        <Fold isDeep title={t('help.provider')}>
          <ProviderLetter report={report} />
        </Fold>
      )}
      <Fold isDeep title={t('help.still')}>
        <Typography sx={{ maxWidth: '62ch' }}>{t('help.stillText')}</Typography>
      </Fold>
    </Box>
  );
}
