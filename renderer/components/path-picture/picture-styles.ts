// The look of the path picture: strokes, tones, and the one movement it has.
import type { Theme } from '@mui/material';
import { placeOf, stationHalfPx, type Tone } from '../../../shared/reading/path-reading.ts';

/** One journey from end to end; it begins and ends out of sight. */
const journey = (from: string, to: string) => ({
  '0%': { cx: from, opacity: 0 },
  '8%, 92%': { opacity: 1 },
  '100%': { cx: to, opacity: 0 },
});

/** Time a dot takes from one end to the other, ms. */
const travelMs = 900;

/** The pieces of the line keep off their stations, so that both of their ends are round. */
const segmentPlaces = Object.fromEntries(
  [0, 1, 2].map((segment) => [
    `.at-${segment}`,
    {
      x: `calc(${placeOf(segment)} + ${stationHalfPx}px)`,
      width: `calc(${placeOf(1)} - ${2 * stationHalfPx}px)`,
    },
  ]),
);

const stroke = { fill: 'none', strokeWidth: 2, strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

export const drawingStyles = (tone: Tone | null) => (theme: Theme) => {
  const { palette } = theme.vars;
  const toneColour = tone === null ? palette.lineStrong : palette[tone];
  return {
    '@keyframes sip-outward': journey('0%', '100%'),
    '@keyframes sip-homeward': journey('100%', '0%'),
    display: 'block',
    width: '100%',
    overflow: 'visible',
    '.piece': { ...stroke, stroke: toneColour },
    '.bar': { fill: tone === 'clean' ? palette.clean : palette.lineStrong },
    '.bar.tunnel': { fill: palette.line },
    ...segmentPlaces,
    '.piece.edited': { stroke: palette.edited },
    '.piece.dashed': { strokeDasharray: '1 9' },
    '.tunnel rect': { ...stroke, stroke: palette.text.primary },
    '.tunnel .outer': { x: '-4px', width: 'calc(100% + 8px)' },
    '.tunnel .inner': { x: '4px', width: 'calc(100% - 8px)' },
    '.station': { color: palette.text.primary },
    '.station.faded': { color: palette.lineStrong },
    '.station.lit': { color: palette.primary.main },
    '.station .ground': { fill: palette.background.default, stroke: 'none' },
    '.station .drawing': { ...stroke, stroke: 'currentColor', transition: 'stroke 200ms ease-out' },
    '.station .drawing .body': { fill: palette.surface },
    '.dots circle': { animationDuration: `${travelMs}ms`, animationTimingFunction: 'linear', opacity: 0 },
    '.dots .out': { fill: palette.primary.main, animationName: 'sip-outward' },
    '.dots .back': {
      fill: palette.background.default,
      stroke: palette.primary.main,
      strokeWidth: 2,
      animationName: 'sip-homeward',
    },
    '@media (prefers-reduced-motion: reduce)': { '.dots': { display: 'none' } },
  };
};

/** Room at both sides for the half stations that stand on the ends, px. */
export const insetPx = stationHalfPx - 4;
