// Says that a choice was made before, or is kept for the next time, and forgets it on request.
import { Box, Button, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { forgetRouter } from '../../state/at-router.ts';

export function RouterMemory({ routerId }: { readonly routerId: string }) {
  const { t } = useTranslation('aftercare');
  const app = useApp();
  const isKept = useAppState((state) => state.routerKnown?.chosen === routerId);
  const isFromBefore = useAppState((state) => state.routerBy === 'memory');
  if (!isKept) return null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
      <Typography variant="body2" component="span" sx={{ color: 'quiet' }}>
        {t(isFromBefore ? 'memory.before' : 'memory.kept')}
      </Typography>
      <Button size="small" onClick={() => void forgetRouter(app)} sx={{ marginInlineStart: -0.5 }}>
        {t('memory.forget')}
      </Button>
    </Box>
  );
}
