// Earlier results of one server behind one router together, with a word where an ALG that was off is on again.
import { Box, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../shared/ipc/contract.ts';
import { groupRuns, type RunGroup } from '../../../shared/report/came-back.ts';
import { EntryRow } from './entry-row.tsx';

export function HistoryGroups({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      {groupRuns(entries).map((group) => (
        <Group key={group.key} group={group} />
      ))}
    </Box>
  );
}

function Group({ group }: { readonly group: RunGroup<HistoryEntry> }) {
  const { t } = useTranslation('aftercare');
  const { server, gateway, runs, returns } = group;
  const isDemo = runs.some((run) => run.isSimulated);
  const place = isDemo ? t('history.demo') : gateway && t('history.router', { address: gateway.address });
  return (
    <Box component="section">
      <Box
        sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, alignItems: 'baseline', marginBlockEnd: 1 }}
      >
        <Typography variant="h3" component="h2" translate="no" sx={{ overflowWrap: 'anywhere' }}>
          {server}
        </Typography>
        {place !== null && (
          <Typography variant="body2" sx={{ color: 'quiet' }}>
            {place}
          </Typography>
        )}
      </Box>
      <Box component="ul" sx={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {runs.map((entry) => (
          <EntryRow
            key={entry.id}
            entry={entry}
            cameBack={returns.find(({ id }) => id === entry.id) ?? null}
          />
        ))}
      </Box>
    </Box>
  );
}
