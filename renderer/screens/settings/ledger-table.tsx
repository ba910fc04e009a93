// The count of messages per server that keeps this computer from being blocked there.
import { Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { useLedger } from '../../components/use-ledger.ts';
import { formatCount } from '../../language/format.ts';
import { useApp } from '../../state/app-context.tsx';

export function LedgerTable() {
  const { t, i18n } = useTranslation('settings');
  const ledger = useLedger(useApp());
  return (
    <>
      <Typography sx={{ marginBlockEnd: 2, textWrap: 'pretty' }}>{t('ledger.lead')}</Typography>
      {ledger !== null && ledger.length === 0 && (
        <Typography sx={{ color: 'quiet' }}>{t('ledger.empty')}</Typography>
      )}
      {ledger !== null && ledger.length > 0 && (
        <Table aria-label={t('ledger.title')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('ledger.server')}</TableCell>
              <TableCell align="right">{t('ledger.sent')}</TableCell>
              <TableCell align="right">{t('ledger.free')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {ledger.map((entry) => (
              <TableRow key={entry.serverAddress}>
                <TableCell sx={{ typography: 'mono', overflowWrap: 'anywhere' }}>
                  {entry.serverAddress}
                </TableCell>
                <TableCell align="right" sx={{ typography: 'mono' }}>
                  {formatCount(entry.requestsLastTenMinutes, i18n.language)}
                </TableCell>
                <TableCell align="right">
                  {entry.secondsUntilFree === 0
                    ? t('ledger.now')
                    : t('ledger.seconds', { count: entry.secondsUntilFree })}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </>
  );
}
