// The window where a person needs it otherwise: 200 % zoom, right-to-left script, forced colours, wide spacing.
// On a page that is well laid out nothing is cut off and nothing needs scrolling sideways. WCAG 2.2 1.4.4, 1.4.10, 1.4.12.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectResult, openPage, startDemo } from './steps.ts';
import { words } from './words.ts';

/** Runs in the page: controls and headings that reach beyond the window; a scroll box of its own may hold more. */
const findBeyondTheEdge = `(() => {
  const width = document.documentElement.clientWidth;
  const outside = [...document.querySelectorAll('h1, h2, h3, button, a, input, p, dt, dd, th, td')]
    .filter((node) => {
      const box = node.getBoundingClientRect();
      return box.width > 1 && box.height > 1 && (box.left < -1 || box.right > width + 1);
    })
    .map((node) => node.tagName + ' ' + node.textContent);
  const whole = document.documentElement.scrollWidth;
  return whole > width + 1 ? ['the page is ' + whole + ' px wide', ...outside] : outside;
})()`;

const beyondTheEdge = (page: Page): Promise<string[]> => page.evaluate<string[]>(findBeyondTheEdge);

async function expectFits(page: Page): Promise<void> {
  expect(await beyondTheEdge(page), 'start').toEqual([]);
  await startDemo(page, 'kernel-alg');
  expect(await beyondTheEdge(page), 'testing').toEqual([]);
  await expectResult(page, 'confirmed');
  for (const fold of ['changed', 'numbers', 'notTested', 'raw'])
    await page.getByRole('button', { name: words(`result.fold.${fold}`) }).click();
  expect(await beyondTheEdge(page), 'result, unfolded').toEqual([]);
  for (const step of ['fix', 'share']) {
    await page
      .getByRole('button', { name: words(`shell.steps.${step}`) })
      .first()
      .click();
    expect(await beyondTheEdge(page), step).toEqual([]);
  }
  for (const name of ['history', 'settings', 'about'] as const) {
    await openPage(page, name);
    expect(await beyondTheEdge(page), name).toEqual([]);
  }
}

// The browser lays the page out, not its host; only there a test can choose the window's size freely.
const onlyOnce = { tag: '@loopback' };

// 640 px at 200 % are 320 CSS px.
test('at 200 % zoom of a small window nothing is cut off or scrolls sideways', onlyOnce, async ({ app }) => {
  await app.setViewportSize({ width: 320, height: 400 });
  await expectFits(app);
});

for (const width of [400, 1280])
  test(`from right to left the layout turns round and still fits ${width} px`, onlyOnce, async ({ app }) => {
    await app.setViewportSize({ width, height: 800 });
    await app.evaluate(`document.documentElement.setAttribute('dir', 'rtl')`);
    await expectFits(app);
  });

/** WCAG 2.2 1.4.12. */
const wideSpacing =
  '*{letter-spacing:.12em!important;word-spacing:.16em!important;line-height:1.5!important}p{margin-block-end:2em!important}';

test('with wide letters, words and lines all text stays readable', onlyOnce, async ({ app }) => {
  // The page's policy refuses style elements of others; a user's own style sheet works like this one.
  await app.evaluate(
    `const sheet = new CSSStyleSheet(); sheet.replaceSync('${wideSpacing}'); document.adoptedStyleSheets = [sheet];`,
  );
  await expectFits(app);
});

test('in forced colours the main button keeps a visible edge', onlyOnce, async ({ app }) => {
  await app.emulateMedia({ forcedColors: 'active' });
  const edge = await app.evaluate<string>(
    `(({ borderTopStyle, borderTopWidth }) => borderTopStyle + borderTopWidth)(
      getComputedStyle(document.querySelector('button[type=submit]')))`,
  );
  expect(edge).toMatch(/^solid[1-9]/);
});
