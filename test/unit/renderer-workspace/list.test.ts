import { describe, expect, it } from 'vitest';
import { placeAfter } from '../../../renderer/screens/workspace/grid-keys.ts';
import { rowsCsv } from '../../../renderer/screens/workspace/rows-csv.ts';
import { shownRows } from '../../../renderer/screens/workspace/shown-rows.ts';
import { emptyFilter, type SortColumn } from '../../../renderer/state/workspace.ts';
import type { TriageRow } from '../../../shared/report/triage.ts';

const row = (key: string, parts: Partial<TriageRow> = {}): TriageRow => ({
  key,
  fileName: `${key}.sipreport`,
  id: `report${key}`,
  createdAt: '2026-05-01T10:00:00Z',
  server: 'pbx.example',
  level: 'unlikely',
  levelToday: 'unlikely',
  replays: true,
  quality: 'not-measured',
  router: null,
  network: null,
  appVersion: '0.2.0',
  seal: 'unsealed',
  isPartial: false,
  isSimulated: false,
  site: null,
  duplicate: null,
  ...parts,
});

const rows = [
  row('f1', { createdAt: '2026-05-03T10:00:00Z', router: 'ASUS', site: 's', server: 'pbx10.example' }),
  row('f2', { level: 'confirmed', quality: 'good', site: 's', server: 'pbx2.example' }),
  row('f3', { createdAt: '2026-05-02T10:00:00Z', level: 'blocked', quality: 'poor', replays: false }),
];
const keys = (filter: Partial<typeof emptyFilter>, column: SortColumn = 'createdAt', isDescending = true) =>
  shownRows(rows, { ...emptyFilter, ...filter }, { column, isDescending }).map(({ key }) => key);

describe('the list', () => {
  it.each<[SortColumn, boolean, readonly string[]]>([
    ['createdAt', true, ['f1', 'f3', 'f2']],
    ['createdAt', false, ['f2', 'f3', 'f1']],
    ['level', false, ['f2', 'f3', 'f1']],
    ['quality', false, ['f3', 'f2', 'f1']],
    ['server', false, ['f3', 'f2', 'f1']],
    ['replays', false, ['f3', 'f1', 'f2']],
    ['site', true, ['f1', 'f2', 'f3']],
  ])('sorts by %s, descending %s', (column, isDescending, expected) => {
    const order = keys({}, column, isDescending);

    expect(order).toEqual(expected);
  });

  it('filters and searches every word', () => {
    expect(keys({ level: 'confirmed' })).toEqual(['f2']);
    expect(keys({ quality: 'poor' })).toEqual(['f3']);
    expect(keys({ seal: 'edited' })).toEqual([]);
    expect(keys({ text: ' asus PBX10 ' })).toEqual(['f1']);
    expect(keys({ text: 'asus f2' })).toEqual([]);
  });

  it('becomes a table whose cells start no formula', () => {
    const [head, first, ...more] = rowsCsv([
      row('f1', { server: '=cmd()', router: 'a "b", c', fileName: '@x', network: null }),
    ]).split('\r\n');
    expect(head?.split(',')).toHaveLength(16);
    expect(first).toContain(`'=cmd()`);
    expect(first).toContain('"a ""b"", c"');
    expect(first?.startsWith(`'@x,`)).toBe(true);
    expect(more).toEqual(['']);
  });
});

describe('a key in the grid', () => {
  const extent = { rows: 30, cells: 4, pageRows: 10, hasHead: true };
  it.each([
    ['ArrowDown', false, { row: 29, cell: 1 }, { row: 29, cell: 1 }],
    ['ArrowUp', false, { row: 0, cell: 1 }, { row: -1, cell: 1 }],
    ['ArrowUp', false, { row: -1, cell: 1 }, { row: -1, cell: 1 }],
    ['ArrowLeft', false, { row: 2, cell: 0 }, { row: 2, cell: 0 }],
    ['ArrowRight', false, { row: 2, cell: 2 }, { row: 2, cell: 3 }],
    ['PageDown', false, { row: 25, cell: 1 }, { row: 29, cell: 1 }],
    ['PageUp', false, { row: 5, cell: 1 }, { row: 0, cell: 1 }],
    ['Home', false, { row: 5, cell: 2 }, { row: 5, cell: 0 }],
    ['Home', true, { row: 5, cell: 2 }, { row: 0, cell: 0 }],
    ['End', true, { row: 5, cell: 2 }, { row: 29, cell: 3 }],
  ])('%s (far: %s) leads on', (key, isFar, from, to) => {
    expect(placeAfter(key, isFar, from, extent)).toEqual(to);
  });

  it('stays out of a head that is not there, and leaves other keys alone', () => {
    expect(placeAfter('ArrowUp', false, { row: 0, cell: 0 }, { ...extent, hasHead: false })).toEqual({
      row: 0,
      cell: 0,
    });
    expect(placeAfter('a', false, { row: 0, cell: 0 }, extent)).toBeNull();
  });
});
