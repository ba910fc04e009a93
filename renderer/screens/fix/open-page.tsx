// The way to the router's own page. The host knows its address from the check and opens it; where no browser opens, the
// address can be typed.
import { Box, Button, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { RouterWord } from '../../components/router-steps/menu-path.tsx';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { openRouterPage } from '../../state/at-router.ts';

export function OpenPage() {
  const { t } = useTranslation('aftercare');
  const app = useApp();
  const url = useAppState((state) => state.routerKnown?.url ?? null);
  const hasNoBrowser = useAppState((state) => state.hasNoBrowser);
  if (url === null) return null;
  return (
    <Box component="section">
      <Typography variant="h3" component="h2" sx={{ marginBlockEnd: 1.5 }}>
        {t('page.title')}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2, rowGap: 1 }}>
        <Button variant="outlined" onClick={() => void openRouterPage(app)}>
          {t('page.open')}
        </Button>
        <RouterWord>{url}</RouterWord>
      </Box>
      <Typography
        component="output"
        variant="body2"
        sx={{ display: 'block', marginBlockStart: 1, color: 'quiet' }}
      >
        {hasNoBrowser ? `${t('page.typed')} ${url}` : t('page.where')}
      </Typography>
    </Box>
  );
}
