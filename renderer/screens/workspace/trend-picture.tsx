// Reports of one place along the days: three lanes, a shape for each, the quality of the line as a bar below. The list
// under it says the same in words.
import { Box, useMediaQuery, useTheme } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { type Standing, standingOf, type TrendStep } from '../../../shared/report/trend.ts';
import type { TriageRow } from '../../../shared/report/triage.ts';
import { localeOf } from '../../language/format.ts';

/** A report of the place, and what turned with it. */
export type RowStep = TrendStep<TriageRow>;

const heightPx = 216;
const laneY: Readonly<Record<Standing, number>> = { edited: 40, unclear: 84, clean: 128 };
/** The bars of the line stand on this. */
const floorY = 186;
const barPx: Readonly<Record<TriageRow['quality'], number>> = {
  excellent: 32,
  good: 24,
  fair: 16,
  poor: 8,
  'not-measured': 0,
};
const shapes: Readonly<Record<Standing, string>> = {
  edited: 'M0-7 7 0 0 7-7 0Z',
  clean: 'M-5.5 0a5.5 5.5 0 1 1 11 0 5.5 5.5 0 1 1-11 0Z',
  unclear: 'M-4-4h8v8h-8Z',
};
const turnDash = '3 4';
/** Where the lanes begin; their names stand before it. */
const left = 96;

export function TrendPicture({ steps }: { readonly steps: readonly RowStep[] }) {
  const { t, i18n } = useTranslation('workspace');
  const theme = useTheme();
  const isNarrow = useMediaQuery(theme.breakpoints.down('sm'), { noSsr: true });
  const widthPx = isNarrow ? 360 : 720;
  const { palette } = theme.vars;
  const times = steps.map(({ point }) => Date.parse(point.createdAt));
  const [firstMs = 0, lastMs = 0] = [times[0], times.at(-1)];
  const spanMs = Math.max(1, lastMs - firstMs);
  const xOf = (ms: number): number => left + 12 + ((ms - firstMs) / spanMs) * (widthPx - left - 28);
  const day = new Intl.DateTimeFormat(localeOf(i18n.language), { day: 'numeric', month: 'short' });
  const label = useLabel();
  return (
    <Box
      component="svg"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an img element cannot hold a drawing of this page
      role="img"
      aria-label={t('trend.picture')}
      viewBox={`0 0 ${widthPx} ${heightPx}`}
      // The days run from left to right in every language, as on all its plots.
      sx={{ display: 'block', width: '100%', height: 'auto', direction: 'ltr' }}
    >
      <Lanes widthPx={widthPx} />
      <polyline
        points={steps
          .map(({ point }, at) => `${xOf(times[at] ?? 0)},${laneY[standingOf(point.level)]}`)
          .join(' ')}
        fill="none"
        stroke={palette.lineStrong}
        strokeWidth={1.5}
      />
      {steps.map((step, at) => (
        <Mark key={step.point.key} step={step} x={xOf(times[at] ?? 0)} />
      ))}
      <text x={left} y={heightPx - 8} style={label}>
        {day.format(firstMs)}
      </text>
      <text x={widthPx} y={heightPx - 8} textAnchor="end" style={label}>
        {day.format(lastMs)}
      </text>
    </Box>
  );
}

const useLabel = () => ({
  fontSize: 12,
  fill: useTheme().vars.palette.quiet,
  fontFamily: 'inherit',
});

function Lanes({ widthPx }: { readonly widthPx: number }) {
  const { t } = useTranslation('workspace');
  const { palette } = useTheme().vars;
  const label = useLabel();
  return (
    <>
      {(['edited', 'unclear', 'clean'] as const).map((lane) => (
        <g key={lane}>
          <line x1={left} x2={widthPx} y1={laneY[lane]} y2={laneY[lane]} stroke={palette.line} />
          <text x={0} y={laneY[lane] + 4} style={label}>
            {t(`trend.${lane}`)}
          </text>
        </g>
      ))}
      <line x1={left} x2={widthPx} y1={floorY} y2={floorY} stroke={palette.line} />
      <text x={0} y={floorY} style={label}>
        {t('trend.line')}
      </text>
    </>
  );
}

function Mark({ step: { point, turn }, x }: { readonly step: RowStep; readonly x: number }) {
  const { palette } = useTheme().vars;
  const colours = { edited: palette.edited, clean: palette.clean, unclear: palette.unknown };
  const standing = standingOf(point.level);
  const bar = barPx[point.quality];
  return (
    <g>
      {turn !== null && (
        <line x1={x} x2={x} y1={18} y2={floorY} stroke={colours[standing]} strokeDasharray={turnDash} />
      )}
      <path
        d={shapes[standing]}
        transform={`translate(${x} ${laneY[standing]})`}
        fill={standing === 'unclear' ? palette.background.default : colours[standing]}
        stroke={colours[standing]}
        strokeWidth={2}
      />
      {bar > 0 && <rect x={x - 3} y={floorY - bar} width={6} height={bar} fill={palette.primary.main} />}
    </g>
  );
}
