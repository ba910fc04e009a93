// One earlier result: what it said, about which server, when.
import { Box, ButtonBase, IconButton, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../shared/ipc/contract.ts';
import type { CameBack } from '../../../shared/report/came-back.ts';
import { LevelIcon } from '../../components/level-icon.tsx';
import { formatDateTime } from '../../language/format.ts';
import { Icon } from '../../shell/icons.tsx';
import { useApp } from '../../state/app-context.tsx';
import { hideEntry, openEntry } from '../../state/history.ts';
import { focusRing } from '../../theme/surface-styles.ts';
import { CameBackNote } from './came-back-note.tsx';

type EntryRowProps = {
  readonly entry: HistoryEntry;
  /** This result is the first to see again what was off before. */
  readonly cameBack: CameBack | null;
};

export function EntryRow({ entry, cameBack }: EntryRowProps) {
  const { t, i18n } = useTranslation('history');
  const app = useApp();
  const date = formatDateTime(entry.createdAt, i18n.language);
  return (
    <Box
      component="li"
      sx={{ display: 'flex', alignItems: 'center', borderBlockStart: '1px solid', borderColor: 'line' }}
    >
      <ButtonBase
        onClick={() => void openEntry(app, entry)}
        sx={(theme) => ({
          flex: 1,
          minWidth: 0,
          display: 'flex',
          justifyContent: 'flex-start',
          gap: 2,
          paddingBlock: 1.5,
          paddingInline: 1,
          marginInlineStart: -1,
          borderRadius: '10px',
          textAlign: 'start',
          '&:hover': { backgroundColor: theme.vars.palette.sunken },
          '&:focus-visible': focusRing(theme),
        })}
      >
        <LevelIcon level={entry.level} />
        <EntryWords entry={entry} date={date} cameBack={cameBack} />
      </ButtonBase>
      <IconButton
        aria-label={t('remove', { server: entry.server, date })}
        onClick={() => void hideEntry(app, entry)}
        sx={{ color: 'quiet', marginInlineStart: 1 }}
      >
        <Icon name="remove" />
      </IconButton>
    </Box>
  );
}

function EntryWords({ entry, date, cameBack }: EntryRowProps & { readonly date: string }) {
  const { t } = useTranslation('history');
  const marks = [entry.isSimulated ? t('simulated') : null, entry.isPartial ? t('partial') : null];
  const place = [date, ...marks.filter((mark) => mark !== null)].join(' · ');
  return (
    <Box
      component="span"
      sx={{
        flex: 1,
        minWidth: 0,
        display: 'grid',
        columnGap: 3,
        alignItems: 'baseline',
        gridTemplateColumns: { xs: '1fr', sm: '1fr auto' },
      }}
    >
      <Typography component="span" sx={{ fontWeight: 550 }}>
        {t(`level.${entry.level}`)}
      </Typography>
      <Typography
        component="span"
        variant="body2"
        sx={{ color: 'quiet', fontVariantNumeric: 'tabular-nums' }}
      >
        {place}
      </Typography>
      {cameBack !== null && <CameBackNote {...cameBack} />}
    </Box>
  );
}
