// The wait for a router that restarts: what is missing still, how long it is waited for, and a way out.
import { Box, Button, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { RouterWait } from '../../../shared/ipc/router.ts';
import { LevelIcon } from '../../components/level-icon.tsx';
import { formatUnit } from '../../language/format.ts';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { stopWaiting, waitForRouter } from '../../state/at-router.ts';

type Shown = Exclude<RouterWait, { phase: 'idle' }>;

export function RouterWaitNote() {
  const { t } = useTranslation('aftercare');
  const app = useApp();
  const wait = useAppState((state) => state.routerWait);
  if (wait.phase === 'idle') return null;
  const word = wordOf(wait);
  const isBack = word === 'back' || word === 'stayed';
  return (
    <Box sx={(theme: Theme) => noteStyles(theme, isBack)}>
      <LevelIcon level={isBack ? 'unlikely' : wait.phase === 'waiting' ? 'inconclusive' : 'blocked'} />
      <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
        <Box component="output" sx={{ display: 'block' }}>
          <Typography sx={{ fontWeight: 650 }}>{t(`wait.${word}`)}</Typography>
          <Typography sx={{ textWrap: 'pretty' }}>{t(`wait.${word}Text`)}</Typography>
        </Box>
        {wait.phase === 'waiting' && <TimeLeft seconds={wait.secondsLeft} />}
      </Box>
      {wait.phase === 'waiting' && (
        <Button size="small" onClick={() => void stopWaiting(app)}>
          {t('wait.stop')}
        </Button>
      )}
      {wait.phase === 'ended' && !isBack && (
        <Button size="small" onClick={() => void waitForRouter(app)}>
          {t('wait.again')}
        </Button>
      )}
    </Box>
  );
}

/** Key below `wait` of the words. */
function wordOf(wait: Shown): 'waiting' | 'behind' | 'back' | 'stayed' | 'router-only' | 'silent' {
  if (wait.phase === 'waiting') return wait.isRouterBack ? 'behind' : 'waiting';
  if (wait.outcome !== 'back') return wait.outcome;
  return wait.wasAway ? 'back' : 'stayed';
}

/** Outside the part that is read out: it changes all the time. */
function TimeLeft({ seconds }: { readonly seconds: number }) {
  const { t, i18n } = useTranslation('aftercare');
  const isLong = seconds > 60;
  const time = formatUnit(
    isLong ? Math.ceil(seconds / 60) : seconds,
    isLong ? 'minute' : 'second',
    i18n.language,
  );
  return (
    <Typography variant="body2" sx={{ color: 'quiet', fontVariantNumeric: 'tabular-nums' }}>
      {t('wait.left', { time })}
    </Typography>
  );
}

const noteStyles = (theme: Theme, isBack: boolean) => ({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'flex-start',
  gap: 1.5,
  marginBlockStart: 2,
  padding: 2,
  borderRadius: '10px',
  border: `1px solid ${isBack ? theme.vars.palette.clean : theme.vars.palette.line}`,
  backgroundColor: theme.vars.palette.sunken,
});
