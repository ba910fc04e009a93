// What was tested and how it came back, way by way, and what was not tested and why.
import { Box, Stack, type Theme, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { groupBy } from '../../shared/base/group-by.ts';
import type { AlgVerdict } from '../../shared/verdict/alg-verdict.ts';
import type { CoverageEntry, NotTested } from '../../shared/verdict/coverage.ts';
import { LevelIcon } from './level-icon.tsx';
import { pathKey } from './path-key.ts';
import { wayName } from './ways.ts';

/** The way whose level is the overall one comes first. */
export function CoverageList({ alg }: { readonly alg: AlgVerdict }) {
  const { t } = useTranslation('result');
  const skipped = alg.notTested.filter((entry) => 'probe' in entry);
  const parts = alg.notTested.filter((entry) => 'part' in entry);
  return (
    <Stack sx={{ gap: 4 }}>
      {skipped.length > 0 && (
        <Part title={t('tested.skipped')}>
          <Rows rows={skipped} />
        </Part>
      )}
      {parts.length > 0 && (
        <Part title={t('tested.parts')} note={t('tested.partsNote')}>
          <PartNames parts={parts} />
        </Part>
      )}
      <Part title={t('tested.ways')}>
        {alg.paths.length === 0 ? <Typography>{t('tested.nothing')}</Typography> : <Ways alg={alg} />}
      </Part>
      {alg.coverage.length > 0 && (
        <Part title={t('tested.messages')}>
          <Messages coverage={alg.coverage} />
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

function Rows({ rows }: { readonly rows: readonly Extract<NotTested, { probe: unknown }>[] }) {
  const { t } = useTranslation('verdict');
  const groups = [...groupBy(rows, ({ probe, path, reason }) => `${probe} ${pathKey(path)} ${reason}`)];
  return (
    <Box component="dl" sx={pairs}>
      {groups.map(([key, [entry]]) =>
        entry === undefined ? null : (
          <div key={key}>
            <dt>
              {t(`probe.${entry.probe}`)} ({wayName(t, entry.path)})
            </dt>
            <dd>{t(`notSent.${entry.reason}`)}</dd>
          </div>
        ),
      )}
    </Box>
  );
}

function PartNames({ parts }: { readonly parts: readonly Extract<NotTested, { part: unknown }>[] }) {
  const { t } = useTranslation('verdict');
  const names = [...new Set(parts.map(({ part }) => part))];
  return (
    <Box component="ul" sx={{ ...list, gap: 0.5 }}>
      {names.map((part) => (
        <li key={part}>{t(`part.${part}`)}</li>
      ))}
    </Box>
  );
}

const toneOf: Readonly<Record<AlgVerdict['level'], 'edited' | 'clean' | 'lineProblem' | 'unknown'>> = {
  confirmed: 'edited',
  likely: 'edited',
  possible: 'unknown',
  unlikely: 'clean',
  blocked: 'lineProblem',
  inconclusive: 'unknown',
  'not-applicable': 'unknown',
};

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
          <Box sx={{ color: toneOf[path.level] }}>
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

/** The same message may have gone out more than once; it is one line with a count. */
function Messages({ coverage }: { readonly coverage: readonly CoverageEntry[] }) {
  const { t } = useTranslation('verdict');
  const groups = [...groupBy(coverage, ({ probe, path, result }) => `${probe} ${pathKey(path)} ${result}`)];
  return (
    <Box component="dl" sx={pairs}>
      {groups.map(([key, entries]) => {
        const [entry] = entries;
        if (entry === undefined) return null;
        return (
          <div key={key}>
            <dt>
              {t(`probe.${entry.probe}`)} ({wayName(t, entry.path)})
            </dt>
            <dd>
              {t(`outcome.${entry.result}`)}
              {entries.length > 1 ? ` (${entries.length}×)` : ''}
            </dd>
          </div>
        );
      })}
    </Box>
  );
}
