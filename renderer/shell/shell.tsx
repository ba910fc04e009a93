// The frame around every screen: skip link, rail or top bar, the one main area, notices.
import { Box, Link, Stack, type Theme, useMediaQuery } from '@mui/material';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../state/app-context.tsx';
import { Brand } from './brand.tsx';
import { ConnectionNote } from './connection-note.tsx';
import { Notice } from './notice.tsx';
import { OtherPages } from './other-pages.tsx';
import { StepRail } from './step-rail.tsx';
import { TopBar } from './top-bar.tsx';

function SkipLink() {
  const { t } = useTranslation('shell');
  return (
    <Link
      href="#main"
      sx={{
        position: 'fixed',
        insetInlineStart: 16,
        top: 16,
        clipPath: 'inset(50%)',
        zIndex: 'tooltip',
        padding: '8px 16px',
        borderRadius: '10px',
        color: 'background.default',
        bgcolor: 'text.primary',
        '&:focus': { clipPath: 'none' },
      }}
    >
      {t('skip')}
    </Link>
  );
}

function Rail() {
  return (
    <Stack
      component="header"
      sx={{
        position: 'sticky',
        top: 0,
        flex: 'none',
        width: 248,
        height: '100vh',
        minHeight: 520,
        padding: 3,
        paddingBlockStart: 4,
        borderInlineEnd: '1px solid',
        borderColor: 'line',
        justifyContent: 'space-between',
      }}
    >
      <Stack sx={{ gap: 5 }}>
        <Brand />
        <StepRail />
      </Stack>
      <OtherPages />
    </Stack>
  );
}

export function Shell({ children }: { readonly children: ReactNode }) {
  const isWide = useMediaQuery((theme: Theme) => theme.breakpoints.up('lg'), { noSsr: true });
  // A list of many columns takes the width that reading matter leaves empty.
  const isDense = useAppState(
    ({ screen, workspace }) => screen === 'workspace' && workspace.view.kind === 'grid',
  );
  return (
    <>
      <SkipLink />
      <Box sx={{ display: isWide ? 'flex' : 'block', minHeight: '100vh' }}>
        {isWide ? <Rail /> : <TopBar />}
        <Box
          component="main"
          id="main"
          tabIndex={-1}
          sx={{
            flex: 1,
            minWidth: 0,
            boxSizing: 'border-box',
            maxWidth: isDense ? 'none' : 1232,
            paddingInlineStart: { xs: 2, sm: 4, lg: isDense ? 4 : 'clamp(48px, 8vw, 128px)' },
            paddingInlineEnd: { xs: 2, sm: 4, lg: isDense ? 4 : 6 },
            paddingBlock: { xs: 3, lg: 6 },
            '&:focus-visible': { outline: 'none' },
          }}
        >
          <ConnectionNote />
          {children}
        </Box>
      </Box>
      <Notice />
    </>
  );
}
