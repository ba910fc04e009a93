// What differs between two checks, message by message: a table that reads the same with eyes and with a screen reader.
import { Box, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { safeText } from '../../../shared/base/safe-text.ts';
import type { ShownComparison } from '../../../shared/ipc/compare.ts';
import { wayName } from '../../../shared/reading/ways.ts';
import { type Cell, type MessageRows, messageRows } from './difference-rows.ts';

export function Differences({ comparison }: { readonly comparison: ShownComparison }) {
  const { t } = useTranslation('compare');
  const messages = messageRows(comparison.differences);
  if (comparison.outcome === 'not-comparable') return null;
  return (
    <Box component="section" sx={{ marginBlockStart: 7, maxWidth: 1040 }}>
      <Typography variant="h3" component="h2" sx={{ marginBlockEnd: 1.5 }}>
        {t('table.title')}
      </Typography>
      {messages.length === 0 ? (
        <Typography sx={{ color: 'quiet' }}>{t('table.none')}</Typography>
      ) : (
        <Box component="table" aria-label={t('table.title')} sx={tableStyles}>
          <thead>
            <tr>
              <th scope="col">{t('table.what')}</th>
              <th scope="col">{t('table.before')}</th>
              <th scope="col">{t('table.now')}</th>
            </tr>
          </thead>
          {messages.map((message) => (
            <Message key={message.key} message={message} />
          ))}
        </Box>
      )}
    </Box>
  );
}

function Message({ message }: { readonly message: MessageRows }) {
  const { t } = useTranslation('compare');
  const { t: verdict } = useTranslation('verdict');
  const { t: diff } = useTranslation('diff');
  const nameOf = (field: string): string =>
    t(`field.${field}`, { defaultValue: diff(`field.${field}`, { defaultValue: safeText(field) }) });
  return (
    <tbody>
      <tr>
        <th className="message" scope="rowgroup" colSpan={3}>
          {verdict(`probe.${message.probe}`)} ({wayName(verdict, message.path)})
        </th>
      </tr>
      {message.rows.map(({ field, before, after }) => (
        <tr key={field}>
          <th scope="row">{nameOf(field)}</th>
          <td>
            <Value cell={before} />
          </td>
          <td>
            <Value cell={after} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}

function Value({ cell }: { readonly cell: Cell }) {
  const { t } = useTranslation('compare');
  if (cell.key === null)
    return (
      <Box component="span" sx={{ typography: 'mono' }}>
        {safeText(cell.text)}
      </Box>
    );
  const isEdit = cell.key === 'edited' || cell.key === 'own-pair' || cell.key === 'other-port';
  return (
    <Box component="span" sx={isEdit ? { color: 'edited', fontWeight: 550 } : {}}>
      {t(`value.${cell.key}`)}
    </Box>
  );
}

const tableStyles = (theme: Theme) => ({
  width: '100%',
  borderCollapse: 'collapse' as const,
  tableLayout: 'fixed' as const,
  '& th, & td': {
    paddingBlock: '8px',
    paddingInlineEnd: '16px',
    verticalAlign: 'baseline',
    textAlign: 'start' as const,
    fontWeight: 450,
    overflowWrap: 'anywhere' as const,
    borderBlockStart: `1px solid ${theme.vars.palette.line}`,
  },
  '& thead th': { ...theme.typography.body2, borderBlockStart: 'none', color: theme.vars.palette.quiet },
  '& th.message': { paddingBlockStart: '16px', fontWeight: 650 },
  '& tbody th[scope="row"]': { color: theme.vars.palette.quiet },
});
