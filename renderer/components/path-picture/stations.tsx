// The four stations of the path picture: 40 px, one 2 px line, round ends. The line of the path runs through
// their middle, so each drawing carries a piece of it in its own shape.
import { type StationName, stationShapes } from '../../../shared/reading/shapes.ts';
import { Shapes } from '../shapes.tsx';

/** One station, its middle at the origin; the ground colour behind it keeps the path's line out of the drawing. */
export const StationDrawing = ({ name }: { readonly name: StationName }) => (
  <g className="drawing">
    <Shapes shapes={stationShapes[name]} />
  </g>
);
