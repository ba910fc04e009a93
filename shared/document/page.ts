// The frame of a document: one file that needs nothing else and may do nothing.
import { html, type Markup, verbatim } from './markup.ts';
import { styleSheet } from './style.ts';

/** What a document may load: its own style sheet. Hosts that serve one send the same as a header. */
export const documentPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

type PageParts = { readonly locale: string; readonly title: string; readonly body: Markup };

/** A whole HTML file. */
export const pageOf = ({ locale, title, body }: PageParts): string =>
  html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${verbatim(documentPolicy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${verbatim(styleSheet)}</style>
</head>
<body>
<main>${body}</main>
</body>
</html>
`.markup;
