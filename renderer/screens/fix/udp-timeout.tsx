// How long the router keeps an idle way open, against how often a phone speaks up: one number to set.
import { Box, Stack, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { Fold } from '../../components/fold.tsx';
import type { ShownRouter } from '../../components/router-search/shown-router.ts';
import { Sources } from '../../components/router-sources/sources.tsx';
import { CommandBlock } from '../../components/router-steps/command-block.tsx';
import { MenuPath } from '../../components/router-steps/menu-path.tsx';
import { formatCount } from '../../language/format.ts';

type Timeout = NonNullable<ShownRouter['udpTimeout']>;

/** How often a phone speaks up over UDP at the latest, s. RFC 5626 4.4.2: 24 to 29. */
const keepAliveSeconds = 29;

export function UdpTimeout({ timeout }: { readonly timeout: Timeout }) {
  const { t } = useTranslation('router');
  const { menu, command, defaultSeconds, suggestedSeconds, sources } = timeout;
  if (menu === null && command === null && defaultSeconds === null) return null;
  return (
    <Stack component="section" sx={{ gap: 2 }}>
      <Typography variant="h3" component="h2">
        {t('timeout.title')}
      </Typography>
      <Typography sx={{ maxWidth: '62ch', textWrap: 'pretty' }}>{t('timeout.text')}</Typography>
      <Box component="dl" sx={rowStyles}>
        {defaultSeconds !== null && <Row name={t('timeout.default')} seconds={defaultSeconds} />}
        {suggestedSeconds !== null && <Row name={t('timeout.set')} seconds={suggestedSeconds} isMain />}
        <Row name={t('timeout.phone')} seconds={keepAliveSeconds} />
      </Box>
      {menu !== null && (
        <Typography>
          {t('timeout.menu')} <MenuPath menu={menu} />
        </Typography>
      )}
      {command !== null && <CommandBlock commands={[{ do: 'enter-command', command, differs: null }]} />}
      <Fold isDeep title={t('source.title')} note={String(sources.length)}>
        <Sources sources={sources} />
      </Fold>
    </Stack>
  );
}

type RowProps = { readonly name: string; readonly seconds: number; readonly isMain?: boolean };

function Row({ name, seconds, isMain = false }: RowProps) {
  const { t, i18n } = useTranslation('router');
  return (
    <Box sx={isMain ? { '& dt, & dd': { color: 'primary.main', fontWeight: 650 } } : {}}>
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
