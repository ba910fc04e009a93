// The symptom clock: calls that drop after the same time each time have a cause that goes with that time. Drawn
// as a line of moments; the meaning of the chosen one stands under it.
import { Box, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { chooseDropTime, type DropTime, dropTimes } from '../../state/symptom.ts';
import { focusRing } from '../../theme/surface-styles.ts';

export function SymptomClock() {
  const { t } = useTranslation('symptoms');
  const dropTime = useAppState((state) => state.dropTime);
  return (
    <Box component="fieldset" sx={{ border: 0, margin: 0, padding: 0, marginBlockStart: 4, minWidth: 0 }}>
      <Typography component="legend" variant="h3" sx={{ padding: 0 }}>
        {t('clock.title')}
      </Typography>
      <Box
        sx={{
          position: 'relative',
          display: 'flex',
          flexDirection: { xs: 'column', sm: 'row' },
          marginBlockStart: 2,
          // The line the moments stand on.
          '&::before': {
            content: '""',
            position: 'absolute',
            bgcolor: 'lineStrong',
            insetInlineStart: { xs: 9, sm: `${50 / dropTimes.length}%` },
            insetInlineEnd: { xs: 'auto', sm: `${50 / dropTimes.length}%` },
            insetBlockStart: { xs: 20, sm: 9 },
            insetBlockEnd: { xs: 20, sm: 'auto' },
            width: { xs: 2, sm: 'auto' },
            height: { xs: 'auto', sm: 2 },
          },
        }}
      >
        {dropTimes.map((time) => (
          <Moment key={time} time={time} isChosen={time === dropTime} />
        ))}
      </Box>
      <Box aria-live="polite" sx={{ minHeight: 72, marginBlockStart: 2 }}>
        {dropTime !== null && (
          <>
            <Typography sx={{ fontWeight: 550 }}>{t(`clock.meaning.${dropTime}.title`)}</Typography>
            <Typography sx={{ color: 'quiet' }}>{t(`clock.meaning.${dropTime}.text`)}</Typography>
          </>
        )}
      </Box>
    </Box>
  );
}

function Moment({ time, isChosen }: { readonly time: DropTime; readonly isChosen: boolean }) {
  const { t } = useTranslation('symptoms');
  const { store } = useApp();
  return (
    <Box
      component="label"
      sx={(theme) => ({
        position: 'relative',
        flex: 1,
        display: 'flex',
        flexDirection: { xs: 'row', sm: 'column' },
        alignItems: 'center',
        gap: { xs: 1.5, sm: 0.75 },
        minHeight: 40,
        cursor: 'pointer',
        borderRadius: '10px',
        fontSize: '0.875rem',
        textAlign: { xs: 'start', sm: 'center' },
        fontWeight: isChosen ? 650 : 450,
        '&:has(:focus-visible)': focusRing(theme),
      })}
    >
      <Box
        component="input"
        type="radio"
        name="drop-time"
        checked={isChosen}
        onChange={() => chooseDropTime(store, time)}
        sx={{ position: 'absolute', opacity: 0, inset: 0, margin: 0, cursor: 'pointer' }}
      />
      <Box
        component="span"
        sx={{
          flex: 'none',
          width: 14,
          height: 14,
          margin: '3px',
          borderRadius: '50%',
          border: '2px solid',
          borderStyle: time === 'varies' ? 'dashed' : 'solid',
          borderColor: isChosen ? 'primary.main' : 'lineStrong',
          bgcolor: isChosen ? 'primary.main' : 'background.default',
        }}
      />
      {t(`clock.time.${time}`)}
    </Box>
  );
}
