// The support workspace: hundreds of reports as a list, one of them to be read, two compared, one place over time. Loaded
// when it is first opened.
import { Box, type Theme, Typography, useMediaQuery } from '@mui/material';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TriageRow } from '../../../shared/report/triage.ts';
import { addWorkspaceWords } from '../../language/workspace-words.ts';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { readWorkspace } from '../../state/workspace.ts';
import { narrowColumns, wideColumns } from './columns.tsx';
import { CompareView } from './compare-view.tsx';
import { Grid } from './grid.tsx';
import { OneView } from './one-view.tsx';
import { OpenButtons } from './open-buttons.tsx';
import { shownRows } from './shown-rows.ts';
import { SiteView } from './site-view.tsx';
import { Counts, Filters, Selection } from './toolbar.tsx';
import { UnusableList } from './unusable-list.tsx';

export function WorkspaceScreen() {
  const { i18n } = useTranslation();
  // Before anything below asks for them.
  if (!i18n.hasResourceBundle('en', 'workspace')) addWorkspaceWords(i18n);
  const app = useApp();
  const view = useAppState(({ workspace }) => workspace.view);
  useEffect(() => void readWorkspace(app), [app]);
  switch (view.kind) {
    case 'grid':
      return <ListView />;
    case 'one':
      return <OneView {...view} />;
    case 'two':
      return <CompareView {...view} />;
    case 'site':
      return <SiteView site={view.site} />;
  }
}

function ListView() {
  const { t } = useTranslation('workspace');
  const rows = useAppState(({ workspace }) => workspace.rows);
  const hasUnusable = useAppState(({ workspace }) => workspace.unusable.length > 0);
  const isReading = useAppState(({ workspace }) => workspace.toRead > 0);
  const isEmpty = rows !== null && rows.length === 0 && !hasUnusable && !isReading;
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'flex-start', marginBlockEnd: 3 }}>
        <Box sx={{ flex: '1 1 320px' }}>
          <Typography variant="h1" sx={{ fontSize: { xs: '1.75rem', sm: '2.125rem' } }}>
            {t('title')}
          </Typography>
          <Typography sx={{ marginBlockStart: 1, color: 'quiet', maxWidth: '68ch' }}>{t('lead')}</Typography>
        </Box>
        {rows !== null && !isEmpty && (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
            <OpenButtons isMain={false} />
          </Box>
        )}
      </Box>
      {isEmpty && <Empty />}
      {rows !== null && !isEmpty && <Rows rows={rows} />}
      <UnusableList />
    </>
  );
}

function Rows({ rows }: { readonly rows: readonly TriageRow[] }) {
  const { t } = useTranslation('workspace');
  const isNarrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'), { noSsr: true });
  const filter = useAppState(({ workspace }) => workspace.filter);
  const order = useAppState(({ workspace }) => workspace.order);
  const shown = useMemo(() => shownRows(rows, filter, order), [rows, filter, order]);
  return (
    <>
      <Filters isNarrow={isNarrow} />
      <Counts shown={shown} all={rows.length} />
      {shown.length > 0 ? (
        <Grid
          key={isNarrow ? 'cards' : 'lines'}
          rows={shown}
          columns={isNarrow ? narrowColumns : wideColumns}
          isNarrow={isNarrow}
        />
      ) : (
        rows.length > 0 && <Typography sx={{ paddingBlock: 4 }}>{t('noMatch')}</Typography>
      )}
      {shown.length > 0 && <Selection />}
    </>
  );
}

function Empty() {
  const { t } = useTranslation('workspace');
  return (
    <Box
      sx={{
        maxWidth: 720,
        boxSizing: 'border-box',
        padding: { xs: 3, sm: 5 },
        border: '2px dashed',
        borderColor: 'lineStrong',
        borderRadius: '10px',
      }}
    >
      <Typography variant="h3" component="h2">
        {t('empty.title')}
      </Typography>
      <Typography sx={{ marginBlockStart: 1 }}>{t('empty.text')}</Typography>
      <Typography sx={{ marginBlockEnd: 3, color: 'quiet' }}>{t('empty.note')}</Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <OpenButtons isMain />
      </Box>
    </Box>
  );
}
