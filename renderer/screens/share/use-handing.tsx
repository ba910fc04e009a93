// One wish at a time, and a line that says what became of it.
import { Box, Link, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Handed } from '../../state/share.ts';

type Handing = {
  readonly isBusy: boolean;
  readonly run: (hand: () => Promise<Handed | null>) => void;
  readonly outcome: ReactNode;
};

export function useHanding(): Handing {
  const [isBusy, setIsBusy] = useState(false);
  const [handed, setHanded] = useState<Handed | null>(null);
  const work = async (hand: () => Promise<Handed | null>): Promise<void> => {
    setIsBusy(true);
    setHanded(await hand());
    setIsBusy(false);
  };
  return { isBusy, run: (hand) => void work(hand), outcome: <Outcome handed={handed} /> };
}

function Outcome({ handed }: { readonly handed: Handed | null }) {
  const { t } = useTranslation('share');
  return (
    <Box component="output" sx={{ display: 'block', minHeight: 24 }}>
      {handed !== null && (
        <Typography variant="body2" sx={{ color: 'quiet', overflowWrap: 'anywhere' }}>
          {handed.as === 'file' && t('saved', { name: handed.name })}
          {handed.as === 'view' && t('document.opened')}
          {handed.as === 'address' && (
            <>
              {t('document.held')}{' '}
              <Link href={handed.path} target="_blank">
                {t('document.open')}
              </Link>
            </>
          )}
        </Typography>
      )}
    </Box>
  );
}
