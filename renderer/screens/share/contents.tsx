// What a report file holds, told with the values of this very report.
import { Box, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { safeText } from '../../../shared/base/safe-text.ts';
import { messagesOf } from '../../../shared/reading/messages.ts';
import type { Report } from '../../../shared/report/report.ts';

/** Addresses that stand in the report: of this computer, of the server, and those that replies name. */
export function addressesIn({ environment, target, observations }: Report): readonly string[] {
  const named = observations
    .filter((o) => o.kind === 'reply-received')
    .flatMap((o) => [...o.bytes.matchAll(/;received=([0-9a-fA-F.:]{2,45})/g)].map((match) => match[1] ?? ''));
  const own = environment === null ? [] : [environment.localAddress];
  return [...new Set([...own, ...named, ...target.addresses])];
}

const mostAddresses = 8;

export function Contents({ report }: { readonly report: Report }) {
  const { t } = useTranslation('share');
  const { os, arch, version } = report.app;
  const addresses = addressesIn(report).map(safeText);
  const rows = [
    { key: 'addresses', text: addresses.slice(0, mostAddresses).join(', ') || '–' },
    { key: 'messages', text: t('inside.messages', { count: messagesOf(report.observations).length }) },
    ...(report.target.mode === 'probe-user' ? [{ key: 'user' as const, text: t('inside.userText') }] : []),
    { key: 'times', text: t('inside.timesText') },
    {
      key: 'computer',
      text: t('inside.computerText', { os: safeText(os), arch: safeText(arch), version: safeText(version) }),
    },
    { key: 'verdict', text: t('inside.verdictText') },
    { key: 'never', text: t('inside.neverText') },
  ] as const;
  return (
    <Box component="section">
      <Typography variant="h3" component="h2" sx={{ marginBlockEnd: 1.5 }}>
        {t('inside.title')}
      </Typography>
      <Box
        component="dl"
        sx={(theme: Theme) => ({
          margin: 0,
          '& > div': {
            display: 'grid',
            gridTemplateColumns: { xs: '1fr', sm: '160px minmax(0, 1fr)' },
            columnGap: 3,
            paddingBlock: 1.25,
            borderBlockStart: `1px solid ${theme.vars.palette.line}`,
          },
          '& dt': { color: theme.vars.palette.quiet },
          '& dd': { margin: 0, overflowWrap: 'anywhere', fontVariantNumeric: 'tabular-nums' },
          '& .never dt, & .never dd': { color: theme.vars.palette.text.primary, fontWeight: 550 },
        })}
      >
        {rows.map(({ key, text }) => (
          <div key={key} className={key}>
            <dt>{t(`inside.${key}Title`)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </Box>
      <Typography variant="body2" sx={{ color: 'quiet', marginBlockStart: 1.5 }}>
        {t('privacy')}
      </Typography>
    </Box>
  );
}
