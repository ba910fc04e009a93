// The packets of a running check: one dot for each request that went out and one for each reply that came back,
// each drawn once. Nothing moves when nothing was counted.
import { useState } from 'react';
import { lineY } from './path-line.tsx';

/** Most dots on the line at a time; older ones have arrived long before. */
const mostDots = 8;

type LiveDotsProps = { readonly sent: number; readonly received: number };

export function LiveDots({ sent, received }: LiveDotsProps) {
  // A window that opens in the middle of a check does not replay what it has not seen.
  const [start] = useState({ sent, received });
  return (
    <g className="dots">
      {numbers(start.sent, sent).map((number) => (
        <circle key={`out-${number}`} className="out" cy={lineY} r="5" />
      ))}
      {numbers(start.received, received).map((number) => (
        <circle key={`back-${number}`} className="back" cy={lineY} r="5" />
      ))}
    </g>
  );
}

function numbers(from: number, to: number): readonly number[] {
  const first = Math.max(from, to - mostDots);
  return Array.from({ length: Math.max(0, to - first) }, (_, index) => first + index + 1);
}
