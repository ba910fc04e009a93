// The letter for a provider who alone can change the box.
import { Stack, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { letterOf, letterParagraphs, letterRefusal, letterText } from '../../../shared/reading/letter.ts';
import type { Report } from '../../../shared/report/report.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { LetterText } from '../../components/letter-text.tsx';
import { chooseLanguage } from '../../language/setup.ts';
import { useWords } from '../../language/use-words.ts';

export function ProviderLetter({ report }: { readonly report: Report }) {
  const { t, i18n } = useTranslation('fix');
  const { t: say } = useTranslation('letter');
  const { t: diff } = useTranslation('diff');
  const words = useWords(chooseLanguage([i18n.language]));
  const refusal = letterRefusal(report);
  if (refusal !== null) return <Typography sx={{ maxWidth: '62ch' }}>{say(`refused.${refusal}`)}</Typography>;
  const letter = letterOf(report, words);
  const text = letterText(letter, words);
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Typography sx={{ maxWidth: '62ch' }}>{t('help.providerText')}</Typography>
      <LetterText paragraphs={letterParagraphs(letter, words)} />
      <CopyButton
        isSmall
        text={text}
        label={diff('copy')}
        copied={diff('copied')}
        notCopied={diff('notCopied')}
      />
    </Stack>
  );
}
