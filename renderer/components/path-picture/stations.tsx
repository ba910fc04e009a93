// The four stations of the path picture: 40 px, one 2 px line, round ends. The line of the path runs through
// their middle, so each drawing carries a piece of it in its own shape.
import type { ReactNode } from 'react';

export const stationNames = ['computer', 'router', 'internet', 'server'] as const;
export type StationName = (typeof stationNames)[number];

/** Half the width that a station keeps free on the line, px. */
export const stationHalfPx = 24;

/** Screen on a foot. */
const computer = (
  <>
    <rect x="-17" y="-15" width="34" height="23" rx="3.5" />
    <path d="M-6 16H6M0 8v8" />
    <path d="M-10 -8h9M-10 -3h5" />
  </>
);

/** Box with two aerials and its lamps. */
const router = (
  <>
    <rect x="-18" y="-4" width="36" height="18" rx="4.5" />
    <path d="M-11 -4l-3 -13M11 -4l3 -13" />
    <path d="M-10.5 5h.01M-4 5h.01M4 5h7" />
  </>
);

/** Globe; its equator is the path itself. */
const internet = (
  <>
    <circle r="17" />
    <path d="M-17 0h34" />
    <path d="M0 -17c-9.5 9.5 -9.5 24.5 0 34M0 -17c9.5 9.5 9.5 24.5 0 34" />
  </>
);

/** A handset lying on the box that serves it. */
const server = (
  <>
    <path d="M-17 -9.5c0 -9.5 34 -9.5 34 0v2.5h-8.5v-3.6c-5 -1.3 -12 -1.3 -17 0v3.6h-8.5z" />
    <rect x="-17" y="-1" width="34" height="16" rx="4" />
    <path d="M-10 7h.01M-3.5 7h.01M4 7h7" />
  </>
);

const drawings: Readonly<Record<StationName, ReactNode>> = { computer, router, internet, server };

/** One station, its middle at the origin; the ground colour behind it keeps the path's line out of the drawing. */
export const StationDrawing = ({ name }: { readonly name: StationName }) => (
  <g className="drawing">{drawings[name]}</g>
);
