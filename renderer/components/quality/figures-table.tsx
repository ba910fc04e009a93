// A table of figures in groups: name and note at the left, the figure at the right in tabular digits.
import { Box, type Theme } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { FigureGroup } from '../../../shared/reading/figures.ts';

type FiguresTableProps = { readonly label: string; readonly groups: readonly FigureGroup[] };

export function FiguresTable({ label, groups }: FiguresTableProps) {
  const { t } = useTranslation('quality');
  return (
    <Box component="table" aria-label={label} sx={tableStyles}>
      {groups.map(({ group, rows }) => (
        <tbody key={group}>
          <tr>
            <th className="group" scope="rowgroup" colSpan={2}>
              {t(`group.${group}`)}
            </th>
          </tr>
          {rows.map(({ key, name, note, value }) => (
            <tr key={key}>
              <th scope="row">
                {name}
                {note !== undefined && <span>{note}</span>}
              </th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </Box>
  );
}

const tableStyles = (theme: Theme) => ({
  width: '100%',
  maxWidth: 640,
  borderCollapse: 'collapse' as const,
  '& th, & td': {
    paddingBlock: '7px',
    verticalAlign: 'baseline',
    textAlign: 'start' as const,
    fontWeight: 450,
    borderBlockStart: `1px solid ${theme.vars.palette.line}`,
  },
  '& th.group': {
    paddingBlockStart: '24px',
    borderBlockStart: 'none',
    fontWeight: 550,
  },
  '& tbody:first-of-type th.group': { paddingBlockStart: 0 },
  '& th > span': { display: 'block', color: theme.vars.palette.quiet, fontSize: '0.8125rem' },
  '& td': {
    ...theme.typography.mono,
    fontSize: '0.9375rem',
    textAlign: 'end' as const,
    paddingInlineStart: '16px',
    [theme.breakpoints.up('sm')]: { whiteSpace: 'nowrap' },
  },
});
