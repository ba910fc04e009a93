// What this program is, which version, and whose work is inside.
import { Box, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../shell/screen.tsx';
import { useAppState } from '../../state/app-context.tsx';
import { licences } from './licences.ts';

export function AboutScreen() {
  const { t } = useTranslation('about');
  return (
    <Screen title={t('title')} lead={t('lead')}>
      <Facts />
      <Typography variant="h3" component="h2" sx={{ marginBlockStart: 5, marginBlockEnd: 1 }}>
        {t('licences.title')}
      </Typography>
      <Typography sx={{ marginBlockEnd: 2, color: 'quiet' }}>{t('licences.lead')}</Typography>
      <Table aria-label={t('licences.title')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('licences.name')}</TableCell>
            <TableCell>{t('licences.licence')}</TableCell>
            <TableCell>{t('licences.holder')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {licences.map(({ name, licence, holder }) => (
            <TableRow key={name}>
              <TableCell>{name}</TableCell>
              <TableCell>{licence}</TableCell>
              <TableCell sx={{ color: 'quiet' }}>{holder}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Screen>
  );
}

function Facts() {
  const { t } = useTranslation('about');
  const info = useAppState((state) => state.info);
  if (info === null) return null;
  const facts = [
    ['version', info.version],
    ['host', t(`hostName.${info.host}`)],
    ['system', `${info.os} ${info.arch}`],
    ['licence', 'MIT'],
  ] as const;
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'max-content 1fr',
        columnGap: 4,
        rowGap: 1,
        margin: 0,
        paddingBlock: 3,
        borderBlock: '1px solid',
        borderColor: 'line',
      }}
    >
      {facts.map(([name, value]) => (
        <Box key={name} sx={{ display: 'contents' }}>
          <Typography component="dt" sx={{ color: 'quiet' }}>
            {t(`fact.${name}`)}
          </Typography>
          <Typography component="dd" sx={{ margin: 0, overflowWrap: 'anywhere' }}>
            {value}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
