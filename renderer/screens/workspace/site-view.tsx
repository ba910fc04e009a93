// One place over time: a sentence about its turns, the picture, and every report in words.
import { Box, Button, ButtonBase, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { safeText } from '../../../shared/base/safe-text.ts';
import { trendOf } from '../../../shared/report/trend.ts';
import { LevelIcon } from '../../components/level-icon.tsx';
import { formatDateTime } from '../../language/format.ts';
import { Screen } from '../../shell/screen.tsx';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { backToGrid, openRow } from '../../state/workspace.ts';
import { focusRing } from '../../theme/surface-styles.ts';
import { useRowWords } from './columns.tsx';
import { type RowStep, TrendPicture } from './trend-picture.tsx';

export function SiteView({ site }: { readonly site: string }) {
  const { t, i18n } = useTranslation('workspace');
  const { store } = useApp();
  const rows = useAppState(({ workspace }) => workspace.rows) ?? [];
  const steps = trendOf(rows.filter((row) => row.site === site && row.duplicate !== 'copy'));
  const last = steps.findLast(({ turn }) => turn !== null);
  const first = steps[0]?.point;
  const title =
    last?.turn == null
      ? t('trend.steady')
      : t(`trend.said.${last.turn}`, { date: formatDateTime(last.point.createdAt, i18n.language) });
  const place = { server: safeText(first?.server ?? ''), network: first?.network ?? t('none') };
  return (
    <Screen
      title={title}
      lead={t('trend.lead', { count: steps.length, ...place })}
      quietActions={<Button onClick={() => backToGrid(store)}>{t('back')}</Button>}
    >
      <TrendPicture steps={steps} />
      <Typography variant="h3" component="h2" sx={{ marginBlockStart: 4, marginBlockEnd: 1 }}>
        {t('trend.list')}
      </Typography>
      <Box component="ol" sx={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {steps.map((step) => (
          <StepLine key={step.point.key} step={step} />
        ))}
      </Box>
    </Screen>
  );
}

function StepLine({ step: { point, turn } }: { readonly step: RowStep }) {
  const { t } = useTranslation('workspace');
  const { t: verdict } = useTranslation('verdict');
  const words = useRowWords();
  const app = useApp();
  return (
    <Box component="li" sx={{ borderBlockStart: '1px solid', borderColor: 'line' }}>
      <ButtonBase
        onClick={() => void openRow(app, point.key)}
        sx={(theme) => ({
          width: '100%',
          display: 'grid',
          gridTemplateColumns: { xs: '28px minmax(0, 1fr)', sm: '28px 176px minmax(0, 1fr) auto' },
          columnGap: 1,
          paddingBlock: 1,
          font: 'inherit',
          textAlign: 'start',
          alignItems: 'center',
          '& > :nth-of-type(n + 2)': { gridColumnStart: { xs: 2, sm: 'auto' } },
          '&:hover': { backgroundColor: theme.vars.palette.sunken },
          '&:focus-visible': focusRing(theme),
        })}
      >
        <LevelIcon level={point.level} sizePx={20} />
        <Box component="span" sx={{ color: 'quiet', fontVariantNumeric: 'tabular-nums' }}>
          {words.when(point)}
        </Box>
        <Box component="span" sx={{ fontWeight: 550 }}>
          {verdict(`levelName.${point.level}`)}
          {turn !== null && (
            <Box component="span" sx={{ color: turn === 'went-away' ? 'clean' : 'edited' }}>
              {` · ${t(`trend.turn.${turn}`)}`}
            </Box>
          )}
        </Box>
        <Box component="span" sx={{ color: 'quiet' }}>
          {point.quality === 'not-measured' ? '' : `${t('trend.line')}: ${words.quality(point)}`}
        </Box>
      </ButtonBase>
    </Box>
  );
}
