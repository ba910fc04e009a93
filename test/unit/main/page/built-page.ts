// A built page of two files, each with the place where a page's nonce goes.
import type { PageFiles } from '../../../../main/page/page-files.ts';

export const page =
  '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__" /><script type="module" src="./main.js"></script>';
/** A script is handed out as it is, whatever stands in it. */
export const script = '"__CSP_NONCE__";';

export const pageFiles: PageFiles = new Map([
  ['/index.html', { contentType: 'text/html; charset=utf-8', body: Buffer.from(page), isPage: true }],
  [
    '/assets/main.js',
    { contentType: 'text/javascript; charset=utf-8', body: Buffer.from(script), isPage: false },
  ],
]);
