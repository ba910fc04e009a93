// The letter to the provider as text; it claims no more than the verdict does.
import { Box, type Theme } from '@mui/material';

export const LetterText = ({ text }: { readonly text: string }) => (
  <Box
    component="blockquote"
    sx={(theme: Theme) => ({
      margin: 0,
      padding: 2.5,
      borderRadius: '10px',
      backgroundColor: theme.vars.palette.sunken,
      fontSize: '0.9375rem',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    })}
  >
    {text}
  </Box>
);
