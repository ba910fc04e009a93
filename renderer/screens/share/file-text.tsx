// The exact text of a file, to be read before it is given away: only the rows in sight are drawn, and it can be searched.
import { Box, Button, Stack, TextField, type Theme, Typography, useMediaQuery } from '@mui/material';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { safeText } from '../../../shared/base/safe-text.ts';
import { formatCount } from '../../language/format.ts';
import { type FileRow, rowsOf, rowsWith } from './file-rows.ts';

const rowHeightPx = 20;
const heightPx = 420;
/** Rows drawn above and below those in sight, so that scrolling shows no gap. */
const spareRows = 10;

export function FileText({ text }: { readonly text: string }) {
  const { t, i18n } = useTranslation('redact');
  const isNarrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'));
  const rows = useMemo(() => rowsOf(text, isNarrow ? 34 : 78), [text, isNarrow]);
  const box = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState('');
  const [at, setAt] = useState(0);
  const hits = useMemo(() => rowsWith(rows, wanted), [rows, wanted]);
  const goTo = (hit: number, among: readonly number[]) => {
    setAt(hit);
    box.current?.scrollTo({ top: Math.max(0, (among[hit] ?? 0) * rowHeightPx - heightPx / 3) });
  };
  const find = (next: string) => {
    setWanted(next);
    goTo(0, rowsWith(rows, next));
  };
  const count = (value: number) => formatCount(value, i18n.language);
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Stack direction="row" sx={{ gap: 1.5, flexWrap: 'wrap', alignItems: 'center' }}>
        <TextField
          size="small"
          label={t('search')}
          value={wanted}
          onChange={({ target }) => find(target.value)}
          onKeyDown={({ key }) => key === 'Enter' && hits.length > 0 && goTo((at + 1) % hits.length, hits)}
        />
        <Button disabled={hits.length === 0} onClick={() => goTo((at + 1) % hits.length, hits)}>
          {t('next')}
        </Button>
        <Typography component="output" variant="body2" sx={{ color: 'quiet' }}>
          {wanted === ''
            ? t('size', { lines: count(rows.filter(({ line }) => line !== null).length) })
            : hits.length === 0
              ? t('notFound')
              : t('found', { number: count(at + 1), all: count(hits.length) })}
        </Typography>
      </Stack>
      <Rows rows={rows} box={box} label={t('text')} marked={hits[at] ?? null} />
    </Stack>
  );
}

type RowsProps = {
  readonly rows: readonly FileRow[];
  readonly box: React.RefObject<HTMLDivElement | null>;
  readonly label: string;
  /** Row that the search stands at. */
  readonly marked: number | null;
};

function Rows({ rows, box, label, marked }: RowsProps) {
  const [topPx, setTopPx] = useState(0);
  const first = Math.max(0, Math.floor(topPx / rowHeightPx) - spareRows);
  const shown = rows.slice(first, first + Math.ceil(heightPx / rowHeightPx) + 2 * spareRows);
  return (
    <Box
      ref={box}
      // A region that scrolls must be reachable with the keyboard.
      tabIndex={0}
      component="section"
      aria-label={label}
      // JSON reads from left to right in every language.
      dir="ltr"
      onScroll={({ currentTarget }) => setTopPx(currentTarget.scrollTop)}
      sx={(theme: Theme) => ({
        ...theme.typography.mono,
        fontSize: '0.8125rem',
        height: heightPx,
        overflow: 'auto',
        borderRadius: '10px',
        backgroundColor: theme.vars.palette.sunken,
        '& .row': { display: 'flex', height: rowHeightPx, lineHeight: `${rowHeightPx}px`, whiteSpace: 'pre' },
        '& .line': {
          flex: 'none',
          width: 52,
          paddingInlineEnd: 1.5,
          textAlign: 'end',
          color: theme.vars.palette.quiet,
          userSelect: 'none',
        },
        '& .marked': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: -2 },
      })}
    >
      <Box
        sx={{
          height: rows.length * rowHeightPx,
          paddingBlockStart: `${first * rowHeightPx}px`,
          boxSizing: 'border-box',
        }}
      >
        {shown.map((row, i) => (
          <div key={first + i} className={first + i === marked ? 'row marked' : 'row'}>
            <span className="line" aria-hidden>
              {row.line}
            </span>
            <span className="text">{safeText(row.text)}</span>
          </div>
        ))}
      </Box>
    </Box>
  );
}
