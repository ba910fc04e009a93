// The list of reports: only the rows in sight are drawn, the keys reach all of them. The grid keeps the focus itself and
// points to its active cell, which a row that leaves the sight can therefore never take away.
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by hand, so the tags of a table do not fit */
import { Box, useTheme } from '@mui/material';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ComponentProps, type KeyboardEvent, type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TriageRow } from '../../../shared/report/triage.ts';
import { Icon } from '../../shell/icons.tsx';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { openRow, setWorkspace, type Workspace } from '../../state/workspace.ts';
import { CellContent, type Column, isSortable } from './columns.tsx';
import { type Place, placeAfter } from './grid-keys.ts';
import { cardPx, gridStyles, rowPx } from './grid-styles.ts';
import { orderBy, toggleSelected } from './row-actions.ts';
import { countSites } from './shown-rows.ts';

type GridProps = {
  readonly rows: readonly TriageRow[];
  readonly columns: readonly Column[];
  readonly isNarrow: boolean;
};

/** Rows are placed by hand, so this cannot be a table of the browser: the roles say what each part is. */
const Part = (props: ComponentProps<'div'>) => <div {...props} />;

const cellId = (place: Place): string => `workspace-cell-${place.row}-${place.cell}`;

export function Grid({ rows, columns, isNarrow }: GridProps) {
  const { t } = useTranslation('workspace');
  const theme = useTheme();
  const scroller = useRef<HTMLDivElement>(null);
  const all = useAppState(({ workspace }) => workspace.rows) ?? rows;
  const heightPx = isNarrow ? cardPx : rowPx;
  const place = usePlace(rows);
  const virtual = useRowsInSight(scroller, rows.length, isNarrow, place?.row ?? 0);
  const { onKeyDown, press } = useGridKeys({ rows, columns, isNarrow }, place, (row) =>
    virtual.scrollToIndex(row),
  );
  const sites = countSites(all);
  return (
    <Box
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={t('grid')}
      aria-rowcount={rows.length + (isNarrow ? 0 : 1)}
      aria-colcount={columns.length}
      aria-multiselectable
      aria-activedescendant={place === null ? undefined : cellId(place)}
      // Who comes back to the list comes back to this row.
      data-focus-here={place === null ? undefined : true}
      onKeyDown={onKeyDown}
      sx={gridStyles(theme, columns)}
    >
      {!isNarrow && <Head columns={columns} active={place?.row === -1 ? place.cell : null} />}
      <Part role="rowgroup" className="body" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start: top }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <GridRow
              key={row.key}
              row={row}
              index={index}
              columns={columns}
              active={place?.row === index ? place.cell : null}
              ofSite={sites.get(row.site ?? '') ?? 0}
              topPx={top}
              heightPx={heightPx}
              headRows={isNarrow ? 0 : 1}
              onPress={press}
            />
          );
        })}
      </Part>
    </Box>
  );
}

/** Which rows are drawn; the list begins where it was left. */
function useRowsInSight(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  isNarrow: boolean,
  firstRow: number,
) {
  const heightPx = isNarrow ? cardPx : rowPx;
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  return useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => heightPx,
    overscan: 10,
    initialOffset: Math.max(0, firstRow - 4) * heightPx,
    scrollPaddingStart: isNarrow ? 0 : rowPx,
  });
}

type RowProps = {
  readonly row: TriageRow;
  readonly index: number;
  readonly columns: readonly Column[];
  readonly active: number | null;
  readonly ofSite: number;
  readonly topPx: number;
  readonly heightPx: number;
  readonly headRows: number;
  readonly onPress: (place: Place) => void;
};

