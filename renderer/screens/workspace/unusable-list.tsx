// Files that are no reports for us, each with its reason: what is broken must not vanish.
import { Box, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { safeText } from '../../../shared/base/safe-text.ts';
import { Fold } from '../../components/fold.tsx';
import { formatCount } from '../../language/format.ts';
import { useAppState } from '../../state/app-context.tsx';

export function UnusableList() {
  const { t, i18n } = useTranslation('workspace');
  const files = useAppState(({ workspace }) => workspace.unusable);
  const more = useAppState(({ workspace }) => workspace.moreUnusable);
  if (files.length === 0) return null;
  return (
    <Box component="section" sx={{ marginBlockStart: 3 }}>
      <Fold title={t('unusable.title')} note={formatCount(files.length + more, i18n.language)}>
        <Box component="ul" sx={listStyles}>
          {files.map(({ key, fileName, reason, detail }) => (
            <li key={key}>
              <bdi className="name">{safeText(fileName)}</bdi>
              <span>{t(`unusable.reason.${reason}`)}</span>
              {detail !== '' && (
                <span className="detail" lang="en">
                  {safeText(detail)}
                </span>
              )}
            </li>
          ))}
        </Box>
        {more > 0 && (
          <Typography sx={{ marginBlockStart: 1 }}>{t('unusable.more', { count: more })}</Typography>
        )}
      </Fold>
    </Box>
  );
}

const listStyles = (theme: Theme) => ({
  margin: 0,
  padding: 0,
  listStyle: 'none',
  fontSize: '0.9375rem',
  '& li': {
    display: 'grid',
    gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(0, 2fr) minmax(0, 3fr)' },
    columnGap: 3,
    paddingBlock: 1,
    borderBlockStart: `1px solid ${theme.vars.palette.line}`,
    overflowWrap: 'anywhere',
  },
  '& .name': theme.typography.mono,
  '& .detail': { gridColumn: { sm: 2 }, color: theme.vars.palette.quiet, fontSize: '0.875rem' },
});
