// The steps to turn it off on a router whose own steps are not known.
import { Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { Station, StepLine } from '../../components/router-steps/step-line.tsx';
import { Names } from './before-you-start.tsx';

const steps = ['open', 'find', 'off', 'restart', 'again'] as const;

/** Names the setting goes by; routers show them in English. */
export const usualNames = [
  'SIP ALG',
  'SIP helper',
  'SIP inspection',
  'SIP passthrough',
  'VoIP ALG',
  'SIP transformations',
];

type StepsProps = {
  /** What the setting may be called, and where the page usually is, as far as that is known. */
  readonly names?: readonly string[] | undefined;
  readonly addresses?: readonly string[] | undefined;
};

export function Steps({ names = usualNames, addresses = [] }: StepsProps) {
  const { t } = useTranslation('fix');
  return (
    <StepLine>
      {steps.map((step, index) => (
        <Station key={step} number={index + 1} isLast={index === steps.length - 1}>
          <Typography sx={{ fontWeight: 550 }}>{t(`steps.${step}.title`)}</Typography>
          <Typography sx={{ color: 'quiet', maxWidth: '62ch' }}>{t(`steps.${step}.text`)}</Typography>
          {step === 'open' && addresses.length > 0 && (
            <>
              <Typography sx={{ color: 'quiet' }}>{t('steps.open.usual')}</Typography>
              <Names names={addresses} />
            </>
          )}
          {step === 'find' && <Names names={names} />}
        </Station>
      ))}
    </StepLine>
  );
}