function GridRow({ row, index, columns, active, ofSite, topPx, heightPx, headRows, onPress }: RowProps) {
  const isSelected = useAppState(({ workspace }) => workspace.selected.includes(row.key));
  return (
    <Part
      role="row"
      aria-rowindex={index + 1 + headRows}
      aria-selected={isSelected}
      className={isSelected ? 'row selected' : 'row'}
      style={{ height: heightPx, transform: `translateY(${topPx}px)` }}
    >
      {columns.map(({ id }, cell) => (
        <Part
          key={id}
          id={cellId({ row: index, cell })}
          role="gridcell"
          aria-colindex={cell + 1}
          className={`cell ${id}${active === cell ? ' active' : ''}`}
          onClick={() => onPress({ row: index, cell })}
        >
          {id === 'select' ? (
            <span className="box">{isSelected && <Icon name="check" />}</span>
          ) : (
            <CellContent row={row} id={id} ofSite={ofSite} />
          )}
        </Part>
      ))}
    </Part>
  );
}

type HeadProps = { readonly columns: readonly Column[]; readonly active: number | null };

function Head({ columns, active }: HeadProps) {
  const { t } = useTranslation('workspace');
  const { store } = useApp();
  const order = useAppState(({ workspace }) => workspace.order);
  return (
    <Part role="rowgroup" className="head-group">
      <Part role="row" aria-rowindex={1} className="head">
        {columns.map(({ id }, cell) => {
          const isSorted = order.column === id;
          const sort = order.isDescending ? ('descending' as const) : ('ascending' as const);
          return (
            <Part
              key={id}
              id={cellId({ row: -1, cell })}
              role="columnheader"
              aria-colindex={cell + 1}
              aria-sort={isSortable(id) ? (isSorted ? sort : 'none') : undefined}
              aria-label={id === 'select' ? t('select') : undefined}
              className={`cell ${id}${isSortable(id) ? ' sortable' : ''}${isSorted ? ' sorted' : ''}${active === cell ? ' active' : ''}`}
              onClick={() => isSortable(id) && orderBy(store, id)}
            >
              {id !== 'select' && <span>{t(`column.${id}`)}</span>}
              {isSorted && (
                <Icon
                  name="fold"
                  sx={{ fontSize: 16, flex: 'none', rotate: order.isDescending ? '0deg' : '180deg' }}
                />
              )}
            </Part>
          );
        })}
      </Part>
    </Part>
  );
}

/** The active cell by number; the row may have moved since, or be out of the filter. The head has no key. */
function usePlace(rows: readonly TriageRow[]): Place | null {
  const active = useAppState(({ workspace }) => workspace.active);
  if (active === null) return null;
  if (active.key === headKey) return { row: -1, cell: active.cell };
  const row = rows.findIndex(({ key }) => key === active.key);
  return row < 0 ? null : { row, cell: active.cell };
}

const headKey = 'head';

function useGridKeys(
  { rows, columns, isNarrow }: GridProps,
  place: Place | null,
  scrollTo: (row: number) => void,
) {
  const app = useApp();
  const setActive = ({ row, cell }: Place): void => {
    const key = row < 0 ? headKey : rows[row]?.key;
    const active: Workspace['active'] = key === undefined ? null : { key, cell };
    setWorkspace(app.store, { active });
  };
  /** What a click on a cell does. */
  const press = (at: Place): void => {
    setActive(at);
    const column = columns[at.cell]?.id;
    const key = rows[at.row]?.key;
    if (at.row < 0 && column !== undefined && isSortable(column)) orderBy(app.store, column);
    else if (key !== undefined && column === 'select') toggleSelected(app.store, key);
    else if (key !== undefined) void openRow(app, key);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const now = place ?? { row: 0, cell: 1 };
    const extent = { rows: rows.length, cells: columns.length, pageRows: 10, hasHead: !isNarrow };
    const isFirst = place === null && (event.key === 'ArrowDown' || event.key === 'ArrowUp');
    const next = isFirst ? now : placeAfter(event.key, event.ctrlKey || event.metaKey, now, extent);
    const key = rows[now.row]?.key;
    if (next !== null) {
      setActive(next);
      if (next.row >= 0) scrollTo(next.row);
    } else if (event.key === 'Enter') press({ ...now, cell: now.row < 0 ? now.cell : 1 });
    else if (event.key === ' ' && key !== undefined) toggleSelected(app.store, key);
    else return;
    event.preventDefault();
  };
  return { onKeyDown, press };
}
