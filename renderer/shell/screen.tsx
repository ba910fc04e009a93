// One screen of the column: heading, one sentence under it, the content, and the actions at the bottom with the
// primary one at the end of the line.
import { Box, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';

export const columnPx = 720;

type ScreenProps = {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Above the heading: the path picture. */
  readonly picture?: ReactNode;
  readonly children?: ReactNode;
  /** Quiet actions, at the start of the line. */
  readonly quietActions?: ReactNode;
  /** The one primary action. */
  readonly action?: ReactNode;
};

export function Screen({ title, lead, picture, children, quietActions, action }: ScreenProps) {
  return (
    <Box sx={{ maxWidth: columnPx }}>
      {picture !== undefined && <Box sx={{ marginBlockEnd: { xs: 3, sm: 5 } }}>{picture}</Box>}
      <Typography variant="h1" sx={{ textWrap: 'balance', fontSize: { xs: '1.75rem', sm: '2.125rem' } }}>
        {title}
      </Typography>
      {lead !== undefined && (
        <Typography sx={{ marginBlockStart: 1.5, color: 'quiet', maxWidth: '62ch', textWrap: 'pretty' }}>
          {lead}
        </Typography>
      )}
      <Box sx={{ marginBlockStart: 4 }}>{children}</Box>
      {(action !== undefined || quietActions !== undefined) && (
        <Stack
          direction={{ xs: 'column-reverse', sm: 'row' }}
          sx={{
            marginBlockStart: 5,
            gap: 1.5,
            justifyContent: 'space-between',
            alignItems: { sm: 'center' },
          }}
        >
          <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1, marginInlineStart: -1.5 }}>
            {quietActions}
          </Stack>
          {action}
        </Stack>
      )}
    </Box>
  );
}
