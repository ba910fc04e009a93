// Where something was read: whose word it is, and when. The desktop window opens no address that a page names: there a
// source is opened by its name in the catalogue, and its address stands beside it.
import { Box, Link, type Theme } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { NamedSource } from '../../../shared/router/load-catalogue.ts';
import { useApp } from '../../state/app-context.tsx';
import { openSource } from '../../state/at-router.ts';

export function Sources({ sources }: { readonly sources: readonly NamedSource[] }) {
  return (
    <Box component="ul" sx={listStyles}>
      {sources.map((source) => (
        <li key={source.id}>
          <Title source={source} />
          <Facts source={source} />
        </li>
      ))}
    </Box>
  );
}

/** True where a link opens in the browser around the window. */
const opensLinks = (): boolean => window.sipAlgChecker === undefined;

const isWeb = (url: string): boolean => /^https?:\/\//.test(url);

function Title({ source: { id, title, url } }: { readonly source: NamedSource }) {
  const app = useApp();
  if (url === null || !isWeb(url)) return <span translate="no">{title}</span>;
  if (!opensLinks())
    return (
      <Link
        component="button"
        type="button"
        onClick={() => void openSource(app, id)}
        translate="no"
        sx={{ textAlign: 'start', ...targetStyles }}
      >
        {title}
      </Link>
    );
  return (
    <Link href={url} target="_blank" rel="noopener noreferrer" translate="no" sx={targetStyles}>
      {title}
    </Link>
  );
}

function Facts({ source: { kind, url, read, accessed } }: { readonly source: NamedSource }) {
  const { t, i18n } = useTranslation('router');
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(accessed),
  );
  const place = url === null ? t('source.noPlace') : opensLinks() ? hostOf(url) : url;
  return (
    <span>
      {t(`source.${kind}`)} · {place} · {t(`read.${read}`, { date })}
    </span>
  );
}

const hostOf = (url: string): string => new URL(url).host;

/** Large enough to hit, and no wider than its words. WCAG 2.2, 2.5.8. */
const targetStyles = { justifySelf: 'start', paddingBlock: '2px' };

const listStyles = (theme: Theme) => ({
  display: 'grid',
  gap: 1.5,
  margin: 0,
  padding: 0,
  listStyle: 'none',
  ...theme.typography.body2,
  '& li': { display: 'grid', overflowWrap: 'anywhere' },
  '& li > span:last-of-type': { color: theme.vars.palette.quiet },
});
