// What the person noticed. May be skipped; the check is the same, only the words after it can be closer.
import { Box, Button, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../shell/screen.tsx';
import { visuallyHidden } from '../../shell/visually-hidden.ts';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { readDraft } from '../../state/draft.ts';
import { goTo } from '../../state/navigation.ts';
import { startCheck } from '../../state/run.ts';
import { isDraftRemembered } from '../../state/secrets.ts';
import { chooseSymptom } from '../../state/symptom.ts';
import { SymptomClock } from './symptom-clock.tsx';
import { SymptomTile, symptoms } from './symptom-tile.tsx';

export function SymptomsScreen() {
  const { t } = useTranslation('symptoms');
  const app = useApp();
  const symptom = useAppState((state) => state.symptom);
  const draft = useAppState((state) => state.draft);
  const isRemembered = useAppState(isDraftRemembered);
  const start = () => {
    const result = readDraft(draft, isRemembered);
    if (result.ok) void startCheck(app, result.request);
    else goTo(app.store, 'start');
  };
  const skip = () => {
    chooseSymptom(app.store, null);
    start();
  };
  return (
    <Screen
      title={t('title')}
      lead={t('lead')}
      quietActions={
        <>
          <Button onClick={() => goTo(app.store, 'start')}>{t('back')}</Button>
          {symptom !== null && <Button onClick={skip}>{t('skip')}</Button>}
        </>
      }
      action={
        <Button variant="contained" size="large" onClick={start}>
          {symptom === null ? t('startWithout') : t('start')}
        </Button>
      }
    >
      <Box component="fieldset" sx={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
        <Typography component="legend" sx={visuallyHidden}>
          {t('title')}
        </Typography>
        <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
          {symptoms.map((name) => (
            <SymptomTile
              key={name}
              symptom={name}
              isChosen={name === symptom}
              onChoose={() => chooseSymptom(app.store, name)}
            />
          ))}
        </Box>
      </Box>
      {symptom === 'call-drops' && <SymptomClock />}
    </Screen>
  );
}
