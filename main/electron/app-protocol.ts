// app://bundle/*: the page's files, answered from a list that is fixed at start. No path is ever made from a URL,
// so there is nothing to climb out of.
import { type PageFiles, pagePath } from '../page/page-files.ts';
import { fileAnswer, plainHeaders } from '../page/page-policy.ts';

/** Scheme and host of the page. */
export const bundleScheme = 'app';
const bundleHost = 'bundle';

/** The one page there is. */
export const bundlePage = `${bundleScheme}://${bundleHost}${pagePath}`;

export type BundleAnswer = {
  readonly status: 200 | 404 | 405;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** True for URLs of exactly our scheme and host, without user, password or port. */
export function isBundleUrl(text: string): boolean {
  // URL() drops tabs and line ends without a word and turns backslashes around; our own URLs have none.
  if (/[^\u0021-\u007e]|\\/.test(text)) return false;
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    url.protocol === `${bundleScheme}:` &&
    url.host === bundleHost &&
    url.username === '' &&
    url.password === ''
  );
}

const refusal = (status: 404 | 405): BundleAnswer => ({
  status,
  headers: plainHeaders('text/plain; charset=utf-8'),
  body: new Uint8Array(),
});

/** Answers requests for `files` (keys as `/index.html`); the nonce is asked for anew on every load of a page. */
export function createResponder(
  files: PageFiles,
  newNonce: () => string,
): (url: string, method: string) => BundleAnswer {
  return (text, method) => {
    if (method !== 'GET') return refusal(405);
    const url = isBundleUrl(text) ? new URL(text) : null;
    const file = url?.search === '' ? files.get(url.pathname) : undefined;
    if (file === undefined) return refusal(404);
    return { status: 200, ...fileAnswer(file, newNonce(), "'none'") };
  };
}
