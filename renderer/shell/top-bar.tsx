// The head of narrow windows: name, menu, and the steps as one thin line.
import { Box, ButtonBase, Stack, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../state/app-context.tsx';
import { goTo, isStep } from '../state/navigation.ts';
import { focusRing } from '../theme/surface-styles.ts';
import { Brand } from './brand.tsx';
import { OtherPagesMenu } from './other-pages.tsx';
import { useStations } from './step-rail.tsx';

export function TopBar() {
  return (
    <Box component="header" sx={{ paddingInline: { xs: 2, sm: 4 }, paddingBlockStart: 1 }}>
      <Stack
        direction="row"
        sx={{ justifyContent: 'space-between', alignItems: 'center', marginInlineEnd: -1 }}
      >
        <Brand />
        <OtherPagesMenu />
      </Stack>
      <ThinProgress />
    </Box>
  );
}

const colourOf = { done: 'primary.main', current: 'primary.main', open: 'lineStrong', closed: 'line' };

function ThinProgress() {
  const { t } = useTranslation('shell');
  const { store } = useApp();
  const screen = useAppState((state) => state.screen);
  const stations = useStations();
  const index = stations.findIndex(({ step }) => step === screen);
  return (
    <Box component="nav" aria-label={t('stepsLabel')} sx={{ marginBlockStart: 0.5 }}>
      <Stack component="ol" direction="row" sx={{ gap: 0.5, margin: 0, padding: 0, listStyle: 'none' }}>
        {stations.map(({ step, state, isUsable }) => (
          <Box component="li" key={step} sx={{ flex: 1 }}>
            <ButtonBase
              component="button"
              aria-label={t(`steps.${step}`)}
              aria-current={step === screen ? 'step' : undefined}
              disabled={!isUsable}
              onClick={() => goTo(store, step)}
              sx={(theme) => ({ width: '100%', height: 24, '&:focus-visible': focusRing(theme) })}
            >
              <Box
                component="span"
                sx={{ width: '100%', height: 3, borderRadius: 2, bgcolor: colourOf[state] }}
              />
            </ButtonBase>
          </Box>
        ))}
      </Stack>
      {isStep(screen) && (
        <Typography variant="caption" sx={{ color: 'quiet' }} aria-hidden>
          {t('stepOf', { step: index + 1, all: stations.length, name: t(`steps.${screen}`) })}
        </Typography>
      )}
    </Box>
  );
}
