// The bracket above the line: which stretch a reading is about. It is as wide as the doubt: never a point.
import { Box, type Theme } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { Reading } from '../../../shared/reading/path-reading.ts';
import type { Level } from '../../../shared/verdict/level.ts';
import { LevelIcon } from '../level-icon.tsx';
import { placeOf } from './path-line.tsx';
import { stationHalfPx } from './stations.tsx';

/** From the middle of a station to the end of the bracket beside it. */
const reachPx = stationHalfPx - 4;

const startOf = ({ from, holdsFrom }: Reading): string =>
  `calc(${placeOf(from)} ${holdsFrom ? '-' : '+'} ${holdsFrom ? reachPx : reachPx + 8}px)`;

const endOf = ({ to, holdsTo }: Reading): string =>
  `calc(100% - ${placeOf(to)} ${holdsTo ? '-' : '+'} ${holdsTo ? reachPx : reachPx + 8}px)`;

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
            insetInlineStart: startOf(reading),
            insetInlineEnd: endOf(reading),
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
        marginInlineStart: startOf(reading),
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
