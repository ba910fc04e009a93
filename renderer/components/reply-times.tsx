// Response times on a hairline ruler: a mark for each reply, a tall one for the middle value. No classes: this
// version does not grade the line.
import { Box, type Theme } from '@mui/material';
import { useTranslation } from 'react-i18next';

/** The middle value (the upper one of two), and the slowest; null without any. */
export function summaryOfTimes(times: readonly number[]): { medianMs: number; slowestMs: number } | null {
  const sorted = times.toSorted((a, b) => a - b);
  const medianMs = sorted[Math.floor(sorted.length / 2)];
  const slowestMs = sorted.at(-1);
  return medianMs === undefined || slowestMs === undefined ? null : { medianMs, slowestMs };
}

/** The first of 1, 2, 5, 10, 20 ... that holds the slowest reply. */
export function rulerEnd(slowestMs: number): number {
  for (let step = 1; ; step *= 10)
    for (const end of [step, 2 * step, 5 * step]) if (end >= slowestMs) return end;
}

export function ReplyTimes({ times }: { readonly times: readonly number[] }) {
  const { t, i18n } = useTranslation('result');
  const summary = summaryOfTimes(times);
  if (summary === null) return null;
  const end = rulerEnd(summary.slowestMs);
  const label = (value: number): string =>
    t('numbers.milliseconds', { value: new Intl.NumberFormat(i18n.language).format(value) });
  const place = (ms: number): string => `${((ms / end) * 100).toFixed(2)}%`;
  return (
    <Box component="figure" sx={{ margin: 0, maxWidth: 480 }}>
      <Box component="svg" aria-hidden width="100%" height={40} sx={rulerStyles}>
        <line className="ruler" x1="0%" x2="100%" y1={24} y2={24} />
        {[0, 0.25, 0.5, 0.75, 1].map((part) => (
          <line key={part} className="ruler" x1={`${part * 100}%`} x2={`${part * 100}%`} y1={24} y2={30} />
        ))}
        {times.map((ms, index) => (
          <line key={`${index}`} className="reply" x1={place(ms)} x2={place(ms)} y1={15} y2={24} />
        ))}
        <line className="median" x1={place(summary.medianMs)} x2={place(summary.medianMs)} y1={3} y2={24} />
      </Box>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', fontSize: '0.8125rem', color: 'quiet' }}>
        <span>{label(0)}</span>
        <span>{label(end)}</span>
      </Box>
      <Box component="figcaption" sx={{ fontSize: '0.8125rem', color: 'quiet', marginBlockStart: 0.5 }}>
        {t('numbers.ruler')}
      </Box>
    </Box>
  );
}

const rulerStyles = (theme: Theme) => ({
  display: 'block',
  overflow: 'visible',
  '& line': { strokeWidth: 2, strokeLinecap: 'round' },
  '& .ruler': { stroke: theme.vars.palette.lineStrong, strokeWidth: 1 },
  '& .reply': { stroke: theme.vars.palette.quiet },
  '& .median': { stroke: theme.vars.palette.primary.main, strokeWidth: 3 },
});
