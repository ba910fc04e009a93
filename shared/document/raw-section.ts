// Every message byte by byte, folded; what cannot be seen is shown as a code.
import { safeLines } from '../base/safe-text.ts';
import { type Message, messagesOf, mostMessageChars } from '../reading/messages.ts';
import type { Words } from '../reading/say.ts';
import { wayName } from '../reading/ways.ts';
import type { Report } from '../report/report.ts';
import { html, type Markup } from './markup.ts';

/** A document is for reading; the report file keeps the rest. */
const mostMessages = 100;

/** On paper a fold stays shut, so a sentence says where the bytes are. */
export function rawSection({ observations }: Report, words: Words): Markup {
  const say = words.of('result');
  const document = words.of('document');
  const messages = messagesOf(observations);
  const more = messages.length - mostMessages;
  const shown = messages.slice(0, mostMessages).map((message) => oneMessage(message, words));
  if (messages.length === 0)
    return html`<section><h2>${say('fold.raw')}</h2><p class="quiet">${say('raw.none')}</p></section>`;
  return html`<section><h2>${say('fold.raw')}</h2><details><summary>${say('foldNote.raw', { count: messages.length })}</summary><p class="quiet small">${say('raw.intro')}</p>${shown}${
    more > 0 ? html`<p>${document('moreMessages', { count: more })}</p>` : null
  }</details><p class="on-paper">${document('rawElsewhere')}</p></section>`;
}

function oneMessage(message: Message, words: Words): Markup {
  const say = words.of('result');
  const isSent = message.kind === 'request-sent';
  const title = isSent
    ? say('raw.sent', { remote: endpoint(message.remote) })
    : say(message.kind === 'reply-received' ? 'raw.received' : 'raw.stray', { from: endpoint(message.from) });
  const time = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 0 }).format(message.atMs);
  const isReply = message.kind === 'reply-received';
  const facts = [
    wayName(words.of('verdict'), message.path),
    say('raw.at', { time }),
    ...(isReply && message.isDuplicate ? [say('raw.duplicate')] : []),
    ...(isReply && message.isLate ? [say('raw.late')] : []),
  ];
  return html`<h3 class="aside"><strong>${title}</strong> ${facts.join(' · ')}</h3><pre class="${isSent ? 'sent' : 'received'}">${lines(message.bytes, words)}</pre>`;
}

const endpoint = ({ address, port }: { address: string; port: number }): string => `${address}:${port}`;

function lines(bytes: string, words: Words): Markup {
  const rest = bytes.length - mostMessageChars;
  const shown = safeLines(bytes.slice(0, mostMessageChars)).map(
    ({ text, end }) => html`<span>${text}${end}</span>\n`,
  );
  return html`${shown}${rest > 0 ? html`<span>… ${words.of('result')('raw.cut', { count: rest })}</span>` : null}`;
}
