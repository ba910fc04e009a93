// The bracket above the line: which stretch a reading is about. It is as wide as the doubt: never a point.
import { Box, type Theme } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { bracketPlace, type Reading } from '../../../shared/reading/path-reading.ts';
import type { Level } from '../../../shared/verdict/level.ts';
import { LevelIcon } from '../level-icon.tsx';

type BracketProps = { readonly reading: Reading; readonly level: Level };

export function Bracket({ reading, level }: BracketProps) {
  const isTunnel = reading.form === 'tunnel';
  return (
    <Box sx={{ position: 'relative', display: 'grid' }}>
      <BracketLabel reading={reading} level={level} />
      {!isTunnel && (
        <Box
          sx={(theme: Theme) => ({
            position: 'absolute',
            insetInlineStart: bracketPlace(reading).start,
            insetInlineEnd: bracketPlace(reading).end,
            bottom: -10,
            height: 10,
            border: `2px ${reading.isTentative ? 'dashed' : 'solid'} ${theme.vars.palette[reading.tone]}`,
            borderBlockEnd: 'none',
            borderRadius: '5px 5px 0 0',
          })}
        />
      )}
    </Box>
  );
}

function BracketLabel({ reading, level }: BracketProps) {
  const { t } = useTranslation('path');
  return (
    <Box
      sx={(theme: Theme) => ({
        marginInlineStart: bracketPlace(reading).start,
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        paddingBlockEnd: 0.75,
        color: theme.vars.palette[reading.tone],
        fontSize: '0.9375rem',
        fontWeight: 550,
        lineHeight: 1.3,
      })}
    >
      <LevelIcon level={level} sizePx={26} />
      {t(`span.${reading.label}`)}
    </Box>
  );
}
