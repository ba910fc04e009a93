// A browser prints; the desktop makes a PDF file.
import { Button } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../state/app-context.tsx';

type PaperButtonProps = {
  readonly of: 'document' | 'letter';
  readonly isBusy: boolean;
  readonly onClick: () => void;
};

const labels = {
  document: { desktop: 'document.pdf', browser: 'document.print' },
  letter: { desktop: 'letter.pdf', browser: 'letter.print' },
} as const;

export function PaperButton({ of, isBusy, onClick }: PaperButtonProps) {
  const { t } = useTranslation('share');
  const host = useAppState((state) => (state.info?.host === 'electron' ? 'desktop' : 'browser'));
  return (
    <Button variant="outlined" disabled={isBusy} onClick={onClick}>
      {t(labels[of][host])}
    </Button>
  );
}
