// Which rows are shown, and in which order. Pure.
import type { TriageRow } from '../../../shared/report/triage.ts';
import type { RowFilter, RowOrder, SortColumn } from '../../state/workspace.ts';
import { levels, triageQualities } from './filter-values.ts';

/** How many of the rows are from each place. */
export function countSites(rows: readonly TriageRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { site } of rows) if (site !== null) counts.set(site, (counts.get(site) ?? 0) + 1);
  return counts;
}

/** The rows that fit the filter, in order; rows that are equal in the column stand newest first. */
export function shownRows(
  rows: readonly TriageRow[],
  filter: RowFilter,
  { column, isDescending }: RowOrder,
): readonly TriageRow[] {
  const sites = countSites(rows);
  const sign = isDescending ? -1 : 1;
  return rows
    .filter((row) => fits(row, filter))
    .toSorted((a, b) => sign * compareIn(column, a, b, sites) || (a.createdAt < b.createdAt ? 1 : -1));
}

function fits(row: TriageRow, { text, level, quality, seal }: RowFilter): boolean {
  if (level !== null && row.level !== level) return false;
  if (quality !== null && row.quality !== quality) return false;
  if (seal !== null && row.seal !== seal) return false;
  const wanted = text.trim().toLowerCase().split(/\s+/);
  const { fileName, server, router, network, id, appVersion } = row;
  const all = [fileName, server, router ?? '', network ?? '', id, appVersion].join(' ').toLowerCase();
  return wanted.every((word) => all.includes(word));
}

const byText = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function compareIn(
  column: SortColumn,
  a: TriageRow,
  b: TriageRow,
  sites: ReadonlyMap<string, number>,
): number {
  switch (column) {
    case 'level':
      return levels.indexOf(a.level) - levels.indexOf(b.level);
    case 'quality':
      return triageQualities.indexOf(a.quality) - triageQualities.indexOf(b.quality);
    case 'createdAt':
      return Date.parse(a.createdAt) - Date.parse(b.createdAt);
    case 'replays':
      return Number(a.replays) - Number(b.replays);
    case 'site':
      return (sites.get(a.site ?? '') ?? 0) - (sites.get(b.site ?? '') ?? 0);
    default:
      return byText.compare(a[column] ?? '', b[column] ?? '');
  }
}
