// The way through the check, as stations on a line: the same drawing language as the path picture.
import { Box, ButtonBase, type Theme } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../state/app-context.tsx';
import { currentStep, goTo, isOpenStep, isStep, type Step, steps } from '../state/navigation.ts';
import { focusRing } from '../theme/surface-styles.ts';

type StationState = 'done' | 'current' | 'open' | 'closed';

const dot = (state: StationState) => (theme: Theme) => {
  const { primary, lineStrong, background, line } = theme.vars.palette;
  const filled = state === 'current' || state === 'done';
  return {
    flex: 'none',
    width: 14,
    height: 14,
    borderRadius: '50%',
    border: `2px solid ${state === 'closed' ? line : filled ? primary.main : lineStrong}`,
    backgroundColor: state === 'done' ? primary.main : background.default,
    boxShadow: state === 'current' ? `inset 0 0 0 2.5px ${background.default}` : 'none',
    ...(state === 'current' && { backgroundColor: primary.main }),
    transition: 'background-color 200ms ease-out, border-color 200ms ease-out',
  };
};

const row = (state: StationState) => (theme: Theme) => ({
  width: '100%',
  minHeight: 44,
  justifyContent: 'flex-start',
  gap: 1.5,
  paddingInline: 1,
  marginInlineStart: -1,
  borderRadius: '10px',
  font: 'inherit',
  fontSize: '0.9375rem',
  textAlign: 'start',
  fontWeight: state === 'current' ? 650 : 450,
  color: state === 'closed' ? theme.vars.palette.quiet : theme.vars.palette.text.primary,
  '&:hover': { backgroundColor: theme.vars.palette.sunken },
  '&:focus-visible': focusRing(theme),
});

type StationProps = {
  readonly step: Step;
  readonly state: StationState;
  readonly isUsable: boolean;
  readonly isLast: boolean;
};

function Station({ step, state, isUsable, isLast }: StationProps) {
  const { t } = useTranslation('shell');
  const { store } = useApp();
  const isShown = useAppState(({ screen }) => screen === step);
  return (
    <Box
      component="li"
      sx={{
        position: 'relative',
        listStyle: 'none',
        // The line to the next station; drawn whole where the way was already gone.
        ...(!isLast && {
          '&::after': {
            content: '""',
            position: 'absolute',
            insetInlineStart: 6,
            top: 29,
            height: 30,
            borderInlineStart: '2px solid',
            borderColor: state === 'done' ? 'primary.main' : 'line',
          },
        }),
      }}
    >
      <ButtonBase
        component="button"
        sx={row(state)}
        disabled={!isUsable}
        aria-current={isShown ? 'step' : undefined}
        onClick={() => goTo(store, step)}
      >
        <Box component="span" sx={dot(state)} />
        {t(`steps.${step}`)}
      </ButtonBase>
    </Box>
  );
}

type StationView = { readonly step: Step; readonly state: StationState; readonly isUsable: boolean };

/** States of all stations, from what exists now. */
export function useStations(): readonly StationView[] {
  const screen = useAppState((state) => state.screen);
  const run = useAppState((state) => state.run);
  const current = currentStep(screen, run);
  const stateOf = (step: Step, isUsable: boolean): StationState => {
    if (step === current) return isStep(screen) ? 'current' : 'open';
    if (steps.indexOf(step) < steps.indexOf(current)) return 'done';
    return isUsable ? 'open' : 'closed';
  };
  return steps.map((step) => {
    const isUsable = step === current || isOpenStep(step, screen, run);
    return { step, state: stateOf(step, isUsable), isUsable };
  });
}

export function StepRail() {
  const { t } = useTranslation('shell');
  const stations = useStations();
  return (
    <Box component="nav" aria-label={t('stepsLabel')}>
      <Box component="ol" sx={{ margin: 0, padding: 0 }}>
        {stations.map(({ step, state, isUsable }, index) => (
          <Station
            key={step}
            step={step}
            state={state}
            isUsable={isUsable}
            isLast={index === stations.length - 1}
          />
        ))}
      </Box>
    </Box>
  );
}
