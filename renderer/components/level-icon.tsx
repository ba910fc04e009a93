// One sign for each level; the shape alone tells them apart. A letter stands for a message.
import { SvgIcon } from '@mui/material';
import type { ReactNode } from 'react';
import type { Level } from '../../shared/verdict/level.ts';

const letter = 'M10.5 18.5H4.5a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2h15a2 2 0 0 1 2 2v.5M3.5 7l8.5 6 4-2.8';
const pencil = 'M21 10.9l2 2-7.6 7.9-2.9.8.8-2.9z';

const shapes: Readonly<Record<Level, ReactNode>> = {
  /** A pencil over a letter. */
  confirmed: (
    <>
      <path d={letter} />
      <path d={pencil} fill="currentColor" />
    </>
  ),
  /** The same, the letter only dashed. */
  likely: (
    <>
      <path d={letter} strokeDasharray="2.5 3.6" />
      <path d={pencil} fill="currentColor" />
    </>
  ),
  /** A letter with a few specks. */
  possible: (
    <>
      <path d={letter} />
      <path d="M16.5 15.5h.01M20.5 14h.01M19 18.5h.01M22.5 18h.01" strokeWidth="2.6" />
    </>
  ),
  /** A letter with its seal. */
  unlikely: (
    <>
      <path d="M21.5 10V7.5a2 2 0 0 0-2-2h-15a2 2 0 0 0-2 2v9a2 2 0 0 0 2 2h8M3.5 7l8.5 6 8.5-6" />
      <path d="M15.5 17.2l2.3 2.3 4.4-4.7" />
    </>
  ),
  /** A barrier, closed. */
  blocked: <path d="M2.5 7.5h19v6h-19zM6 20v-6.5M18 20v-6.5M8 13.5l4-6M14 13.5l4-6" />,
  /** A circle of dots. */
  inconclusive: <circle cx="12" cy="12" r="8.5" strokeDasharray="0.01 4.45" strokeWidth="2.6" />,
  /** A tunnel with its way in. */
  'not-applicable': <path d="M3 20v-7a9 9 0 0 1 18 0v7M8 20v-6.5a4 4 0 0 1 8 0V20M2 20h20" />,
};

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
    {shapes[level]}
  </SvgIcon>
);
