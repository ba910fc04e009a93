// What stays on this computer, in words: thing, place, time.
import { Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../state/app-context.tsx';

const things = ['results', 'settings', 'profile', 'window', 'ledger', 'password'] as const;

export function KeptThings() {
  const { t } = useTranslation('settings');
  const days = useAppState((state) => state.settings.keepHistoryDays);
  return (
    <>
      <Typography sx={{ marginBlockEnd: 2, textWrap: 'pretty' }}>{t('kept.lead')}</Typography>
      <Table aria-label={t('kept.title')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('kept.what')}</TableCell>
            <TableCell>{t('kept.howLong')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {things.map((thing) => (
            <TableRow key={thing}>
              <TableCell>{t(`kept.${thing}.what`)}</TableCell>
              <TableCell>{t(`kept.${thing}.howLong`, { count: days })}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Typography variant="body2" sx={{ marginBlockStart: 2, color: 'quiet', textWrap: 'pretty' }}>
        {t('kept.never')}
      </Typography>
    </>
  );
}
