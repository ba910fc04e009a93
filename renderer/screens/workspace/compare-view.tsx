// Two reports side by side: what became of the finding in words, then every field that differs.
import { Box, Button, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { safeText } from '../../../shared/base/safe-text.ts';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import type { TriageRow } from '../../../shared/report/triage.ts';
import { LevelIcon } from '../../components/level-icon.tsx';
import { formatDateTime } from '../../language/format.ts';
import { Screen } from '../../shell/screen.tsx';
import { useApp } from '../../state/app-context.tsx';
import { backToGrid, openRow } from '../../state/workspace.ts';
import { Differences } from '../compare/differences.tsx';

type Compared = ResponseOf<'workspace.compare'>;

export function CompareView({ before, after, comparison }: Compared) {
  const { t } = useTranslation('workspace');
  const { store } = useApp();
  const { outcome, reasons } = comparison;
  return (
    <Screen
      title={t(`comparing.${outcome}`)}
      lead={
        reasons.length > 0
          ? reasons.map((reason) => t(`incomparable.${reason}`)).join(' ')
          : t(`comparingNext.${outcome}`)
      }
      quietActions={<Button onClick={() => backToGrid(store)}>{t('back')}</Button>}
    >
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        <Side name={t('differences.before')} row={before} />
        <Side name={t('differences.after')} row={after} />
      </Box>
      <Differences comparison={comparison} />
    </Screen>
  );
}

function Side({ name, row }: { readonly name: string; readonly row: TriageRow }) {
  const { t: verdict, i18n } = useTranslation('verdict');
  const app = useApp();
  return (
    <Box
      component="section"
      aria-label={name}
      sx={(theme: Theme) => ({
        padding: 2,
        border: `1px solid ${theme.vars.palette.line}`,
        borderRadius: '10px',
        backgroundColor: theme.vars.palette.surface,
      })}
    >
      <Typography variant="body2" sx={{ color: 'quiet' }}>
        {name} · {formatDateTime(row.createdAt, i18n.language)}
      </Typography>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', marginBlock: 0.5 }}>
        <LevelIcon level={row.level} />
        <Typography sx={{ fontWeight: 650 }}>{verdict(`levelName.${row.level}`)}</Typography>
      </Box>
      <Button
        size="small"
        sx={{ marginInline: -1.5, textAlign: 'start', overflowWrap: 'anywhere' }}
        onClick={() => void openRow(app, row.key)}
      >
        <bdi>{safeText(row.fileName)}</bdi>
      </Button>
    </Box>
  );
}
