// Some servers only work because something edits the messages; whoever runs the server should know first.
import { Box, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';

/** Names of Asterisk settings; they are the same in every language. */
const settings = ['rtp_symmetric', 'force_rport', 'rewrite_contact'] as const;

export function BeforeYouStart() {
  const { t } = useTranslation('fix');
  return (
    <Box component="section">
      <Typography variant="h3" component="h2" sx={{ marginBlockEnd: 1 }}>
        {t('before.title')}
      </Typography>
      <Typography sx={{ maxWidth: '62ch' }}>
        {t('before.text')} {t('before.settings')}
      </Typography>
      <Names names={settings} />
      <Typography sx={{ maxWidth: '62ch', marginBlockStart: 1.5 }}>{t('before.own')}</Typography>
    </Box>
  );
}

/** Names as they stand in a menu or a file. */
export const Names = ({ names }: { readonly names: readonly string[] }) => (
  <Box
    component="ul"
    translate="no"
    sx={(theme: Theme) => ({
      display: 'flex',
      flexWrap: 'wrap',
      gap: 1,
      margin: 0,
      marginBlockStart: 1,
      padding: 0,
      listStyle: 'none',
      '& li': {
        ...theme.typography.mono,
        paddingInline: 1.25,
        borderRadius: '6px',
        backgroundColor: theme.vars.palette.sunken,
        border: `1px solid ${theme.vars.palette.line}`,
      },
    })}
  >
    {names.map((name) => (
      <li key={name}>{name}</li>
    ))}
  </Box>
);
