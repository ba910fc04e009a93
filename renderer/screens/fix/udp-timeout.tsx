// How long the router keeps an idle way open, against how often a phone speaks up: one number to set.
import { Box, Stack, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { type NumberToSet, numberToSet } from '../../../shared/router/idle-timeout.ts';
import { Fold } from '../../components/fold.tsx';
import type { ShownRouter } from '../../components/router-search/shown-router.ts';
import { Sources } from '../../components/router-sources/sources.tsx';
import { CommandBlock } from '../../components/router-steps/command-block.tsx';
import { MenuPath } from '../../components/router-steps/menu-path.tsx';
import { formatCount, formatUnit } from '../../language/format.ts';
import { useAppState } from '../../state/app-context.tsx';

type Timeout = NonNullable<ShownRouter['udpTimeout']>;

export function UdpTimeout({ timeout }: { readonly timeout: Timeout }) {
  const { t } = useTranslation('router');
  const { t: aftercare } = useTranslation('aftercare');
  const registrationSeconds = useAppState((state) => state.routerKnown?.registrationSeconds ?? null);
  const { menu, command, defaultSeconds, sources } = timeout;
  const canBeSet = menu !== null || command !== null;
  if (!canBeSet && defaultSeconds === null) return null;
  const number = numberToSet({ ...timeout, canBeSet }, registrationSeconds);
  return (
    <Stack component="section" sx={{ gap: 2 }}>
      <Typography variant="h3" component="h2">
        {t('timeout.title')}
      </Typography>
      <Typography sx={{ maxWidth: '62ch', textWrap: 'pretty' }}>{t('timeout.text')}</Typography>
      <Box component="dl" sx={rowStyles}>
        {defaultSeconds !== null && <Row name={t('timeout.default')} seconds={defaultSeconds} />}
        {registrationSeconds !== null && (
          <Row name={aftercare('timeout.registration')} seconds={registrationSeconds} />
        )}
      </Box>
      <TheNumber number={number} />
      {number.at === 'router' && menu !== null && (
        <Typography>
          {t('timeout.menu')} <MenuPath menu={menu} />
        </Typography>
      )}
      {number.at === 'router' && command !== null && (
        <CommandBlock commands={[{ do: 'enter-command', command, differs: null }]} />
      )}
      <Fold isDeep title={t('source.title')} note={String(sources.length)}>
        <Sources sources={sources} />
      </Fold>
    </Stack>
  );
}

/** The one number, where it belongs. */
function TheNumber({ number: { at, seconds } }: { readonly number: NumberToSet }) {
  const { t, i18n } = useTranslation('aftercare');
  const time = formatUnit(seconds, 'second', i18n.language);
  return (
    <Box>
      <Typography sx={{ fontWeight: 650, color: at === 'none' ? 'clean' : 'primary.main' }}>
        {t(`timeout.${at}`, { time })}
      </Typography>
      {at === 'none' && <Typography>{t('timeout.noneText', { time })}</Typography>}
    </Box>
  );
}

type RowProps = { readonly name: string; readonly seconds: number };

function Row({ name, seconds }: RowProps) {
  const { t, i18n } = useTranslation('router');
  return (
    <Box>
      <dt>{name}</dt>
      <dd>{t('timeout.seconds', { seconds: formatCount(seconds, i18n.language) })}</dd>
    </Box>
  );
}

const rowStyles = (theme: Theme) => ({
  margin: 0,
  maxWidth: 480,
  borderBlockStart: `1px solid ${theme.vars.palette.line}`,
  '& > div': {
    display: 'flex',
    justifyContent: 'space-between',
    gap: 2,
    paddingBlock: 1,
    borderBlockEnd: `1px solid ${theme.vars.palette.line}`,
  },
  '& dd': { margin: 0, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});
