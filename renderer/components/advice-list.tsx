// What to do now: the steps of the verdict in words, at most three.
import { Box, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { adviceText, mostSteps } from '../../shared/reading/advice-text.ts';
import type { Report } from '../../shared/report/report.ts';
import type { Advice } from '../../shared/router/advice-codes.ts';
import { orderForSymptom } from '../../shared/router/symptom-order.ts';
import { useAppState } from '../state/app-context.tsx';

export function AdviceList({
  advice,
  title,
}: {
  readonly advice: readonly Advice[];
  readonly title: string;
}) {
  const say = useAdviceText();
  const steps = advice.slice(0, mostSteps);
  if (steps.length === 0) return null;
  return (
    <Box component="section">
      <Typography component="h2" variant="body2" sx={{ color: 'quiet', marginBlockEnd: 0.5 }}>
        {title}
      </Typography>
      <Box
        component="ol"
        sx={(theme: Theme) => ({
          margin: 0,
          paddingInlineStart: steps.length === 1 ? 0 : '1.4em',
          listStyle: steps.length === 1 ? 'none' : 'decimal',
          '& li': { paddingBlock: '2px', maxWidth: '62ch', textWrap: 'pretty' },
          '& li::marker': { color: theme.vars.palette.quiet, fontVariantNumeric: 'tabular-nums' },
        })}
      >
        {steps.map((step) => (
          <li key={step.code}>{say(step)}</li>
        ))}
      </Box>
    </Box>
  );
}

/** The advice of this window's own check, in the order for what the person noticed. */
export function useSymptomAdvice({ advice, environment }: Report): readonly Advice[] {
  const symptom = useAppState((state) => state.symptom);
  // The demo's router is not the one behind the person's trouble.
  return environment?.isSimulated === true ? advice : orderForSymptom(advice, symptom);
}

/** One piece of advice as a sentence. */
export function useAdviceText(): (advice: Advice) => string {
  const { t } = useTranslation('verdict');
  return (advice) => adviceText(advice, t);
}
