// Numbered steps as stations on a line: the same drawing language as the path picture.
import { Box, type Theme } from '@mui/material';
import type { ReactNode } from 'react';

/** The list around the stations. */
export const StepLine = ({ children }: { readonly children: ReactNode }) => (
  <Box component="ol" sx={{ margin: 0, padding: 0, listStyle: 'none' }}>
    {children}
  </Box>
);

type StationProps = { readonly number: number; readonly isLast: boolean; readonly children: ReactNode };

export const Station = ({ number, isLast, children }: StationProps) => (
  <Box component="li" sx={stationStyles(isLast)}>
    <Box aria-hidden className="number">
      {number}
    </Box>
    <Box sx={{ minWidth: 0 }}>{children}</Box>
  </Box>
);

const stationStyles = (isLast: boolean) => (theme: Theme) => ({
  position: 'relative',
  display: 'grid',
  gridTemplateColumns: '32px minmax(0, 1fr)',
  columnGap: 2,
  paddingBlockEnd: isLast ? 0 : 3,
  '& .number': {
    display: 'grid',
    placeItems: 'center',
    width: 28,
    height: 28,
    border: `2px solid ${theme.vars.palette.primary.main}`,
    borderRadius: '50%',
    color: theme.vars.palette.primary.main,
    fontSize: '0.875rem',
    fontWeight: 650,
    fontVariantNumeric: 'tabular-nums',
  },
  '&::before': isLast
    ? {}
    : {
        content: '""',
        position: 'absolute',
        insetInlineStart: 15,
        top: 38,
        bottom: 6,
        borderInlineStart: `2px solid ${theme.vars.palette.line}`,
        borderRadius: 1,
      },
});
