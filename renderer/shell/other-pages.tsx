// The measurement over time, history, the support workspace, settings and about: apart from the steps, in the rail and in the menu of narrow windows.
import { Box, ButtonBase, IconButton, ListItemIcon, ListItemText, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../state/app-context.tsx';
import { goTo, type Screen } from '../state/navigation.ts';
import { focusRing } from '../theme/surface-styles.ts';
import { Icon } from './icons.tsx';

const pages = ['monitor', 'history', 'workspace', 'settings', 'about'] as const;

const isOn = (page: (typeof pages)[number], screen: Screen): boolean =>
  page === screen ||
  (page === 'history' && screen === 'report') ||
  (page === 'settings' && screen === 'profile');

export function OtherPages() {
  const { t } = useTranslation('shell');
  const { store } = useApp();
  const screen = useAppState((state) => state.screen);
  return (
    <Box component="nav" aria-label={t('otherLabel')}>
      <Box component="ul" sx={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {pages.map((page) => (
          <li key={page}>
            <ButtonBase
              component="button"
              aria-current={isOn(page, screen) ? 'page' : undefined}
              onClick={() => goTo(store, page)}
              sx={(theme) => ({
                width: '100%',
                minHeight: 40,
                justifyContent: 'flex-start',
                textAlign: 'start',
                gap: 1.25,
                paddingInline: 1,
                marginInlineStart: -1,
                borderRadius: '10px',
                font: 'inherit',
                fontSize: '0.9375rem',
                fontWeight: isOn(page, screen) ? 650 : 450,
                color: isOn(page, screen) ? theme.vars.palette.text.primary : theme.vars.palette.quiet,
                '&:hover': { backgroundColor: theme.vars.palette.sunken },
                '&:focus-visible': focusRing(theme),
              })}
            >
              <Icon name={page} sx={{ fontSize: 18 }} />
              {t(`pages.${page}`)}
              {page === 'monitor' && <RunningMark />}
            </ButtonBase>
          </li>
        ))}
      </Box>
    </Box>
  );
}

/** A measurement goes on while another page is open. */
function RunningMark() {
  const { t } = useTranslation('shell');
  const isRunning = useAppState((state) => state.monitor?.phase === 'running');
  if (!isRunning) return null;
  return (
    <Box component="span" sx={{ color: 'primary.main', fontSize: '0.8125rem', marginInlineStart: 0.5 }}>
      {t('runs')}
    </Box>
  );
}

export function OtherPagesMenu() {
  const { t } = useTranslation('shell');
  const { store } = useApp();
  const screen = useAppState((state) => state.screen);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const open = (page: Screen) => {
    setAnchor(null);
    goTo(store, page);
  };
  return (
    <>
      <IconButton
        aria-label={t('otherLabel')}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Icon name="menu" />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {pages.map((page) => (
          <MenuItem key={page} selected={isOn(page, screen)} onClick={() => open(page)}>
            <ListItemIcon>
              <Icon name={page} />
            </ListItemIcon>
            <ListItemText>
              {t(`pages.${page}`)}
              {page === 'monitor' && <RunningMark />}
            </ListItemText>
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
