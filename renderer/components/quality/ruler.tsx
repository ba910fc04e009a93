// One thin ruler: a needle at the value, a whisker for the doubt, ticks with words and numbers. The drawing is for the
// eye; the words around it say the same.
import { Box, type Theme } from '@mui/material';
import type { ReactNode } from 'react';
import type { Place } from './ruler-scale.ts';

export type Tick = { readonly ratio: number; readonly text: string };

type RulerProps = {
  readonly name: string;
  /** The value with its unit, and in a word what it means. */
  readonly value: string;
  readonly meaning?: string;
  readonly needle: Place;
  readonly whisker: { readonly from: number; readonly to: number } | null;
  readonly ticks: readonly Tick[];
  /** Words between the ticks, and which of them holds the value. */
  readonly words?: readonly string[];
  readonly wordAt?: number;
  /** Source, samples, doubt; a full text equivalent of the drawing. */
  readonly children: ReactNode;
};

export function Ruler({
  name,
  value,
  meaning,
  needle,
  whisker,
  ticks,
  words = [],
  wordAt,
  children,
}: RulerProps) {
  return (
    <Box component="figure" sx={{ margin: 0, maxWidth: 640 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: 2 }}>
        <Box component="span" sx={{ fontWeight: 550 }}>
          {name}
        </Box>
        <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 550 }}>
          {value}
          {meaning !== undefined && (
            <Box component="span" sx={{ fontWeight: 450, color: 'quiet' }}>
              {`, ${meaning}`}
            </Box>
          )}
        </Box>
      </Box>
      {/* Drawings do not turn round where words run from right to left, so what belongs to their places must not. */}
      <div dir="ltr">
        {words.length > 0 && <Words words={words} wordAt={wordAt} />}
        <Drawing needle={needle} whisker={whisker} ticks={ticks} parts={words.length} partAt={wordAt} />
        <Numbers ticks={ticks} />
      </div>
      <Box component="figcaption" sx={{ color: 'quiet', fontSize: '0.8125rem', marginBlockStart: 0.5 }}>
        {children}
      </Box>
    </Box>
  );
}

const share = (ratio: number): string => `${(ratio * 100).toFixed(2)}%`;

function Words({
  words,
  wordAt,
}: {
  readonly words: readonly string[];
  readonly wordAt: number | undefined;
}) {
  return (
    <Box
      aria-hidden
      sx={{
        display: 'grid',
        gridTemplateColumns: `repeat(${words.length}, minmax(0, 1fr))`,
        marginBlockStart: 0.75,
        textAlign: 'center',
        fontSize: { xs: '0.6875rem', sm: '0.8125rem' },
        lineHeight: 1.3,
      }}
    >
      {words.map((word, index) => (
        <Box
          component="span"
          key={word}
          sx={index === wordAt ? { fontWeight: 650, color: 'text.primary' } : { color: 'quiet' }}
        >
          {word}
        </Box>
      ))}
    </Box>
  );
}

type DrawingProps = Pick<RulerProps, 'needle' | 'whisker' | 'ticks'> & {
  readonly parts: number;
  readonly partAt: number | undefined;
};

/** Middle of the drawing, px. */
const y = 14;

function Drawing({ needle, whisker, ticks, parts, partAt }: DrawingProps) {
  const at = share(needle.ratio);
  return (
    <Box component="svg" aria-hidden width="100%" height={y * 2} sx={drawingStyles}>
      <line className="base" x1="0%" x2="100%" y1={y} y2={y} />
      {partAt !== undefined && (
        <line className="part" x1={share(partAt / parts)} x2={share((partAt + 1) / parts)} y1={y} y2={y} />
      )}
      {ticks.map(({ ratio }) => (
        <line key={ratio} className="tick" x1={share(ratio)} x2={share(ratio)} y1={y - 5} y2={y + 7} />
      ))}
      {whisker !== null && (
        <g className="whisker">
          <line x1={share(whisker.from)} x2={share(whisker.to)} y1={y} y2={y} />
          <line x1={share(whisker.from)} x2={share(whisker.from)} y1={y - 4} y2={y + 4} />
          <line x1={share(whisker.to)} x2={share(whisker.to)} y1={y - 4} y2={y + 4} />
        </g>
      )}
      <svg x={at} y={y} overflow="visible">
        {needle.isBeyond ? (
          <path className="beyond" d="M-9 -7 L-1 0 L-9 7" />
        ) : (
          <path className="needle" d="M0 -11 V11" />
        )}
      </svg>
    </Box>
  );
}

/** Below their ticks; they keep inside the ruler at both ends. */
function Numbers({ ticks }: { readonly ticks: readonly Tick[] }) {
  return (
    <Box
      aria-hidden
      sx={{ position: 'relative', height: '1.25rem', fontSize: '0.75rem', color: 'quiet', lineHeight: 1.25 }}
    >
      {ticks.map(({ ratio, text }) => (
        <Box
          component="span"
          key={ratio}
          sx={{
            position: 'absolute',
            left: share(ratio),
            transform: `translateX(-${share(ratio === 0 ? 0 : ratio === 1 ? 1 : 0.5)})`,
            whiteSpace: 'nowrap',
            fontVariantNumeric: 'tabular-nums',
          }}
        >
          {text}
        </Box>
      ))}
    </Box>
  );
}

const drawingStyles = (theme: Theme) => ({
  display: 'block',
  overflow: 'visible',
  '& line, & path': { fill: 'none', strokeLinecap: 'round', strokeLinejoin: 'round' },
  '& .base': { stroke: theme.vars.palette.lineStrong, strokeWidth: 1 },
  '& .part': { stroke: theme.vars.palette.text.primary, strokeWidth: 2, strokeLinecap: 'butt' },
  '& .tick': { stroke: theme.vars.palette.lineStrong, strokeWidth: 1 },
  '& .whisker line': { stroke: theme.vars.palette.primary.main, strokeWidth: 2 },
  '& .needle': { stroke: theme.vars.palette.primary.main, strokeWidth: 4 },
  '& .beyond': { stroke: theme.vars.palette.primary.main, strokeWidth: 3 },
});
