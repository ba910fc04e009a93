// The rows as comma-separated text for a spreadsheet. Names and codes are English in every language, so that any tool
// reads them.
import type { TriageRow } from '../../../shared/report/triage.ts';
import { type Cell, csvText } from '../../components/csv-text.ts';

const head = [
  'file',
  'report_id',
  'created_utc',
  'level',
  'level_today',
  'replays',
  'server',
  'router_guess',
  'network',
  'line_quality',
  'program_version',
  'seal',
  'partial',
  'simulated',
  'duplicate',
  'site',
];

const yesOrNo = (is: boolean): string => (is ? 'yes' : 'no');

const cellsOf = (row: TriageRow): readonly Cell[] => [
  row.fileName,
  row.id,
  new Date(row.createdAt).toISOString(),
  row.level,
  row.levelToday,
  yesOrNo(row.replays),
  row.server,
  row.router,
  row.network,
  row.quality,
  row.appVersion,
  row.seal,
  yesOrNo(row.isPartial),
  yesOrNo(row.isSimulated),
  row.duplicate,
  row.site,
];

/** One line for each row, as they stand. */
export const rowsCsv = (rows: readonly TriageRow[]): string => csvText([head, ...rows.map(cellsOf)]);
