// The bytes of one row. A change is underlined, coloured and in brackets; readers hear where it begins and ends.
import { Box, type Theme } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { safeBytes } from '../../../shared/base/safe-text.ts';
import { collapse, type Run, type ShownRun } from '../../../shared/reading/spans.ts';
import { HiddenText } from '../hidden-text.tsx';

const changedStyle = (theme: Theme) => ({
  color: theme.vars.palette.edited,
  backgroundColor: theme.vars.palette.editedSoft,
  fontWeight: 650,
  textDecoration: 'underline',
  textDecorationThickness: 2,
  textUnderlineOffset: 4,
  textDecorationSkipInk: 'none',
  borderRadius: '3px',
  // The brackets stand outside the underline, as in the copied text.
  '&::before, &::after': { display: 'inline-block', textDecoration: 'none', paddingInline: '1px' },
  '&::before': { content: '"["' },
  '&::after': { content: '"]"' },
});

/** Changes up to this length stay on one line with their brackets, characters. */
const mostUnbroken = 32;

export const ChangedText = ({ runs }: { readonly runs: readonly Run[] }) => (
  <>
    {collapse(runs).map((run, index) => (
      <OneRun key={`${index}-${run.isChanged}`} run={run} />
    ))}
  </>
);

function OneRun({ run }: { readonly run: ShownRun }) {
  const { t } = useTranslation('diff');
  const text = (
    <>
      {safeBytes(run.text)}
      {run.skipped > 0 && <Skipped count={run.skipped} />}
      {safeBytes(run.tail)}
    </>
  );
  if (!run.isChanged) return <Box component="span">{text}</Box>;
  return (
    <Box component="span">
      <HiddenText>{t('changedStart')} </HiddenText>
      <Box component="mark" sx={[changedStyle, run.text.length <= mostUnbroken && { whiteSpace: 'nowrap' }]}>
        {text}
      </Box>
      <HiddenText> {t('changedEnd')}</HiddenText>
    </Box>
  );
}

function Skipped({ count }: { readonly count: number }) {
  const { t } = useTranslation('diff');
  return (
    <Box component="span" sx={{ fontFamily: 'fontFamily', fontStyle: 'italic', paddingInline: 1 }}>
      … {t('skipped', { count })} …
    </Box>
  );
}
