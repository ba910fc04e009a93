// The line between the stations, piece by piece. Places are percent of the width, sizes are px: the drawing grows
// with the page and its strokes do not.
import { useId } from 'react';
import {
  formOf,
  type LineForm,
  placeOf,
  type Reading,
  segments,
} from '../../../shared/reading/path-reading.ts';

/** Height of the line in the drawing, and of the drawing, px. */
export const lineY = 44;
export const drawingPx = 68;

/** The whole line; `reading` is null while there is no result. */
export function PathLine({ reading }: { readonly reading: Reading | null }) {
  const wave = useId();
  return (
    <g className="path-line">
      <pattern id={wave} width="12" height="12" patternUnits="userSpaceOnUse" y={lineY - 6}>
        <path className="piece edited" d="M-3 9C-1 9 1 3 3 3S7 9 9 9S13 3 15 3" />
      </pattern>
      {segments.map((segment) => (
        <Segment key={segment} segment={segment} form={formOf(segment, reading)} wave={wave} />
      ))}
      {reading?.form === 'tunnel' && <Tunnel />}
    </g>
  );
}

type SegmentProps = { readonly segment: number; readonly form: LineForm; readonly wave: string };

function Segment({ segment, form, wave }: SegmentProps) {
  const at = `at-${segment}`;
  if (form === 'edited') return <rect className={at} y={lineY - 6} height="12" fill={`url(#${wave})`} />;
  if (form === 'gaps') return <Gap segment={segment} />;
  if (form === 'dashed')
    return (
      <line className="piece dashed" x1={placeOf(segment)} x2={placeOf(segment + 1)} y1={lineY} y2={lineY} />
    );
  return <rect className={`bar ${form} ${at}`} y={lineY - 1} height="2" rx="1" />;
}

/** Two stumps with slanted ends. All three pieces have them: where it is blocked, the check does not know. */
function Gap({ segment }: { readonly segment: number }) {
  return (
    <g className="piece gaps">
      <line x1={placeOf(segment)} x2={placeOf(segment + 0.43)} y1={lineY} y2={lineY} />
      <Slant at={segment + 0.43} />
      <Slant at={segment + 0.57} />
      <line x1={placeOf(segment + 0.57)} x2={placeOf(segment + 1)} y1={lineY} y2={lineY} />
    </g>
  );
}

const Slant = ({ at }: { readonly at: number }) => (
  <svg x={placeOf(at)} y={lineY} overflow="visible">
    <path d="M-3.5 7L3.5 -7" />
  </svg>
);

/** A double line from this computer to the server that passes above the stations in between. */
function Tunnel() {
  const upper = useId();
  return (
    <g className="tunnel" clipPath={`url(#${upper})`}>
      <clipPath id={upper}>
        <rect x="-24" y="-8" width="200%" height={lineY - 22 + 8} />
      </clipPath>
      <rect className="outer" y="2" height="60" rx="20" />
      <rect className="inner" y="10" height="60" rx="12" />
    </g>
  );
}
