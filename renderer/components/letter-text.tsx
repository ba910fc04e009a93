// The letter to the provider, as it will be copied.
import { Box, type Theme, Typography } from '@mui/material';
import type { Paragraph } from '../../shared/reading/letter.ts';

export const LetterText = ({ paragraphs }: { readonly paragraphs: readonly Paragraph[] }) => (
  <Box
    component="blockquote"
    sx={(theme: Theme) => ({
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: 1.75,
      margin: 0,
      padding: 2.5,
      borderRadius: '10px',
      backgroundColor: theme.vars.palette.sunken,
    })}
  >
    {paragraphs.map(({ text, isBytes }) => (
      <Typography
        key={text}
        variant={isBytes ? 'mono' : 'body1'}
        component="p"
        sx={{
          fontSize: isBytes ? '0.8125rem' : '0.9375rem',
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
        }}
      >
        {text}
      </Typography>
    ))}
  </Box>
);
