// The columns of the list: what each shows of a row, and the one tall cell that replaces them on a narrow window.
import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TriageRow } from '../../../shared/report/triage.ts';
import { LevelIcon } from '../../components/level-icon.tsx';
import { safeText } from '../../components/safe-text.ts';
import { formatDateTime } from '../../language/format.ts';
import type { SortColumn } from '../../state/workspace.ts';

export type Column = {
  readonly id: SortColumn | 'select' | 'notes' | 'card';
  /** CSS width inside the grid. */
  readonly width: string;
};

/** Sorted by a press on their head; all but the box and the notes. */
export const isSortable = (id: Column['id']): id is SortColumn =>
  id !== 'select' && id !== 'notes' && id !== 'card';

export const wideColumns: readonly Column[] = [
  { id: 'select', width: '40px' },
  { id: 'level', width: 'minmax(196px, 1.2fr)' },
  { id: 'createdAt', width: '168px' },
  { id: 'server', width: 'minmax(124px, 1fr)' },
  { id: 'router', width: 'minmax(148px, 1fr)' },
  { id: 'network', width: '108px' },
  { id: 'quality', width: '112px' },
  { id: 'replays', width: 'minmax(128px, 0.8fr)' },
  { id: 'notes', width: 'minmax(128px, 0.8fr)' },
  { id: 'site', width: '100px' },
  { id: 'appVersion', width: '92px' },
  { id: 'seal', width: '128px' },
  { id: 'fileName', width: 'minmax(184px, 1fr)' },
];

export const narrowColumns: readonly Column[] = [
  { id: 'select', width: '44px' },
  { id: 'card', width: 'minmax(0, 1fr)' },
];

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
  const marks = [...(row.replays ? [] : [words.replays(row)]), ...words.notes(row)];
  return (
    <Box component="span" sx={{ display: 'grid', lineHeight: 1.4, minWidth: 0 }}>
      <LevelWords row={row} />
      <span className="quiet">
        {words.when(row)} · <bdi>{safeText(row.server)}</bdi>
      </span>
      <span className="quiet">
        {[...facts, ...(row.quality === 'not-measured' ? [] : [words.quality(row)])].join(' · ')}
        {marks.length > 0 && <strong className="alarm"> {marks.join(', ')}</strong>}
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
