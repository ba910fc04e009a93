// The things a check does, three or with a test sound four, each with its state in a sign and in a word. Readers hear a step only when it
// changes, never each message.
import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Progress } from '../../../shared/ipc/contract.ts';
import { Icon } from '../../shell/icons.tsx';
import { visuallyHidden } from '../../shell/visually-hidden.ts';

const lines = [
  'reaching-server',
  'checking-router',
  'measuring-line',
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

type StepLinesProps = {
  readonly step: Progress['step'];
  /** A test sound belongs to this check. */
  readonly hasSound: boolean;
  /** Below the line of the sound while it lasts. */
  readonly sound: ReactNode;
};

export function StepLines({ step, hasSound, sound }: StepLinesProps) {
  const { t } = useTranslation('testing');
  const shown = lines.filter((line) => line !== 'measuring-line' || hasSound || step === line);
  const now = shown.indexOf(step);
  const stateOf = (index: number): LineState => (index < now ? 'done' : index === now ? 'now' : 'waiting');
  return (
    <>
      <Box component="ol" sx={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {shown.map((line, index) => (
          <Box
            component="li"
            key={line}
            sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: 1.5, paddingBlock: 0.75 }}
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
            {line === 'measuring-line' && step === line && sound}
          </Box>
        ))}
      </Box>
      <Box component="output" sx={visuallyHidden}>
        {t('announce', { step: now + 1, all: shown.length, name: t(`step.${step}`) })}
      </Box>
    </>
  );
}
