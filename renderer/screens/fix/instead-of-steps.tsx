// What to do with a box that somebody else runs: ask, or go around it.
import { Box, Stack, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../shared/report/report.ts';
import type { ShownRouter } from '../../components/router-search/shown-router.ts';
import { ProviderLetter } from './provider-letter.tsx';

type InsteadProps = { readonly router: ShownRouter; readonly report: Report };

export function InsteadOfSteps({ router, report }: InsteadProps) {
  const { t } = useTranslation('router');
  const { lists, waysAround, owner } = router;
  const ways = waysAround.filter((way) => way !== 'ask-provider');
  return (
    <Stack component="section" sx={{ gap: 2 }}>
      <Typography variant="h3" component="h2">
        {t(lists.length > 0 ? 'instead.locked' : 'instead.title')}
      </Typography>
      <Typography sx={{ maxWidth: '62ch', textWrap: 'pretty' }}>{t(`instead.${owner}`)}</Typography>
      <ProviderLetter report={report} />
      {ways.length > 0 && (
        <Box>
          <Typography sx={{ fontWeight: 550 }}>{t('instead.ways')}</Typography>
          <Box component="ul" sx={{ margin: 0, paddingInlineStart: '1.2em', maxWidth: '62ch' }}>
            {ways.map((way) => (
              <li key={way}>{t(`way.${way}`)}</li>
            ))}
          </Box>
        </Box>
      )}
    </Stack>
  );
}
