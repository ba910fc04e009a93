// What the marks of the plots mean: each as it is drawn, beside its word.
import { Box, type Theme } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export function PlotKey({ hasBusy }: { readonly hasBusy: boolean }) {
  const { t } = useTranslation('monitor');
  return (
    <Box component="ul" sx={keyStyles}>
      <Entry name={t('key.band')}>
        <rect className="band" x="0" y="2" width="24" height="12" />
      </Entry>
      <Entry name={t('key.middle')}>
        <path className="middle" d="M1 11 L9 6 L16 9 L23 4" />
      </Entry>
      <Entry name={t('key.lost')}>
        <path className="base" d="M0 14.5 H24" />
        <path className="lost" d="M5 15 V9 M13 15 V4" />
      </Entry>
      {hasBusy && (
        <Entry name={t('key.busy')}>
          <path className="busy" d="M0 14 L12 2 M6 14 L18 2 M12 14 L24 2" />
        </Entry>
      )}
    </Box>
  );
}

const Entry = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <li>
    <svg aria-hidden width="24" height="16">
      {children}
    </svg>
    {name}
  </li>
);

const keyStyles = (theme: Theme) => ({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: '24px',
  rowGap: '4px',
  margin: 0,
  padding: 0,
  listStyle: 'none',
  fontSize: '0.8125rem',
  color: theme.vars.palette.quiet,
  '& li': { display: 'flex', alignItems: 'center', gap: '8px' },
  '& svg': { flex: 'none' },
  '& path': { fill: 'none', strokeWidth: 2 },
  '& .band': { fill: theme.vars.palette.accentSoft, stroke: theme.vars.palette.lineStrong, strokeWidth: 0.5 },
  '& .middle': { stroke: theme.vars.palette.primary.main },
  '& .base': { stroke: theme.vars.palette.lineStrong, strokeWidth: 1 },
  '& .lost': { stroke: theme.vars.palette.lineProblem, strokeWidth: 4 },
  '& .busy': { stroke: theme.vars.palette.lineStrong, strokeWidth: 1 },
});
