// Where a key leads in the grid, as the pattern for grids asks (WAI-ARIA APG, "grid"). Pure. Row -1 is the head.

export type Place = { readonly row: number; readonly cell: number };
export type Extent = {
  readonly rows: number;
  readonly cells: number;
  /** Rows that are in sight at once. */
  readonly pageRows: number;
  /** A list without a head has no row -1. */
  readonly hasHead: boolean;
};

const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** The place after the key; null when the key does not move. `isFar`: with Ctrl or Cmd. */
export function placeAfter(key: string, isFar: boolean, { row, cell }: Place, extent: Extent): Place | null {
  const { rows, cells, pageRows, hasHead } = extent;
  const at = (toRow: number, toCell: number): Place => ({
    row: within(toRow, hasHead ? -1 : 0, rows - 1),
    cell: within(toCell, 0, cells - 1),
  });
  switch (key) {
    case 'ArrowDown':
      return at(row + 1, cell);
    case 'ArrowUp':
      return at(row - 1, cell);
    case 'ArrowRight':
      return at(row, cell + 1);
    case 'ArrowLeft':
      return at(row, cell - 1);
    case 'PageDown':
      return at(row + pageRows, cell);
    case 'PageUp':
      return at(Math.max(0, row - pageRows), cell);
    case 'Home':
      return at(isFar ? 0 : row, 0);
    case 'End':
      return at(isFar ? rows - 1 : row, cells - 1);
    default:
      return null;
  }
}
