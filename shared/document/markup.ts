// Markup that can only be made of templates: whatever is put into one is text, unless it is markup itself.
import { safeText } from '../base/safe-text.ts';

/** Finished markup; a plain string is never taken for it. */
export type Markup = { readonly markup: string };

type Part = string | number | null | Markup | readonly Markup[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for any place in a document, quoted attributes included: what cannot be seen becomes a code. */
const escaped = (text: string): string => safeText(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

function written(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
}

/** The template with its values escaped; attribute values stand in double quotes. */
export const html = (template: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  markup: template.map((text, index) => text + written(parts[index] ?? null)).join(''),
});

/** Text of this program, such as a style sheet, taken as it is. */
export const verbatim = (text: string): Markup => ({ markup: text });
