// Every message of a run, byte by byte. Replies are somebody else's text: what cannot be seen is shown as a code,
// and a message that is too long for a page ends with a count.
import { Box, Stack, type Theme, Typography } from '@mui/material';
import { useTranslation } from 'react-i18next';
import { safeLines, safeText } from '../../shared/base/safe-text.ts';
import type { Observation } from '../../shared/observation/observation.ts';
import { type Message, messagesOf, mostMessageChars } from '../../shared/reading/messages.ts';
import { wayName } from '../../shared/reading/ways.ts';

export function RawMessages({ observations }: { readonly observations: readonly Observation[] }) {
  const { t } = useTranslation('result');
  const messages = messagesOf(observations);
  if (messages.length === 0) return <Typography sx={{ color: 'quiet' }}>{t('raw.none')}</Typography>;
  return (
    <Stack sx={{ gap: 3 }}>
      <Typography variant="body2" sx={{ color: 'quiet' }}>
        {t('raw.intro')}
      </Typography>
      {messages.map((message) => (
        <RawMessage key={message.id} message={message} />
      ))}
    </Stack>
  );
}

function RawMessage({ message }: { readonly message: Message }) {
  const isSent = message.kind === 'request-sent';
  return (
    <Box component="figure" sx={{ margin: 0, minWidth: 0 }}>
      <Typography component="figcaption" variant="body2" sx={{ marginBlockEnd: 0.5, color: 'quiet' }}>
        <MessageTitle message={message} />
      </Typography>
      <Box
        // A region that scrolls must be reachable with the keyboard.
        tabIndex={0}
        component="pre"
        sx={(theme: Theme) => ({
          ...theme.typography.mono,
          fontSize: '0.8125rem',
          margin: 0,
          maxHeight: 420,
          overflow: 'auto',
          padding: 2,
          borderRadius: '10px',
          backgroundColor: theme.vars.palette.sunken,
          borderInlineStart: `3px solid ${isSent ? theme.vars.palette.lineStrong : theme.vars.palette.primary.main}`,
        })}
      >
        <Lines bytes={message.bytes} />
      </Box>
    </Box>
  );
}

function MessageTitle({ message }: { readonly message: Message }) {
  const { t, i18n } = useTranslation('result');
  const { t: verdict } = useTranslation('verdict');
  const time = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 0 }).format(message.atMs);
  const title =
    message.kind === 'request-sent'
      ? t('raw.sent', { remote: endpoint(message.remote) })
      : message.kind === 'reply-received'
        ? t('raw.received', { from: endpoint(message.from) })
        : t('raw.stray', { from: endpoint(message.from) });
  const marks = [
    ...(message.kind === 'reply-received' && message.isDuplicate ? [t('raw.duplicate')] : []),
    ...(message.kind === 'reply-received' && message.isLate ? [t('raw.late')] : []),
  ];
  return (
    <>
      <Box component="strong" sx={{ color: 'text.primary', fontWeight: 550 }}>
        {title}
      </Box>{' '}
      {[wayName(verdict, message.path), t('raw.at', { time }), ...marks].join(' · ')}
    </>
  );
}

const endpoint = ({ address, port }: { address: string; port: number }): string =>
  `${safeText(address)}:${port}`;

function Lines({ bytes }: { readonly bytes: string }) {
  const { t } = useTranslation('result');
  const rest = bytes.length - mostMessageChars;
  return (
    <>
      {safeLines(bytes.slice(0, mostMessageChars)).map(({ text, end }, index) => (
        // Lines have no name of their own and never move.
        <span key={`${index}`}>
          {text}
          {end}
          {'\n'}
        </span>
      ))}
      {rest > 0 && <span>… {t('raw.cut', { count: rest })}</span>}
    </>
  );
}
