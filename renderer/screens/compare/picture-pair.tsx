// The way before and after a change, side by side; one above the other where there is no room.
import { Box, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { ReportedRun } from '../../../shared/report/report.ts';
import { PathPicture } from '../../components/path-picture/path-picture.tsx';
import { formatDateTime } from '../../language/format.ts';

type PicturePairProps = { readonly before: ReportedRun; readonly after: ReportedRun };

export const PicturePair = ({ before, after }: PicturePairProps) => (
  <Box
    sx={(theme: Theme) => ({
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      rowGap: 4,
      [theme.breakpoints.up('md')]: {
        gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
        '& > figure:first-of-type': { paddingInlineEnd: '32px' },
        '& > figure:last-of-type': {
          paddingInlineStart: '32px',
          borderInlineStart: `1px solid ${theme.vars.palette.line}`,
        },
      },
    })}
  >
    <Side name="before" run={before} />
    <Side name="now" run={after} />
  </Box>
);

function Side({ name, run }: { readonly name: 'before' | 'now'; readonly run: ReportedRun }) {
  const { t, i18n } = useTranslation('compare');
  const { t: verdict } = useTranslation('verdict');
  const { alg, target, environment, createdAt } = run;
  return (
    <Box component="figure" sx={{ margin: 0, minWidth: 0 }}>
      <Box component="figcaption" sx={{ marginBlockEnd: 2 }}>
        <Typography component="span" sx={{ fontWeight: 650 }}>
          {t(`side.${name}`)}
        </Typography>{' '}
        <Typography component="span" sx={{ fontWeight: 550 }}>
          {verdict(`levelName.${alg.level}`)}
        </Typography>
        <Typography variant="body2" sx={{ color: 'quiet', fontVariantNumeric: 'tabular-nums' }}>
          {formatDateTime(createdAt, i18n.language)}
        </Typography>
      </Box>
      <PathPicture
        state="result"
        server={target.server}
        level={alg.level}
        where={alg.where}
        isSimulated={environment?.isSimulated ?? false}
      />
    </Box>
  );
}
