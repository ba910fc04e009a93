// Words for screen readers alone.
import { Box } from '@mui/material';
import type { ReactNode } from 'react';

const unseen = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  margin: '-1px',
  padding: 0,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const;

export const HiddenText = ({ children }: { readonly children: ReactNode }) => (
  <Box component="span" sx={unseen}>
    {children}
  </Box>
);
