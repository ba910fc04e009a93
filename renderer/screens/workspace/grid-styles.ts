// The look of the list. One sheet for the whole grid: hundreds of cells with styles of their own would be slow.
import type { Theme } from '@mui/material';
import type { Column } from './columns.tsx';

export const rowPx = 36;
export const cardPx = 84;

export const gridStyles = (theme: Theme, columns: readonly Column[]) => {
  const widths = columns.map(({ leastPx, share }) =>
    share === 0 ? `${leastPx}px` : `minmax(${leastPx}px, ${share}fr)`,
  );
  // Every row must come to the same widths, whatever it holds.
  const leastPx = columns.reduce((sum, column) => sum + column.leastPx, 0);
  const { line, lineStrong, surface, sunken, quiet, accentSoft, primary } = theme.vars.palette;
  return {
    position: 'relative',
    maxHeight: 'max(320px, calc(100vh - 330px))',
    overflow: 'auto',
    border: `1px solid ${lineStrong}`,
    borderRadius: '10px',
    backgroundColor: surface,
    fontSize: '0.875rem',
    '&:focus-visible': { outline: `2px solid ${primary.main}`, outlineOffset: 2 },
    '&:focus-visible .active': { boxShadow: `inset 0 0 0 2px ${primary.main}` },
    '& .body': { position: 'relative', minWidth: `${leastPx}px` },
    '& .head, & .row': {
      display: 'grid',
      gridTemplateColumns: widths.join(' '),
      minWidth: `${leastPx}px`,
      width: '100%',
    },
    '& .head': {
      position: 'sticky',
      top: 0,
      zIndex: 2,
      height: `${rowPx}px`,
      backgroundColor: sunken,
      borderBlockEnd: `1px solid ${line}`,
      color: quiet,
      fontWeight: 550,
    },
    '& .row': { position: 'absolute', insetInlineStart: 0, top: 0, borderBlockEnd: `1px solid ${line}` },
    '& .row:hover .cell': { backgroundColor: sunken },
    '& .row.selected .cell': { backgroundColor: accentSoft },
    ...cellStyles(theme),
    ...wordStyles(theme),
  } as const;
};

function cellStyles(theme: Theme) {
  const { surface, sunken, text } = theme.vars.palette;
  return {
    '& .cell': {
      display: 'flex',
      alignItems: 'center',
      paddingInline: '8px',
      minWidth: 0,
      overflow: 'hidden',
      whiteSpace: 'nowrap',
      textOverflow: 'ellipsis',
      cursor: 'pointer',
      backgroundColor: surface,
    },
    '& .head .cell': { backgroundColor: sunken, gap: '2px', cursor: 'default' },
    '& .head .cell.sortable': { cursor: 'pointer', '&:hover': { color: text.primary } },
    '& .head .sorted': { color: text.primary },
    '& .cell > *': { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
    '& .cell.select': { paddingInline: '10px', overflow: 'visible' },
  } as const;
}

function wordStyles(theme: Theme) {
  const { line, lineStrong, surface, quiet, edited, primary, text } = theme.vars.palette;
  return {
    // Which report it is stays in sight while the rest is scrolled.
    '& .cell.select, & .cell.level': { position: 'sticky', insetInlineStart: 0, zIndex: 1 },
    '& .cell.level': { insetInlineStart: '40px', borderInlineEnd: `1px solid ${line}` },
    '& span.level': {
      display: 'flex',
      alignItems: 'center',
      gap: '8px',
      color: text.primary,
      fontWeight: 550,
    },
    '& span.level > span': { overflow: 'hidden', textOverflow: 'ellipsis' },
    '& .figures': { fontVariantNumeric: 'tabular-nums' },
    '& .quiet': { color: quiet, overflow: 'hidden', textOverflow: 'ellipsis' },
    '& .alarm': { color: edited, fontWeight: 550 },
    '& .box': {
      width: '16px',
      height: '16px',
      border: `2px solid ${lineStrong}`,
      borderRadius: '4px',
      color: surface,
      display: 'grid',
      placeItems: 'center',
    },
    '& .selected .box': { backgroundColor: primary.main, borderColor: primary.main },
    '& .box svg': { fontSize: '14px', strokeWidth: 3 },
  } as const;
}
