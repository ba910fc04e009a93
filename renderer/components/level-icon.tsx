// One sign for each level.
import { SvgIcon } from '@mui/material';
import { levelShapes } from '../../shared/reading/shapes.ts';
import type { Level } from '../../shared/verdict/level.ts';
import { Shapes } from './shapes.tsx';

/** The sign of a level; it stands beside words and is silent for readers. */
export const LevelIcon = ({ level, sizePx = 22 }: { readonly level: Level; readonly sizePx?: number }) => (
  <SvgIcon
    aria-hidden
    viewBox="0 0 24 24"
    sx={{
      flex: 'none',
      fontSize: sizePx,
      fill: 'none',
      stroke: 'currentColor',
      strokeWidth: 2,
      strokeLinecap: 'round',
      strokeLinejoin: 'round',
    }}
  >
    <Shapes shapes={levelShapes[level]} />
  </SvgIcon>
);
