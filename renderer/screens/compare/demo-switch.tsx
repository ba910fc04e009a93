// In the demo there is no router to go to: its switch stands here, and says that it is simulated.
import { Box, Checkbox, FormControlLabel, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { switchDemo, switchedOffDemo } from '../../state/compare.ts';

export function DemoSwitch() {
  const { t } = useTranslation('compare');
  const { store } = useApp();
  const isOff = useAppState((state) => state.isDemoSwitchedOff);
  const hasSwitch = useAppState(switchedOffDemo) !== null;
  if (!hasSwitch) return null;
  return (
    <Box component="section" sx={boxStyles}>
      <Typography variant="h3" component="h2">
        {t('demo.title')}
      </Typography>
      <Typography sx={{ color: 'quiet', maxWidth: '62ch', marginBlockStart: 0.5 }}>
        {t('demo.text')}
      </Typography>
      <FormControlLabel
        sx={{ marginBlockStart: 1, marginInlineStart: -1.25, minHeight: 44 }}
        control={<Checkbox checked={!isOff} onChange={(_event, isOn) => switchDemo(store, !isOn)} />}
        label={t('demo.on')}
      />
    </Box>
  );
}

const boxStyles = (theme: Theme) => ({
  padding: 2.5,
  border: `1px dashed ${theme.vars.palette.lineStrong}`,
  borderRadius: '10px',
});
