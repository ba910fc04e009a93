// Two reports side by side: what became of the finding in words, then every field that differs.
import {
  Box,
  Button,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  type Theme,
  Typography,
} from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import type { TriageRow } from '../../../shared/report/triage.ts';
import { LevelIcon } from '../../components/level-icon.tsx';
import { safeText } from '../../components/safe-text.ts';
import { wayName } from '../../components/ways.ts';
import { formatDateTime } from '../../language/format.ts';
import { Screen } from '../../shell/screen.tsx';
import { useApp } from '../../state/app-context.tsx';
import { backToGrid, openRow } from '../../state/workspace.ts';

type Compared = ResponseOf<'workspace.compare'>;

export function CompareView({ before, after, comparison }: Compared) {
  const { t } = useTranslation('workspace');
  const { store } = useApp();
  const { outcome, reasons, differences } = comparison;
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
      {reasons.length === 0 && <Differences differences={differences} />}
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

function Differences({ differences }: Pick<Compared['comparison'], 'differences'>) {
  const { t } = useTranslation('workspace');
  const { t: verdict } = useTranslation('verdict');
  const heads = ['probe', 'field', 'before', 'after'] as const;
  const say = (value: string | null): string => {
    if (value === null) return t('differences.missing');
    const known = t(`value.${value.replaceAll(' ', '-')}`, { defaultValue: '' });
    return known === '' ? safeText(value) : known;
  };
  return (
    <Box component="section" sx={{ marginBlockStart: 5 }}>
      <Typography variant="h3" component="h2" sx={{ marginBlockEnd: 1 }}>
        {t('differences.title')}
      </Typography>
      {differences.length === 0 && <Typography>{t('differences.none')}</Typography>}
      {differences.length > 0 && (
        // Reached by the keys, because it may be wider than the window.
        <Box component="section" tabIndex={0} aria-label={t('differences.title')} sx={{ overflowX: 'auto' }}>
          <Table size="small">
            <TableHead>
              <TableRow>
                {heads.map((head) => (
                  <TableCell key={head}>{t(`differences.${head}`)}</TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {differences.map(({ probe, path, field, before, after }) => (
                <TableRow key={`${probe} ${wayName(verdict, path)} ${field}`}>
                  <TableCell>
                    {verdict(`probe.${probe}`)}
                    <Box component="span" sx={{ display: 'block', color: 'quiet' }}>
                      {wayName(verdict, path)}
                    </Box>
                  </TableCell>
                  <TableCell>{t(`field.${field}`, { defaultValue: safeText(field) })}</TableCell>
                  <TableCell>{say(before)}</TableCell>
                  <TableCell>{say(after)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Box>
      )}
    </Box>
  );
}
