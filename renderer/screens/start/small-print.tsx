// What the check will do, before it is started: three answers, no promise that the wire contract does not keep.
import { Box, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { formatUnit } from '../../language/format.ts';
import { useAppState } from '../../state/app-context.tsx';
import type { Draft } from '../../state/draft.ts';

const answers = ['sent', 'time', 'leaves'] as const;

/** Which promise holds for what the form asks for. */
function promiseOf({ username, echoExtension }: Draft): 'text' | 'account' | 'call' {
  if (username.trim() === '') return 'text';
  return echoExtension.trim() === '' ? 'account' : 'call';
}

export function SmallPrint() {
  const { t, i18n } = useTranslation('start');
  const draft = useAppState((state) => state.draft);
  const promise = promiseOf(draft);
  const time = formatUnit(draft.streamSeconds, 'second', i18n.language);
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', sm: 'repeat(3, 1fr)' },
        gap: { xs: 2, sm: 4 },
        margin: 0,
        marginBlockStart: 4,
      }}
    >
      {answers.map((answer) => (
        <div key={answer}>
          <Typography component="dt" variant="body2" sx={{ fontWeight: 550 }}>
            {t(`smallPrint.${answer}.label`)}
          </Typography>
          <Typography component="dd" variant="body2" sx={{ margin: 0, color: 'quiet', textWrap: 'pretty' }}>
            {t(`smallPrint.${answer}.${promise}`, { time })}
            {answer === 'leaves' && draft.lookAtRouter && ` ${t('smallPrint.leaves.router')}`}
          </Typography>
        </div>
      ))}
    </Box>
  );
}
