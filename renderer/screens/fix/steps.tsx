// The steps to turn it off, as stations on a line: the same drawing language as the path picture.
import { Box, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { Names } from './before-you-start.tsx';

const steps = ['open', 'find', 'off', 'restart', 'again'] as const;

/** Names the setting goes by; routers show them in English. */
const names = [
  'SIP ALG',
  'SIP helper',
  'SIP inspection',
  'SIP passthrough',
  'VoIP ALG',
  'SIP transformations',
];

export function Steps() {
  const { t } = useTranslation('fix');
  return (
    <Box component="ol" sx={{ margin: 0, padding: 0, listStyle: 'none' }}>
      {steps.map((step, index) => (
        <Box component="li" key={step} sx={stepStyles(index === steps.length - 1)}>
          <Box aria-hidden className="number">
            {index + 1}
          </Box>
          <Box>
            <Typography sx={{ fontWeight: 550 }}>{t(`steps.${step}.title`)}</Typography>
            <Typography sx={{ color: 'quiet', maxWidth: '62ch' }}>{t(`steps.${step}.text`)}</Typography>
            {step === 'find' && <Names names={names} />}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

const stepStyles = (isLast: boolean) => (theme: Theme) => ({
  position: 'relative',
  display: 'grid',
  gridTemplateColumns: '32px minmax(0, 1fr)',
  columnGap: 2,
  paddingBlockEnd: isLast ? 0 : 3,
  '& .number': {
    display: 'grid',
    placeItems: 'center',
    width: 28,
    height: 28,
    border: `2px solid ${theme.vars.palette.primary.main}`,
    borderRadius: '50%',
    color: theme.vars.palette.primary.main,
    fontSize: '0.875rem',
    fontWeight: 650,
    fontVariantNumeric: 'tabular-nums',
  },
  '&::before': isLast
    ? {}
    : {
        content: '""',
        position: 'absolute',
        insetInlineStart: 15,
        top: 38,
        bottom: 6,
        borderInlineStart: `2px solid ${theme.vars.palette.line}`,
        borderRadius: 1,
      },
});
