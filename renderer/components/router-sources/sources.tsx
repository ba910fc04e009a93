// Where something was read: whose word it is, and when. The desktop window opens no address that a page names, so there
// it stands to be copied.
import { Box, Link, type Theme } from '@mui/material';
import { useTranslation } from 'react-i18next';
import type { Source } from '../../../shared/router/sources.ts';

export function Sources({ sources }: { readonly sources: readonly Source[] }) {
  return (
    <Box component="ul" sx={listStyles}>
      {sources.map((source) => (
        <li key={`${source.title} ${source.url ?? ''}`}>
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

function Title({ source: { title, url } }: { readonly source: Source }) {
  if (url === null || !isWeb(url) || !opensLinks()) return <span translate="no">{title}</span>;
  return (
    <Link href={url} target="_blank" rel="noopener noreferrer" translate="no">
      {title}
    </Link>
  );
}

function Facts({ source: { kind, url, read, accessed } }: { readonly source: Source }) {
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
