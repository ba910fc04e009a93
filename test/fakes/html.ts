// Reads the HTML of documents as strictly as XML: a tag that is left open, or an attribute without quotes, throws.

export type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Text inside, that of inner elements included, entities undone. */
  text: string;
};

const voidElements = new Set(['meta', 'br']);
const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

const plain = (text: string): string =>
  text.replace(/&[^;]+;/g, (entity) => entities[entity] ?? `?${entity}?`);

function readAttributes(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  const rest = text.replace(
    /\s+([a-zA-Z][a-zA-Z0-9:-]*)(?:="([^"]*)")?/g,
    (_all, name: string, value?: string) => {
      attributes[name] = plain(value ?? '');
      return '';
    },
  );
  if (rest.trim() !== '') throw new Error(`no attributes: ${text}`);
  return attributes;
}

/** Elements in the order they open. */
export function readHtml(html: string): readonly Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const body = html.replace(/^<!doctype html>\n/, '');
  for (const [token] of body.matchAll(/<[^>]*>|[^<]+/g)) {
    if (!token.startsWith('<')) {
      for (const element of open) element.text += plain(token);
      continue;
    }
    const closing = /^<\/([a-zA-Z0-9]+)>$/.exec(token)?.[1];
    if (closing !== undefined) {
      const last = open.pop();
      if (last?.name !== closing) throw new Error(`</${closing}> closes <${last?.name}>`);
      continue;
    }
    const [, name = '', rest = '', slash = ''] = /^<([a-zA-Z0-9]+)([^]*?)(\/?)>$/.exec(token) ?? [];
    if (name === '') throw new Error(`no tag: ${token}`);
    const element: Element = { name, attributes: readAttributes(rest), text: '' };
    elements.push(element);
    if (slash === '' && !voidElements.has(name)) open.push(element);
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name}> stays open`);
  return elements;
}
