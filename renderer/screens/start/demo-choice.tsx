// The demo: a made-up router and server inside the app. Nothing leaves the computer.
import { Box, Button, Divider, ListItemText, ListSubheader, Menu, MenuItem, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shell/icons.tsx';
import { useApp } from '../../state/app-context.tsx';
import { demoRequest } from '../../state/draft.ts';
import type { AppInfo } from '../../state/run.ts';
import { startCheck } from '../../state/run.ts';

type Scenarios = AppInfo['demoScenarios'];

/** Those a newcomer wants to see, in the reader's language; the rest keeps the host's own words. */
const shownFirst = ['kernel-alg', 'plain-nat', 'blocked', 'silent', 'lossy', 'double-nat-outer', 'vpn'];

type DemoChoiceProps = { readonly scenarios: Scenarios; readonly isFirst?: boolean };

export function DemoChoice({ scenarios, isFirst = false }: DemoChoiceProps) {
  const { t } = useTranslation('start');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const button = (
    <Button
      variant={isFirst ? 'contained' : 'text'}
      aria-haspopup="menu"
      aria-expanded={anchor !== null}
      endIcon={<Icon name="fold" />}
      onClick={(event) => setAnchor(event.currentTarget)}
    >
      {t('demo.try')}
    </Button>
  );
  return (
    <>
      {isFirst ? <DemoPanel button={button} /> : button}
      <ScenarioMenu scenarios={scenarios} anchor={anchor} onClose={() => setAnchor(null)} />
    </>
  );
}

function DemoPanel({ button }: { readonly button: React.ReactNode }) {
  const { t } = useTranslation('start');
  return (
    <Box sx={{ marginBlockEnd: 4, padding: 3, borderRadius: '10px', bgcolor: 'accentSoft' }}>
      <Typography variant="h3" component="h2">
        {t('demo.title')}
      </Typography>
      <Typography sx={{ marginBlock: 1, marginBlockEnd: 2 }}>{t('demo.text')}</Typography>
      {button}
    </Box>
  );
}

type ScenarioMenuProps = {
  readonly scenarios: Scenarios;
  readonly anchor: HTMLElement | null;
  readonly onClose: () => void;
};

function ScenarioMenu({ scenarios, anchor, onClose }: ScenarioMenuProps) {
  const { t } = useTranslation('start');
  const app = useApp();
  const choose = (name: string) => {
    onClose();
    void startCheck(app, demoRequest(name));
  };
  const first = shownFirst.filter((name) => scenarios.some((scenario) => scenario.name === name));
  const rest = scenarios.filter(({ name }) => !first.includes(name));
  return (
    <Menu
      anchorEl={anchor}
      open={anchor !== null}
      onClose={onClose}
      slotProps={{ paper: { sx: { maxHeight: 420, width: 400, maxWidth: 'calc(100vw - 32px)' } } }}
    >
      {first.map((name) => (
        <MenuItem key={name} onClick={() => choose(name)}>
          {t(`demo.scenario.${name}`)}
        </MenuItem>
      ))}
      {rest.length > 0 && first.length > 0 && <Divider />}
      {rest.length > 0 && (
        <ListSubheader
          role="presentation"
          disableSticky
          sx={{ bgcolor: 'transparent', lineHeight: 2.5, color: 'quiet' }}
        >
          {t('demo.more')}
        </ListSubheader>
      )}
      {rest.map(({ name, description }) => (
        <MenuItem key={name} onClick={() => choose(name)} lang="en">
          <ListItemText
            primary={description}
            secondary={name}
            slotProps={{
              primary: { variant: 'body2' },
              secondary: { variant: 'mono', sx: { fontSize: '0.75rem' } },
            }}
          />
        </MenuItem>
      ))}
    </Menu>
  );
}
