// What was sent over what came back, in a face where every byte has the same width, with the change in words below.
import { Box, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { blockAsText } from '../../../shared/reading/block-text.ts';
import { captionTexts } from '../../../shared/reading/captions.ts';
import type { DiffBlock, DiffRow } from '../../../shared/reading/findings.ts';
import { CopyButton } from '../copy-button.tsx';
import { ChangedText } from './changed-text.tsx';

export function ByteDiff({ block }: { readonly block: DiffBlock }) {
  const { t } = useTranslation('diff');
  const captions = captionTexts(block.captions, t);
  const text = blockAsText(block, (name) => t(`row.${name}`), captions);
  return (
    <Box component="figure" sx={{ margin: 0 }}>
      <Box
        component="dl"
        sx={(theme: Theme) => ({
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', sm: 'max-content 1fr' },
          columnGap: 3,
          rowGap: { xs: 0, sm: 1.5 },
          margin: 0,
          padding: 2,
          paddingInline: { xs: 2, sm: 2.5 },
          backgroundColor: theme.vars.palette.sunken,
          borderRadius: '10px',
        })}
      >
        {block.rows.map((row) => (
          <Row key={row.name} row={row} />
        ))}
      </Box>
      <Box
        component="figcaption"
        sx={{
          display: 'grid',
          gridTemplateColumns: { sm: '1fr auto' },
          columnGap: 2,
          rowGap: 0.5,
          alignItems: 'start',
          marginBlockStart: 1.5,
        }}
      >
        <Box>
          {captions.map((caption) => (
            <Typography key={caption} sx={{ overflowWrap: 'anywhere' }}>
              {caption}
            </Typography>
          ))}
        </Box>
        <CopyButton isSmall text={text} label={t('copy')} copied={t('copied')} notCopied={t('notCopied')} />
      </Box>
    </Box>
  );
}

function Row({ row }: { readonly row: DiffRow }) {
  const { t } = useTranslation('diff');
  return (
    <>
      <Box
        component="dt"
        sx={{ color: 'quiet', fontSize: '0.875rem', lineHeight: '1.6rem', textAlign: { sm: 'end' } }}
      >
        {t(`row.${row.name}`)}
      </Box>
      <Typography
        component="dd"
        variant="mono"
        sx={{
          margin: 0,
          marginBlockEnd: { xs: 1.5, sm: 0 },
          lineHeight: '1.6rem',
          // What did not change steps back.
          color: 'quiet',
          overflowWrap: 'anywhere',
        }}
      >
        <ChangedText runs={row.runs} />
      </Typography>
    </>
  );
}
