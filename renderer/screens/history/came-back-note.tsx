// A word in the list where an ALG that was off is on again.
import { Box, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../language/format.ts';

type CameBackNoteProps = { readonly goneAt: string; readonly backAt: string };

/** Both dates, so that an update or a visit of the operator can be told from them. */
export function CameBackNote({ goneAt, backAt }: CameBackNoteProps) {
  const { t, i18n } = useTranslation('aftercare');
  const date = (iso: string): string => formatDate(iso, i18n.language);
  return (
    <Typography component="span" variant="body2" sx={{ gridColumn: '1 / -1', textWrap: 'pretty' }}>
      <Box component="b" sx={{ color: 'edited', fontWeight: 650 }}>
        {t('history.back')}
      </Box>{' '}
      {t('history.backText', { goneAt: date(goneAt), backAt: date(backAt) })}
    </Typography>
  );
}
