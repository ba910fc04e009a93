// The letter to the provider, to be read before it is copied or printed. Where nothing is claimed there is none.
import { Box, Stack, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { letterOf, letterParagraphs, letterRefusal, letterText } from '../../../shared/reading/letter.ts';
import type { Language } from '../../../shared/reading/say.ts';
import type { Report } from '../../../shared/report/report.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { LetterText } from '../../components/letter-text.tsx';
import { useWords } from '../../language/use-words.ts';
import { useApp } from '../../state/app-context.tsx';
import { printDocument } from '../../state/share.ts';
import { PaperButton } from './paper-button.tsx';
import { useHanding } from './use-handing.tsx';

type LetterSectionProps = { readonly report: Report; readonly language: Language };

export function LetterSection({ report, language }: LetterSectionProps) {
  const { t } = useTranslation('share');
  if (letterRefusal(report) !== null) return null;
  return (
    <Stack component="section" sx={{ maxWidth: 720, marginBlockStart: 5, gap: 2 }}>
      <Box>
        <Typography variant="h3" component="h2">
          {t('letter.title')}
        </Typography>
        <Typography sx={{ color: 'quiet' }}>{t('letter.lead')}</Typography>
      </Box>
      <Letter report={report} language={language} />
    </Stack>
  );
}

function Letter({ report, language }: LetterSectionProps) {
  const { t } = useTranslation('share');
  const app = useApp();
  const words = useWords(language);
  const { isBusy, run, outcome } = useHanding();
  const letter = letterOf(report, words);
  const text = letterText(letter, words);
  const print = () => run(() => printDocument(app, { kind: 'letter', language, report }));
  return (
    <>
      <Box lang={language}>
        <LetterText paragraphs={letterParagraphs(letter, words)} />
      </Box>
      <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1.5 }}>
        <CopyButton
          text={text}
          label={t('letter.copy')}
          copied={t('summary.copied')}
          notCopied={t('summary.notCopied')}
        />
        <PaperButton of="letter" isBusy={isBusy} onClick={print} />
      </Stack>
      {outcome}
    </>
  );
}
