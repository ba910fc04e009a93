// Which screen is drawn for which state, and what the steps of the other screens lead to.
import { Box, Typography } from '@mui/material';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { FixScreen } from './screens/fix/fix-screen.tsx';
import { HistoryScreen } from './screens/history/history-screen.tsx';
import { ProfileQuestion } from './screens/profile/profile-question.tsx';
import { ReportScreen } from './screens/report/report-screen.tsx';
import { ResultScreen } from './screens/result/result-screen.tsx';
import { SettingsScreen } from './screens/settings/settings-screen.tsx';
import { StartScreen } from './screens/start/start-screen.tsx';
import { SymptomsScreen } from './screens/symptoms/symptoms-screen.tsx';
import { TestingScreen } from './screens/testing/testing-screen.tsx';
import { FileDrop } from './shell/file-drop.tsx';
import { HeadingFocus } from './shell/heading-focus.tsx';
import { Shell } from './shell/shell.tsx';
import { useApp, useAppState } from './state/app-context.tsx';
import { checkAfterChange } from './state/compare.ts';
import { goTo } from './state/navigation.ts';
import { forgetChanges } from './state/router.ts';
import { clearRun } from './state/run.ts';

// Apart from the first page: what most checks never open.
const AboutScreen = lazy(async () => ({
  default: (await import('./screens/about/about-screen.tsx')).AboutScreen,
}));
const MonitorScreen = lazy(async () => ({
  default: (await import('./screens/monitor/monitor-screen.tsx')).MonitorScreen,
}));
const ProfileScreen = lazy(async () => ({
  default: (await import('./screens/profile/profile-screen.tsx')).ProfileScreen,
}));
const ShareScreen = lazy(async () => ({
  default: (await import('./screens/share/share-screen.tsx')).ShareScreen,
}));
/** With its words. */
const WorkspaceScreen = lazy(async () => ({
  default: (await import('./screens/workspace/workspace-screen.tsx')).WorkspaceScreen,
}));

export function App() {
  const isKnown = useAppState((state) => state.run !== null);
  return (
    <Shell>
      {isKnown ? (
        <Suspense fallback={<Waiting />}>
          <OpenScreen />
          <HeadingFocus />
        </Suspense>
      ) : (
        <Waiting />
      )}
      <FileDrop />
      <ProfileQuestion />
    </Shell>
  );
}

function Waiting() {
  const { t } = useTranslation('shell');
  return (
    <Box component="output">
      <Typography sx={{ color: 'quiet' }}>{t('waiting')}</Typography>
    </Box>
  );
}

function OpenScreen() {
  const screen = useAppState((state) => state.screen);
  switch (screen) {
    case 'start':
      return <StartScreen />;
    case 'symptoms':
      return <SymptomsScreen />;
    case 'testing':
      return <TestingScreen />;
    case 'result':
    case 'fix':
    case 'share':
      return <AfterTheCheck screen={screen} />;
    case 'report':
      return <OpenedReport />;
    case 'monitor':
      return <MonitorScreen />;
    case 'history':
      return <HistoryScreen />;
    case 'profile':
      return <ProfileScreen />;
    case 'workspace':
      return <WorkspaceScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'about':
      return <AboutScreen />;
  }
}

function AfterTheCheck({ screen }: { readonly screen: 'result' | 'fix' | 'share' }) {
  const app = useApp();
  const run = useAppState((state) => state.run);
  if (run?.phase !== 'done') return <StartScreen />;
  const { report, comparison } = run;
  const toResult = () => goTo(app.store, 'result');
  const afterChanges = () => {
    forgetChanges(app.store);
    void checkAfterChange(app);
  };
  if (screen === 'fix') return <FixScreen report={report} onCheckAgain={afterChanges} onBack={toResult} />;
  if (screen === 'share') return <ShareScreen report={report} onBack={toResult} />;
  return (
    <ResultScreen
      report={report}
      comparison={comparison}
      onFix={() => goTo(app.store, 'fix')}
      onShare={() => goTo(app.store, 'share')}
      onAgain={() => void clearRun(app)}
      onCheckAgain={afterChanges}
    />
  );
}

function OpenedReport() {
  const { store } = useApp();
  const opened = useAppState((state) => state.openReport);
  if (opened === null) return <HistoryScreen />;
  const { fileName } = opened;
  const onBack = () => goTo(store, fileName === null ? 'history' : 'start');
  return <ReportScreen {...opened} onBack={onBack} />;
}
