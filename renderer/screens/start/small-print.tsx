// What the check will do, before it is started: three answers, no promise that the wire contract does not keep.
import { Box, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';

const answers = ['sent', 'time', 'leaves'] as const;

export function SmallPrint() {
  const { t } = useTranslation('start');
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', sm: 'repeat(3, 1fr)' },
        gap: { xs: 2, sm: 4 },
        margin: 0,
        marginBlockStart: 4,
      }}
    >
      {answers.map((answer) => (
        <div key={answer}>
          <Typography component="dt" variant="body2" sx={{ fontWeight: 550 }}>
            {t(`smallPrint.${answer}.label`)}
          </Typography>
          <Typography component="dd" variant="body2" sx={{ margin: 0, color: 'quiet', textWrap: 'pretty' }}>
            {t(`smallPrint.${answer}.text`)}
          </Typography>
        </div>
      ))}
    </Box>
  );
}
