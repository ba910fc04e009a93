// What was tested and how it came back, way by way, and what was not tested and why.
import { Box, Stack, type Theme, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type CoverageRow,
  messageRows,
  skippedRows,
  untestedParts,
} from '../../shared/reading/coverage-rows.ts';
import { pathKey } from '../../shared/reading/path-key.ts';
import { readingOf } from '../../shared/reading/path-reading.ts';
import { wayName } from '../../shared/reading/ways.ts';
import type { AlgVerdict } from '../../shared/verdict/alg-verdict.ts';
import { LevelIcon } from './level-icon.tsx';

/** The way whose level is the overall one comes first. */
export function CoverageList({ alg }: { readonly alg: AlgVerdict }) {
  const { t } = useTranslation('result');
  const { t: verdict } = useTranslation('verdict');
  const skipped = skippedRows(alg, verdict);
  const parts = untestedParts(alg, verdict);
  const sent = messageRows(alg, verdict);
  return (
    <Stack sx={{ gap: 4 }}>
      {skipped.length > 0 && (
        <Part title={t('tested.skipped')}>
          <Rows rows={skipped} />
        </Part>
      )}
      {parts.length > 0 && (
        <Part title={t('tested.parts')} note={t('tested.partsNote')}>
          <PartNames names={parts} />
        </Part>
      )}
      <Part title={t('tested.ways')}>
        {alg.paths.length === 0 ? <Typography>{t('tested.nothing')}</Typography> : <Ways alg={alg} />}
      </Part>
      {sent.length > 0 && (
        <Part title={t('tested.messages')}>
          <Rows rows={sent} />
        </Part>
      )}
    </Stack>
  );
}

type PartProps = { readonly title: string; readonly note?: string; readonly children: ReactNode };

const Part = ({ title, note, children }: PartProps) => (
  <Box component="section">
    <Typography component="h3" variant="body2" sx={{ color: 'quiet', marginBlockEnd: 1 }}>
      {title}
    </Typography>
    {children}
    {note !== undefined && (
      <Typography variant="body2" sx={{ color: 'quiet', marginBlockStart: 1 }}>
        {note}
      </Typography>
    )}
  </Box>
);

const list = { display: 'grid', gap: 1, margin: 0, padding: 0, listStyle: 'none' } as const;
const pairs = (theme: Theme) => ({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  margin: 0,
  '& > div': {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    columnGap: '24px',
    paddingBlock: '8px',
    borderBlockStart: `1px solid ${theme.vars.palette.line}`,
    [theme.breakpoints.up('sm')]: { gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 6fr)' },
  },
  '& dd': { margin: 0, color: theme.vars.palette.quiet },
});

const Rows = ({ rows }: { readonly rows: readonly CoverageRow[] }) => (
  <Box component="dl" sx={pairs}>
    {rows.map(({ key, name, value }) => (
      <div key={key}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </Box>
);

const PartNames = ({ names }: { readonly names: readonly string[] }) => (
  <Box component="ul" sx={{ ...list, gap: 0.5 }}>
    {names.map((name) => (
      <li key={name}>{name}</li>
    ))}
  </Box>
);

function Ways({ alg }: { readonly alg: AlgVerdict }) {
  const { t } = useTranslation('verdict');
  return (
    <Box component="ul" sx={{ ...list, gap: 1.5 }}>
      {alg.paths.map((path) => (
        <Box
          component="li"
          key={pathKey(path)}
          sx={{ display: 'grid', gridTemplateColumns: '24px minmax(0, 1fr)', columnGap: 1.5 }}
        >
          <Box sx={{ color: readingOf(path.level, null).tone }}>
            <LevelIcon level={path.level} />
          </Box>
          <Box>
            <strong>{wayName(t, path)}</strong>: {t(`levelName.${path.level}`)}
            <Typography variant="body2" sx={{ color: 'quiet' }}>
              {t(`reason.${path.reason}`)}
            </Typography>
          </Box>
        </Box>
      ))}
    </Box>
  );
}
