// What to do now: the steps of the verdict in words, at most three.
import { Box, type Theme, Typography } from '@mui/material';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Advice } from '../../shared/router/advice-codes.ts';
import { safeText } from './safe-text.ts';
import { wayOfText } from './ways.ts';

/** More steps than this are not read. */
export const mostSteps = 3;

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

/** One piece of advice as a sentence; `say` knows the namespace `verdict`. */
export function adviceText({ code, params }: Advice, say: TFunction<'verdict'>): string {
  const text = (name: string): string => safeText(String(params[name] ?? ''));
  return say(`advice.${code}`, {
    path: wayOfText(say, text('path')),
    count: Number(params['minutes'] ?? 0),
    name: text('name'),
    provider: text('provider'),
    seconds: text('seconds'),
    way: say(`around.${text('way')}`, { defaultValue: text('way') }),
  });
}

/** One piece of advice as a sentence in the language of the window. */
export function useAdviceText(): (advice: Advice) => string {
  const { t } = useTranslation('verdict');
  return (advice) => adviceText(advice, t);
}
