// The same course as a table, newest first, in portions: for screen readers and for whoever wants the figures.
import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MonitorReading } from '../../../shared/ipc/monitor.ts';
import { formatTimeOfDay } from '../../language/format.ts';
import { useWindowWords } from './window-words.ts';

const portion = 20;

export function WindowsTable({ reading }: { readonly reading: MonitorReading }) {
  const { t, i18n } = useTranslation('monitor');
  const say = useWindowWords();
  const [shown, setShown] = useState(portion);
  const { windows, startedAt } = reading;
  const startedMs = Date.parse(startedAt);
  const newest = windows.slice(Math.max(0, windows.length - shown)).toReversed();
  const columns = ['time', 'p50', 'delay', 'jitter', 'lost'] as const;
  return (
    <Box>
      <Box component="section" sx={{ overflowX: 'auto' }} tabIndex={0} aria-label={t('table.label')}>
        <Table size="small" sx={{ minWidth: 480, fontVariantNumeric: 'tabular-nums' }}>
          <TableHead>
            <TableRow>
              {columns.map((column) => (
                <TableCell key={column} align={column === 'time' ? 'left' : 'right'}>
                  {t(`table.${column}`)}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {newest.map((window) => {
              const words = say(window);
              return (
                <TableRow key={window.startMs}>
                  <TableCell component="th" scope="row">
                    {formatTimeOfDay(startedMs + window.startMs, i18n.language, true)}
                    {window.wasBusy && ` (${t('table.busy')})`}
                  </TableCell>
                  <TableCell align="right">{words.p50}</TableCell>
                  <TableCell align="right">{words.delay}</TableCell>
                  <TableCell align="right">{words.jitter}</TableCell>
                  <TableCell align="right">{words.lost}</TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </Box>
      {windows.length > shown && (
        <Button onClick={() => setShown(shown + portion)} sx={{ marginInlineStart: -1.5 }}>
          {t('table.older', { count: windows.length - shown })}
        </Button>
      )}
    </Box>
  );
}
