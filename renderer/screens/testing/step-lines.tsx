// The three things a check does, each with its state in a sign and in a word. Readers hear a step only when it
// changes, never each message.
import { Box, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { Progress } from '../../../shared/ipc/contract.ts';
import { Icon } from '../../shell/icons.tsx';
import { visuallyHidden } from '../../shell/visually-hidden.ts';

const lines = [
  'reaching-server',
  'checking-router',
  'finishing',
] as const satisfies readonly Progress['step'][];

type LineState = 'done' | 'now' | 'waiting';

function Sign({ state }: { readonly state: LineState }) {
  return (
    <Box
      component="span"
      sx={{
        flex: 'none',
        display: 'grid',
        placeItems: 'center',
        width: 24,
        height: 24,
        boxSizing: 'border-box',
        borderRadius: '50%',
        border: '2px solid',
        borderColor: state === 'waiting' ? 'line' : 'primary.main',
        bgcolor: state === 'done' ? 'primary.main' : 'background.default',
        color: 'primary.contrastText',
        transition: 'background-color 200ms ease-out, border-color 200ms ease-out',
      }}
    >
      {state === 'done' && <Icon name="check" sx={{ fontSize: 16, strokeWidth: 3 }} />}
      {state === 'now' && (
        <Box component="span" sx={{ width: 8, height: 8, borderRadius: '50%', bgcolor: 'primary.main' }} />
      )}
    </Box>
  );
}

export function StepLines({ step }: { readonly step: Progress['step'] }) {
  const { t } = useTranslation('testing');
  const now = lines.indexOf(step);
  const stateOf = (index: number): LineState => (index < now ? 'done' : index === now ? 'now' : 'waiting');
  return (
    <>
      <Box component="ol" sx={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {lines.map((line, index) => (
          <Box
            component="li"
            key={line}
            sx={{ display: 'flex', alignItems: 'baseline', gap: 1.5, paddingBlock: 0.75 }}
          >
            <Box component="span" sx={{ alignSelf: 'center', display: 'flex' }}>
              <Sign state={stateOf(index)} />
            </Box>
            <Typography
              component="span"
              sx={{
                fontWeight: stateOf(index) === 'now' ? 650 : 450,
                color: stateOf(index) === 'waiting' ? 'quiet' : 'text.primary',
              }}
            >
              {t(`step.${line}`)}
            </Typography>
            <Typography component="span" variant="body2" sx={{ color: 'quiet' }}>
              {t(`state.${stateOf(index)}`)}
            </Typography>
          </Box>
        ))}
      </Box>
      <Box component="output" sx={visuallyHidden}>
        {t('announce', { step: now + 1, all: lines.length, name: t(`step.${step}`) })}
      </Box>
    </>
  );
}
