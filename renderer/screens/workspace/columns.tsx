// The columns of the list: what each shows of a row, and the one tall cell that replaces them on a narrow window.
import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { safeText } from '../../../shared/base/safe-text.ts';
import type { TriageRow } from '../../../shared/report/triage.ts';
import { LevelIcon } from '../../components/level-icon.tsx';
import { formatDateTime } from '../../language/format.ts';
import type { SortColumn } from '../../state/workspace.ts';

export type Column = {
  readonly id: SortColumn | 'select' | 'notes' | 'card';
  readonly leastPx: number;
  /** Its part of the width that is left over. */
  readonly share: number;
};

/** Sorted by a press on their head; all but the box and the notes. */
export const isSortable = (id: Column['id']): id is SortColumn =>
  id !== 'select' && id !== 'notes' && id !== 'card';

const column = (id: Column['id'], leastPx: number, share = 0): Column => ({ id, leastPx, share });

export const wideColumns: readonly Column[] = [
  column('select', 40),
  column('level', 272, 2),
  column('createdAt', 184),
  column('server', 132, 1),
  column('router', 152, 1),
  column('network', 112),
  column('quality', 116),
  column('replays', 136, 1),
  column('notes', 128, 1),
  column('site', 104),
  column('appVersion', 96),
  column('seal', 132),
  column('fileName', 200, 1),
];

export const narrowColumns: readonly Column[] = [column('select', 44), column('card', 200, 1)];

type CellProps = { readonly row: TriageRow; readonly id: Column['id']; readonly ofSite: number };

/** What a cell shows; the box for selecting is drawn by the row. */
export function CellContent({ row, id, ofSite }: CellProps): ReactNode {
  const words = useRowWords();
  switch (id) {
    case 'select':
      return null;
    case 'level':
      return <LevelWords row={row} />;
    case 'createdAt':
      return <span className="figures">{words.when(row)}</span>;
    case 'quality':
      return words.quality(row);
    case 'replays':
      return row.replays ? words.replays(row) : <strong className="alarm">{words.replays(row)}</strong>;
    case 'notes':
      return words.notes(row).join(', ');
    case 'site':
      return ofSite > 1 ? <span className="figures">{`${ofSite} ×`}</span> : words.none;
    case 'seal':
      return words.seal(row);
    case 'card':
      return <Card row={row} />;
    default:
      return row[id] === null ? words.none : <bdi>{safeText(row[id])}</bdi>;
  }
}

function LevelWords({ row }: { readonly row: TriageRow }) {
  const { t } = useTranslation('verdict');
  return (
    <span className="level">
      <LevelIcon level={row.level} sizePx={18} />
      <span>{t(`levelName.${row.level}`)}</span>
    </span>
  );
}

function Card({ row }: { readonly row: TriageRow }) {
  const words = useRowWords();
  const facts = [row.router, row.network].flatMap((fact) => (fact === null ? [] : safeText(fact)));
  const line = row.quality === 'not-measured' ? [] : [words.quality(row)];
  return (
    <Box component="span" sx={{ display: 'grid', lineHeight: 1.4, minWidth: 0 }}>
      <LevelWords row={row} />
      <span className="quiet">
        {words.when(row)} · <bdi>{safeText(row.server)}</bdi>
      </span>
      <span className="quiet">
        {[...facts, ...line, ...words.notes(row)].join(' · ')}
        {!row.replays && <strong className="alarm"> {words.replays(row)}</strong>}
      </span>
    </Box>
  );
}

/** The codes of a row in the language of the window. */
export function useRowWords() {
  const { t, i18n } = useTranslation('workspace');
  const { t: verdict } = useTranslation('verdict');
  return {
    none: t('none'),
    when: ({ createdAt }: TriageRow): string => formatDateTime(createdAt, i18n.language),
    quality: ({ quality }: TriageRow): string => t(`quality.${quality}`),
    seal: ({ seal }: TriageRow): string => t(`seal.${seal}`),
    replays: ({ replays, level, levelToday }: TriageRow): string => {
      if (replays) return t('replays.same');
      if (level === levelToday) return t('replays.differs');
      return t('replays.other', { level: verdict(`levelName.${levelToday}`) });
    },
    notes: ({ isPartial, isSimulated, duplicate }: TriageRow): readonly string[] => [
      ...(duplicate === null ? [] : [t(`note.${duplicate}`)]),
      ...(isPartial ? [t('note.partial')] : []),
      ...(isSimulated ? [t('note.simulated')] : []),
    ],
  };
}
