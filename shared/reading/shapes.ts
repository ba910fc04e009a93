// The drawings that tell levels and stations apart, as data: the window and the document draw the same lines.
import type { Level } from '../verdict/level.ts';

/** One element of a drawing: its name and its attributes as React spells them. */
export type Shape = readonly ['path' | 'rect' | 'circle', Readonly<Record<string, string>>];

const letter = 'M10.5 18.5H4.5a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2h15a2 2 0 0 1 2 2v.5M3.5 7l8.5 6 4-2.8';
const pencil: Shape = ['path', { d: 'M21 10.9l2 2-7.6 7.9-2.9.8.8-2.9z', fill: 'currentColor' }];

/** One sign for each level, 24 units wide and high; the shape alone tells them apart. A letter stands for a message. */
export const levelShapes: Readonly<Record<Level, readonly Shape[]>> = {
  /** A pencil over a letter. */
  confirmed: [['path', { d: letter }], pencil],
  /** The same, the letter only dashed. */
  likely: [['path', { d: letter, strokeDasharray: '2.5 3.6' }], pencil],
  /** A letter with a few specks. */
  possible: [
    ['path', { d: letter }],
    ['path', { d: 'M16.5 15.5h.01M20.5 14h.01M19 18.5h.01M22.5 18h.01', strokeWidth: '2.6' }],
  ],
  /** A letter with its seal. */
  unlikely: [
    ['path', { d: 'M21.5 10V7.5a2 2 0 0 0-2-2h-15a2 2 0 0 0-2 2v9a2 2 0 0 0 2 2h8M3.5 7l8.5 6 8.5-6' }],
    ['path', { d: 'M15.5 17.2l2.3 2.3 4.4-4.7' }],
  ],
  /** A barrier, closed. */
  blocked: [['path', { d: 'M2.5 7.5h19v6h-19zM6 20v-6.5M18 20v-6.5M8 13.5l4-6M14 13.5l4-6' }]],
  /** A circle of dots. */
  inconclusive: [
    ['circle', { cx: '12', cy: '12', r: '8.5', strokeDasharray: '0.01 4.45', strokeWidth: '2.6' }],
  ],
  /** A tunnel with its way in. */
  'not-applicable': [['path', { d: 'M3 20v-7a9 9 0 0 1 18 0v7M8 20v-6.5a4 4 0 0 1 8 0V20M2 20h20' }]],
};

export const stationNames = ['computer', 'router', 'internet', 'server'] as const;
export type StationName = (typeof stationNames)[number];

/** The four stations of the path picture: 40 units, their middle at the origin. */
export const stationShapes: Readonly<Record<StationName, readonly Shape[]>> = {
  /** Screen on a foot. */
  computer: [
    ['rect', { x: '-17', y: '-15', width: '34', height: '23', rx: '3.5' }],
    ['path', { d: 'M-6 16H6M0 8v8' }],
    ['path', { d: 'M-10 -8h9M-10 -3h5' }],
  ],
  /** Box with two aerials and its lamps. */
  router: [
    ['rect', { x: '-18', y: '-4', width: '36', height: '18', rx: '4.5' }],
    ['path', { d: 'M-11 -4l-3 -13M11 -4l3 -13' }],
    ['path', { d: 'M-10.5 5h.01M-4 5h.01M4 5h7' }],
  ],
  /** Globe; its equator is the path itself. */
  internet: [
    ['circle', { r: '17' }],
    ['path', { d: 'M-17 0h34' }],
    ['path', { d: 'M0 -17c-9.5 9.5 -9.5 24.5 0 34M0 -17c9.5 9.5 9.5 24.5 0 34' }],
  ],
  /** A handset lying on the box that serves it. */
  server: [
    ['path', { d: 'M-17 -9.5c0 -9.5 34 -9.5 34 0v2.5h-8.5v-3.6c-5 -1.3 -12 -1.3 -17 0v3.6h-8.5z' }],
    ['rect', { x: '-17', y: '-1', width: '34', height: '16', rx: '4' }],
    ['path', { d: 'M-10 7h.01M-3.5 7h.01M4 7h7' }],
  ],
};
