// One answer: a real radio button with a large face, so arrow keys and readers work as everywhere.
import { Box, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { Symptom } from '../../../shared/ipc/contract.ts';
import { Icon } from '../../shell/icons.tsx';
import { focusRing } from '../../theme/surface-styles.ts';

export const symptoms = [
  'cannot-hear',
  'cannot-be-heard',
  'call-drops',
  'does-not-ring',
  'cannot-log-in',
  'just-checking',
] as const satisfies readonly Symptom[];

type SymptomTileProps = {
  readonly symptom: (typeof symptoms)[number];
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};

export function SymptomTile({ symptom, isChosen, onChoose }: SymptomTileProps) {
  const { t } = useTranslation('symptoms');
  return (
    <Box
      component="label"
      sx={(theme) => ({
        position: 'relative',
        display: 'flex',
        alignItems: 'flex-start',
        gap: 2,
        padding: 2,
        minHeight: 88,
        boxSizing: 'border-box',
        cursor: 'pointer',
        borderRadius: '10px',
        border: '1px solid',
        borderColor: isChosen ? theme.vars.palette.primary.main : theme.vars.palette.line,
        outline: isChosen ? `1px solid ${theme.vars.palette.primary.main}` : 'none',
        outlineOffset: -2,
        backgroundColor: isChosen ? theme.vars.palette.accentSoft : theme.vars.palette.surface,
        transition: 'border-color 150ms ease-out, background-color 150ms ease-out',
        '&:hover': { borderColor: isChosen ? undefined : theme.vars.palette.lineStrong },
        '&:has(:focus-visible)': focusRing(theme),
      })}
    >
      <Box
        component="input"
        type="radio"
        name="symptom"
        checked={isChosen}
        onChange={onChoose}
        sx={{ position: 'absolute', opacity: 0, inset: 0, margin: 0, cursor: 'pointer' }}
      />
      <Icon
        name={symptom}
        sx={{ fontSize: 28, strokeWidth: 1.7, color: isChosen ? 'primary.main' : 'quiet' }}
      />
      <span>
        <Typography component="span" sx={{ display: 'block', fontWeight: 600, lineHeight: 1.75 }}>
          {t(`tile.${symptom}.title`)}
        </Typography>
        <Typography component="span" variant="body2" sx={{ display: 'block', color: 'quiet' }}>
          {t(`tile.${symptom}.text`)}
        </Typography>
      </span>
    </Box>
  );
}
