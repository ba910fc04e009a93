// The report for people who do not have this app: a page, paper, and where something is claimed a letter.
import { Box, Button, MenuItem, Stack, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, languages } from '../../../shared/reading/say.ts';
import type { Report } from '../../../shared/report/report.ts';
import { nameOfLanguage } from '../../language/format.ts';
import { chooseLanguage } from '../../language/setup.ts';
import { useApp } from '../../state/app-context.tsx';
import { printDocument, saveDocument } from '../../state/share.ts';
import { LetterSection } from './letter-section.tsx';
import { PaperButton } from './paper-button.tsx';
import { useHanding } from './use-handing.tsx';

export function Documents({ report }: { readonly report: Report }) {
  const { t, i18n } = useTranslation('share');
  const app = useApp();
  const [chosen, setChosen] = useState<Language | null>(null);
  const language = chosen ?? chooseLanguage([i18n.language]);
  const { isBusy, run, outcome } = useHanding();
  const request = { kind: 'report', language, report } as const;
  return (
    <>
      <Stack component="section" sx={{ maxWidth: 720, marginBlockStart: 5, gap: 2 }}>
        <Box>
          <Typography variant="h3" component="h2">
            {t('document.title')}
          </Typography>
          <Typography sx={{ color: 'quiet' }}>{t('document.lead')}</Typography>
        </Box>
        <LanguageField language={language} onChange={setChosen} />
        <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1.5 }}>
          <Button variant="outlined" disabled={isBusy} onClick={() => run(() => saveDocument(app, request))}>
            {t('document.save')}
          </Button>
          <PaperButton of="document" isBusy={isBusy} onClick={() => run(() => printDocument(app, request))} />
        </Stack>
        {outcome}
      </Stack>
      <LetterSection report={report} language={language} />
    </>
  );
}

type LanguageFieldProps = {
  readonly language: Language;
  readonly onChange: (language: Language) => void;
};

function LanguageField({ language, onChange }: LanguageFieldProps) {
  const { t } = useTranslation('share');
  return (
    <TextField
      select
      label={t('document.language')}
      value={language}
      onChange={({ target }) => onChange(chooseLanguage([target.value]))}
      sx={{ maxWidth: 320 }}
    >
      {languages.map((name) => (
        <MenuItem key={name} value={name} lang={name}>
          {nameOfLanguage(name)}
        </MenuItem>
      ))}
    </TextField>
  );
}
