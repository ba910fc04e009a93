// Giving a report away: what is inside, the file, and a short summary for a ticket. Nothing is sent by the app.
import { Box, Button, Stack, type Theme, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reportFileName } from '../../../shared/report/file-name.ts';
import type { Report } from '../../../shared/report/report.ts';
import { useAdviceText } from '../../components/advice-list.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Screen } from '../../shell/screen.tsx';
import { useApp } from '../../state/app-context.tsx';
import { Contents } from './contents.tsx';
import { Documents } from './documents.tsx';
import { DragFile } from './drag-file.tsx';
import { RedactSection } from './redact-section.tsx';
import { RefusedFile } from './refused-file.tsx';
import { askForFile, type ReportFile, saveReportText } from './report-file.ts';
import { summaryText } from './summary.ts';

type ShareScreenProps = { readonly report: Report; readonly onBack: () => void };

export function ShareScreen({ report, onBack }: ShareScreenProps) {
  const { t } = useTranslation('share');
  const app = useApp();
  const [file, setFile] = useState<ReportFile | null>(null);
  const save = async () => {
    const answer = await askForFile(app, report, report.redaction);
    if (answer?.isRefused === false) saveReportText(answer.name, answer.text);
    setFile(answer);
  };
  return (
    <>
      <Screen
        title={t('title')}
        lead={t('lead')}
        quietActions={<Button onClick={onBack}>{t('back')}</Button>}
        action={
          <Button variant="contained" size="large" onClick={() => void save()}>
            {t('save')}
          </Button>
        }
      >
        <Contents report={report} />
      </Screen>
      <Box
        component="output"
        sx={{ display: 'block', maxWidth: 720, minHeight: 32, textAlign: { sm: 'end' }, marginBlockStart: 1 }}
      >
        {file?.isRefused === true && <RefusedFile message={file.message} />}
        {file?.isRefused === false && (
          <Typography variant="body2" sx={{ color: 'quiet', overflowWrap: 'anywhere' }}>
            {t('saved', { name: file.name })}
          </Typography>
        )}
      </Box>
      <DragFile report={report} level={report.redaction} name={reportFileName(report)} />
      <RedactSection report={report} />
      <Summary report={report} />
      <Documents report={report} />
    </>
  );
}

function Summary({ report }: { readonly report: Report }) {
  const { t, i18n } = useTranslation('share');
  const { t: verdict } = useTranslation('verdict');
  const { t: quality } = useTranslation('quality');
  const say = useAdviceText();
  const [first] = report.advice;
  const text = summaryText(report, {
    share: t,
    verdict,
    quality,
    nextStep: first === undefined ? '–' : say(first),
    language: i18n.language,
  });
  return (
    <Stack component="section" sx={{ maxWidth: 720, marginBlockStart: 5, gap: 2 }}>
      <Box>
        <Typography variant="h3" component="h2">
          {t('summary.title')}
        </Typography>
        <Typography sx={{ color: 'quiet' }}>{t('summary.lead')}</Typography>
      </Box>
      <Box
        component="pre"
        sx={(theme: Theme) => ({
          margin: 0,
          padding: 2.5,
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
          font: 'inherit',
          fontSize: '0.9375rem',
          borderRadius: '10px',
          backgroundColor: theme.vars.palette.sunken,
          fontVariantNumeric: 'tabular-nums',
        })}
      >
        {text}
      </Box>
      <CopyButton
        text={text}
        label={t('summary.copy')}
        copied={t('summary.copied')}
        notCopied={t('summary.notCopied')}
      />
    </Stack>
  );
}
