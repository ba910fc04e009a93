// Times that mean the same to whoever reads them.
import type { Words } from './say.ts';

/** `21 November 2026 at 18:14 UTC`: a document travels, so it has no time zone of its own. */
export const utcText = (iso: string, { locale, instantMs }: Words): string =>
  new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
    timeZoneName: 'short',
  }).format(instantMs(iso));
