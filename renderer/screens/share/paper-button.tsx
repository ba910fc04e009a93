// A browser prints; the desktop makes a PDF file.
import { Button } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../state/app-context.tsx';

type PaperButtonProps = {
  readonly of: 'document' | 'letter';
  readonly isBusy: boolean;
  readonly onClick: () => void;
};

export function PaperButton({ of, isBusy, onClick }: PaperButtonProps) {
  const { t } = useTranslation('share');
  const isDesktop = useAppState((state) => state.info?.host === 'electron');
  return (
    <Button variant="outlined" disabled={isBusy} onClick={onClick}>
      {t(`${of}.${isDesktop ? 'pdf' : 'print'}`)}
    </Button>
  );
}
