// Language, colours, how long results stay, and honestly what the app keeps and where.
import {
  Box,
  MenuItem,
  type SvgIconProps,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
  Typography,
} from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { languages } from '../../../shared/reading/say.ts';
import { nameOfLanguage } from '../../language/format.ts';
import { Icon } from '../../shell/icons.tsx';
import { Screen } from '../../shell/screen.tsx';
import { useApp, useAppState } from '../../state/app-context.tsx';
import { writeSettings } from '../../state/settings.ts';
import { ProfileSection } from '../profile/profile-section.tsx';
import { KeptThings } from './kept-things.tsx';
import { LedgerTable } from './ledger-table.tsx';

export function SettingsScreen() {
  const { t } = useTranslation('settings');
  const { t: profile } = useTranslation('profile');
  return (
    <Screen title={t('title')}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
          <LanguageField />
          <DaysField />
        </Box>
        <ThemeField />
        <Section title={profile('section.title')}>
          <ProfileSection />
        </Section>
        <Section title={t('kept.title')}>
          <KeptThings />
        </Section>
        <Section title={t('ledger.title')}>
          <LedgerTable />
        </Section>
      </Box>
    </Screen>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Box
      component="section"
      sx={{ paddingBlockStart: 4, borderBlockStart: '1px solid', borderColor: 'line' }}
    >
      <Typography variant="h3" component="h2" sx={{ marginBlockEnd: 2 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

const FoldIcon = (props: SvgIconProps) => <Icon {...props} name="fold" />;
const foldIcon = { select: { IconComponent: FoldIcon } };

function LanguageField() {
  const { t } = useTranslation('settings');
  const app = useApp();
  const language = useAppState((state) => state.settings.language);
  return (
    <TextField
      id="language"
      select
      fullWidth
      label={t('language.label')}
      slotProps={foldIcon}
      value={language ?? 'system'}
      onChange={({ target }) => {
        const chosen = languages.find((name) => name === target.value) ?? null;
        void writeSettings(app, { language: chosen });
      }}
    >
      <MenuItem value="system">{t('language.system')}</MenuItem>
      {languages.map((name) => (
        <MenuItem key={name} value={name} lang={name}>
          {nameOfLanguage(name)}
        </MenuItem>
      ))}
    </TextField>
  );
}

const offeredDays = [7, 30, 90, 365, 1095];

function DaysField() {
  const { t } = useTranslation('settings');
  const app = useApp();
  const days = useAppState((state) => state.settings.keepHistoryDays);
  const choices = offeredDays.includes(days) ? offeredDays : [...offeredDays, days].toSorted((a, b) => a - b);
  return (
    <TextField
      id="days"
      select
      fullWidth
      label={t('days.label')}
      slotProps={foldIcon}
      value={days}
      onChange={({ target }) => void writeSettings(app, { keepHistoryDays: Number(target.value) })}
    >
      {choices.map((count) => (
        <MenuItem key={count} value={count}>
          {t('days.value', { count })}
        </MenuItem>
      ))}
    </TextField>
  );
}

const themes = ['system', 'light', 'dark'] as const;

function ThemeField() {
  const { t } = useTranslation('settings');
  const app = useApp();
  const mode = useAppState((state) => state.settings.theme);
  return (
    <div>
      <Typography id="theme-label" sx={{ fontWeight: 550, fontSize: '0.9375rem', marginBlockEnd: 1 }}>
        {t('theme.label')}
      </Typography>
      <ToggleButtonGroup
        exclusive
        aria-labelledby="theme-label"
        value={mode}
        onChange={(_event, next: (typeof themes)[number] | null) => {
          if (next !== null) void writeSettings(app, { theme: next });
        }}
        sx={{ '& button': { paddingInline: { xs: 1.25, sm: 2 } } }}
      >
        {themes.map((name) => (
          <ToggleButton key={name} value={name}>
            {t(`theme.${name}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
