// The few technical words that appear below the fold.
import { Box, type Theme } from '@mui/material';
import { useTranslation } from 'react-i18next';

const words = ['alg', 'via', 'port', 'nat', 'decoy'] as const;

export function Glossary() {
  const { t } = useTranslation('result');
  return (
    <Box
      component="dl"
      sx={(theme: Theme) => ({
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', sm: 'max-content 1fr' },
        columnGap: 3,
        rowGap: { xs: 0, sm: 1 },
        margin: 0,
        '& dt': { fontWeight: 550 },
        '& dd': { margin: 0, color: theme.vars.palette.quiet, marginBlockEnd: { xs: 1, sm: 0 } },
      })}
    >
      {words.map((word) => (
        <Box key={word} sx={{ display: 'contents' }}>
          <dt>{t(`glossary.${word}`)}</dt>
          <dd>{t(`glossary.${word}Text`)}</dd>
        </Box>
      ))}
    </Box>
  );
}
