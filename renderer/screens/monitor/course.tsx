// The course of a measurement: time, plots, totals, table, and the file. A frozen picture stands still while the
// measurement and its totals go on.
import { Box, Button, LinearProgress, Stack, Typography } from '@mui/material';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MonitorReading, MonitorRequest } from '../../../shared/ipc/monitor.ts';
import { fileNameFor } from '../../../shared/report/file-name.ts';
import { saveText } from '../../components/save-file.ts';
import { formatTimeOfDay } from '../../language/format.ts';
import { readingCsv } from './csv.ts';
import { clockText, durationText } from './duration-text.ts';
import { Plots } from './plots.tsx';
import { Totals } from './totals.tsx';
import { WindowsTable } from './windows-table.tsx';

/** Plots may be wider than words. */
const plotPx = 1040;

type CourseProps = {
  readonly reading: MonitorReading;
  readonly request: MonitorRequest;
  readonly isRunning: boolean;
  /** The one primary action. */
  readonly action: ReactNode;
};

export function Course({ reading, request, isRunning, action }: CourseProps) {
  const [frozen, setFrozen] = useState<MonitorReading | null>(null);
  const [hasTable, setHasTable] = useState(false);
  const tableId = useId();
  const shown = frozen !== null && isRunning ? frozen : reading;
  return (
    <Stack sx={{ gap: 4, maxWidth: plotPx }}>
      <Elapsed reading={reading} request={request} isRunning={isRunning} />
      <Stack sx={{ gap: 1 }}>
        <Plots reading={shown} />
        {isRunning && <FreezeRow frozen={frozen} onChange={(is) => setFrozen(is ? reading : null)} />}
      </Stack>
      <Totals totals={reading.totals} />
      <Stack
        direction={{ xs: 'column-reverse', sm: 'row' }}
        sx={{ gap: 1.5, justifyContent: 'space-between', alignItems: { sm: 'center' } }}
      >
        <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1, marginInlineStart: -1.5 }}>
          <TableButton isOpen={hasTable} tableId={tableId} onChange={setHasTable} />
          <SaveButton reading={reading} server={request.server} />
        </Stack>
        {action}
      </Stack>
      <Box id={tableId}>{hasTable && <WindowsTable reading={shown} />}</Box>
    </Stack>
  );
}

function Elapsed({ reading, request, isRunning }: Omit<CourseProps, 'action'>) {
  const { t, i18n } = useTranslation('monitor');
  const { elapsedMs } = reading;
  const percent = Math.min(100, elapsedMs / request.durationSeconds / 10);
  return (
    <Box sx={{ fontVariantNumeric: 'tabular-nums' }}>
      {isRunning && (
        <LinearProgress
          variant="determinate"
          value={percent}
          aria-label={t('elapsed.label')}
          sx={{ marginBlockEnd: 1 }}
        />
      )}
      <Typography variant="body2" sx={{ color: 'quiet' }}>
        {t('elapsed.text', {
          elapsed: clockText(elapsedMs),
          all: durationText(request.durationSeconds, i18n.language),
        })}
      </Typography>
    </Box>
  );
}

type FreezeRowProps = {
  readonly frozen: MonitorReading | null;
  readonly onChange: (isFrozen: boolean) => void;
};

/** The button, and beside it what it did. */
function FreezeRow({ frozen, onChange }: FreezeRowProps) {
  const { t, i18n } = useTranslation('monitor');
  const time = (at: MonitorReading) =>
    formatTimeOfDay(Date.parse(at.startedAt) + at.elapsedMs, i18n.language, true);
  return (
    <Stack
      direction="row"
      sx={{ flexWrap: 'wrap', columnGap: 2, alignItems: 'center', marginInlineStart: -1.5 }}
    >
      <Button onClick={() => onChange(frozen === null)}>{t(frozen === null ? 'freeze' : 'unfreeze')}</Button>
      <Box
        component="output"
        sx={{ fontSize: '0.875rem', fontWeight: 550, paddingInlineStart: { xs: 1.5, sm: 0 } }}
      >
        {frozen !== null && t('frozen', { time: time(frozen) })}
      </Box>
    </Stack>
  );
}

type TableButtonProps = {
  readonly isOpen: boolean;
  readonly tableId: string;
  readonly onChange: (isOpen: boolean) => void;
};

function TableButton({ isOpen, tableId, onChange }: TableButtonProps) {
  const { t } = useTranslation('monitor');
  return (
    <Button aria-expanded={isOpen} aria-controls={tableId} onClick={() => onChange(!isOpen)}>
      {t(isOpen ? 'table.hide' : 'table.show')}
    </Button>
  );
}

function SaveButton({ reading, server }: { readonly reading: MonitorReading; readonly server: string }) {
  const { t } = useTranslation('monitor');
  const save = () =>
    saveText(fileNameFor(server, reading.startedAt, 'csv'), readingCsv(reading, server), 'text/csv');
  return <Button onClick={save}>{t('export')}</Button>;
}
