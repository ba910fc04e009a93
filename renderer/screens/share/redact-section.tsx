// Takes something out of a report before it is given away: one of three levels, what will be in the file, and the
// file. What is shown came from the host as the text of the file, and that text is what is saved.
import {
  Box,
  Button,
  FormControlLabel,
  Radio,
  RadioGroup,
  Stack,
  type Theme,
  Typography,
} from '@mui/material';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Redaction, Report } from '../../../shared/report/report.ts';
import { formatCount } from '../../language/format.ts';
import { useApp } from '../../state/app-context.tsx';
import { DragFile } from './drag-file.tsx';
import { FileText } from './file-text.tsx';
import { RefusedFile } from './refused-file.tsx';
import { askForFile, type ReportFile, saveReportText } from './report-file.ts';

const levels: readonly Redaction[] = ['full', 'no-local-names', 'no-addresses'];

export function RedactSection({ report }: { readonly report: Report }) {
  const { t } = useTranslation('redact');
  const app = useApp();
  const id = useId();
  const [level, setLevel] = useState<Redaction>(report.redaction);
  const [answer, setAnswer] = useState<ReportFile | null>(null);
  const open = levels.slice(levels.indexOf(report.redaction));
  const choose = (next: Redaction) => {
    setLevel(next);
    setAnswer(null);
  };
  const look = async () => setAnswer(await askForFile(app, report, level));
  return (
    <Stack component="section" sx={{ maxWidth: 720, marginBlockStart: 5, gap: 2 }}>
      <Box>
        <Typography id={id} variant="h3" component="h2">
          {t('title')}
        </Typography>
        <Typography sx={{ color: 'quiet' }}>{t('lead')}</Typography>
      </Box>
      <RadioGroup
        aria-labelledby={id}
        value={level}
        onChange={(_event, next) => choose(levels.find((one) => one === next) ?? level)}
        sx={{ gap: 1 }}
      >
        {open.map((one) => (
          <LevelChoice key={one} level={one} isChosen={one === level} />
        ))}
      </RadioGroup>
      <div>
        <Button variant="outlined" onClick={() => void look()}>
          {t('look')}
        </Button>
      </div>
      <Box aria-live="polite">
        {answer !== null && <Outcome answer={answer} report={report} level={level} />}
      </Box>
    </Stack>
  );
}

type LevelChoiceProps = { readonly level: Redaction; readonly isChosen: boolean };

function LevelChoice({ level, isChosen }: LevelChoiceProps) {
  const { t } = useTranslation('redact');
  return (
    <FormControlLabel
      value={level}
      control={<Radio sx={{ alignSelf: 'flex-start' }} />}
      label={
        <>
          <Box component="span" sx={{ display: 'block', fontWeight: 550 }}>
            {t(`level.${level}.name`)}
          </Box>
          <Box component="span" sx={{ display: 'block', color: 'quiet', fontSize: '0.9375rem' }}>
            {t(`level.${level}.out`)}
          </Box>
        </>
      }
      sx={(theme: Theme) => ({
        margin: 0,
        paddingBlock: 1.25,
        paddingInline: 1,
        borderRadius: '10px',
        border: `1px solid ${isChosen ? theme.vars.palette.primary.main : theme.vars.palette.line}`,
      })}
    />
  );
}

type OutcomeProps = { readonly answer: ReportFile; readonly report: Report; readonly level: Redaction };

function Outcome({ answer, report, level }: OutcomeProps) {
  const { t, i18n } = useTranslation('redact');
  const [isSaved, setIsSaved] = useState(false);
  if (answer.isRefused) return <RefusedFile message={answer.message} />;
  const parts = answer.masked.map(({ kind, count }) =>
    t('part', { kind, what: t(`kind.${kind}`), number: formatCount(count, i18n.language) }),
  );
  return (
    <Stack sx={{ gap: 2 }}>
      <Typography>
        {parts.length === 0 ? t('nothing') : t('masked', { parts: parts.join(', ') })}
        {level === 'no-addresses' && <> {t('same')}</>}
      </Typography>
      <FileText key={answer.text} text={answer.text} />
      <Stack direction="row" sx={{ gap: 2, flexWrap: 'wrap', alignItems: 'center' }}>
        <Button
          variant="contained"
          onClick={() => {
            saveReportText(answer.name, answer.text);
            setIsSaved(true);
          }}
        >
          {t('save')}
        </Button>
        {isSaved && (
          <Typography variant="body2" sx={{ color: 'quiet', overflowWrap: 'anywhere' }}>
            {t('saved', { name: answer.name })}
          </Typography>
        )}
      </Stack>
      <DragFile report={report} level={level} name={answer.name} />
    </Stack>
  );
}
