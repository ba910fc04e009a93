// Copies plain text and says so. Where the system refuses, it says that too: the text beside it can be selected.
import { Box, Button } from '@mui/material';
import { useState } from 'react';

type CopyButtonProps = {
  readonly text: string;
  readonly label: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly isSmall?: boolean;
};

export function CopyButton({ text, label, copied, notCopied, isSmall = false }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
  };
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1.5,
        ...(isSmall && { marginBlockStart: -0.75, marginInline: -1.5 }),
      }}
    >
      <Button
        variant={isSmall ? 'text' : 'outlined'}
        size={isSmall ? 'small' : 'medium'}
        onClick={() => void copy()}
      >
        {label}
      </Button>
      <Box
        component="output"
        sx={{ color: outcome === 'refused' ? 'text.primary' : 'clean', fontSize: '0.875rem' }}
      >
        {outcome === 'copied' ? copied : outcome === 'refused' ? notCopied : ''}
      </Box>
    </Box>
  );
}
