// What has to be done before a new check can show the change; ticked by the person, known to nobody else.
import { Box, Checkbox, FormControlLabel, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { stopWaiting, waitForRouter } from '../../state/at-router.ts';
import { type AfterChange, afterChanges, markChange } from '../../state/router.ts';
import { RouterWaitNote } from './router-wait.tsx';

export function Checklist() {
  const { t } = useTranslation('fix');
  const app = useApp();
  const canWait = useAppState((state) => state.routerKnown?.url != null);
  const done = useAppState((state) => state.doneChanges);
  const mark = (change: AfterChange, isDone: boolean): void => {
    markChange(app.store, change, isDone);
    if (change === 'router-restarted' && canWait) void (isDone ? waitForRouter(app) : stopWaiting(app));
  };
  return (
    <Box component="section">
      <Typography variant="h3" component="h2" id="after-changes" sx={{ marginBlockEnd: 1 }}>
        {t('after.title')}
      </Typography>
      <Box component="fieldset" aria-labelledby="after-changes" sx={listStyles}>
        {afterChanges.map((change) => (
          <FormControlLabel
            key={change}
            control={
              <Checkbox checked={done.includes(change)} onChange={(_event, isDone) => mark(change, isDone)} />
            }
            label={t(`after.${change}`)}
          />
        ))}
      </Box>
      <RouterWaitNote />
    </Box>
  );
}

const listStyles = (theme: Theme) => ({
  display: 'grid',
  minInlineSize: 0,
  margin: 0,
  padding: 0,
  border: 0,
  '& label': { margin: 0, minHeight: 44, borderBlockEnd: `1px solid ${theme.vars.palette.line}` },
  '& label:first-of-type': { borderBlockStart: `1px solid ${theme.vars.palette.line}` },
  '& .MuiCheckbox-root': { marginInlineStart: -1.25 },
  '& label:has(input:checked) .MuiFormControlLabel-label': { color: theme.vars.palette.quiet },
});
