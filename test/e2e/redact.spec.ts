// What is taken out of a report before it is given away: seen in the window, and saved to the byte.
import type { Locator, Page } from '@playwright/test';
import { verdictReplays } from '../../shared/report/build-report.ts';
import { parseReport } from '../../shared/report/report.ts';
import { violations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { changeAnswers, playAnswers, playRefusal } from './played-answers.ts';
import { expectResult, startDemo } from './steps.ts';
import { words } from './words.ts';

async function openShare(app: Page): Promise<void> {
  await startDemo(app, 'kernel-alg');
  await expectResult(app, 'confirmed');
  await app
    .getByRole('button', { name: words('shell.steps.share') })
    .first()
    .click();
}

async function look(app: Page, level: string): Promise<void> {
  await app.getByRole('radio', { name: words(`redact.level.${level}.name`) }).check();
  await app.getByRole('button', { name: words('redact.look') }).click();
  await expect(app.getByRole('region', { name: words('redact.text') })).toBeVisible();
}

const addresses = ['192.168.1.10', '203.0.113.2', '203.0.113.10', '192.0.2.1', 'pbx.example'];

/** The rows of the text at that place, once they are drawn. */
async function rowsInSight(region: Locator, topPx: number) {
  await region.evaluate((element, top) => element.scrollTo({ top }), topPx);
  const read = () =>
    region.evaluate((element) => {
      const { scrollTop, clientHeight, scrollHeight } = element;
      const rows = [...element.querySelectorAll('.row')].map((row) => ({
        line: row.querySelector('.line')?.textContent ?? '',
        text: row.querySelector('.text')?.textContent ?? '',
        top: Math.round(
          row.getBoundingClientRect().top - (row.parentElement?.getBoundingClientRect().top ?? 0),
        ),
        height: row.getBoundingClientRect().height,
      }));
      const [first, last] = [rows.at(0), rows.at(-1)];
      const isEnd = scrollTop + clientHeight >= scrollHeight - 1;
      const drawnToPx = (last?.top ?? 0) + (last?.height ?? 0);
      const isDrawn = (first?.top ?? 0) <= scrollTop && drawnToPx >= Math.floor(scrollTop + clientHeight);
      return { rows, isEnd, isDrawn };
    });
  await expect.poll(async () => (await read()).isDrawn).toBe(true);
  return read();
}

test('what is shown is what is saved, and its verdict replays', async ({ app, host }) => {
  await openShare(app);
  await look(app, 'no-addresses');
  const region = app.getByRole('region', { name: words('redact.text') });
  const saved = await host.save(() => app.getByRole('button', { name: words('redact.save') }).click());
  expect(saved.name).toMatch(/\.no-addresses\.sipreport$/);
  for (const address of addresses) expect(saved.text + saved.name).not.toContain(address);
  const report = parseReport(saved.text);
  expect(report.ok && report.value.redaction).toBe('no-addresses');
  expect(report.ok && report.value.alg.level).toBe('confirmed');
  expect(report.ok && verdictReplays(report.value)).toBe(true);

  // Every row of the view in turn: together they are the file.
  let shown = '';
  let last = -1;
  for (let topPx = 0; ; topPx += 300) {
    const { rows, isEnd } = await rowsInSight(region, topPx);
    for (const row of rows)
      if (row.top > last) {
        shown += `${row.line === '' || shown === '' ? '' : '\n'}${row.text}`;
        last = row.top;
      }
    if (isEnd) break;
  }
  expect(`${shown}\n`).toBe(saved.text);
});

test('the whole report is saved as the host has it', async ({ app, host }) => {
  await openShare(app);
  await look(app, 'full');
  const whole = await host.save(() => app.getByRole('button', { name: words('redact.save') }).click());
  const plain = await host.save(() => app.getByRole('button', { name: words('share.save') }).click());
  expect(whole.text).toBe(plain.text);
});

test('the file can be searched with the keyboard', async ({ app }) => {
  await openShare(app);
  await look(app, 'no-addresses');
  const field = app.getByRole('textbox', { name: words('redact.search') });
  await field.fill('received=LAN');
  await app.getByRole('region', { name: words('redact.text') }).scrollIntoViewIfNeeded();
  await expect(app.locator('.row.marked')).toBeInViewport();
  const first = await app.locator('.row.marked .text').textContent();
  await field.fill('203.0.113.2');
  await expect(app.getByText(words('redact.notFound'))).toBeVisible();
  expect(first).toBeTruthy();
});

test('another level shows another file, never the one of before', async ({ app }) => {
  await openShare(app);
  await look(app, 'no-addresses');
  await app.getByRole('radio', { name: words('redact.level.full.name') }).check();
  await expect(app.getByRole('region', { name: words('redact.text') })).toBeHidden();
  await expect(app.getByRole('button', { name: words('redact.save') })).toBeHidden();
});

test('the choice and the text pass axe', async ({ app }) => {
  await openShare(app);
  await look(app, 'no-addresses');
  for (const width of [1280, 400]) {
    await app.setViewportSize({ width, height: 800 });
    expect(await violations(app)).toEqual([]);
    const body = app.locator('body');
    expect(await body.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
  }
});

async function takeHold(app: Page, text: string): Promise<void> {
  const tile = app.getByText(text, { exact: true });
  await tile.scrollIntoViewIfNeeded();
  await tile.hover();
  await app.mouse.down();
  await app.mouse.move(10, 10, { steps: 4 });
  await app.mouse.up();
}

test('without a host that can drag there is nothing to take hold of', async ({ app }) => {
  await openShare(app);
  await expect(app.getByRole('button', { name: words('share.save') })).toBeVisible();
  await expect(app.getByText(words('share.drag'))).toBeHidden();
});

test('what is taken hold of is the file of that level, and the host does the dragging (a host that can is played)', {
  tag: '@loopback',
}, async ({ app, host }) => {
  await changeAnswers(app, 'app.info', '"canDrag":false', '"canDrag":true');
  await app.reload();
  await openShare(app);
  await look(app, 'no-addresses');
  const saved = await host.save(() => app.getByRole('button', { name: words('redact.save') }).click());
  const asked = await playAnswers(app, { 'report.drag': { isRefused: false } });
  await takeHold(app, saved.name);
  await expect.poll(() => asked).toHaveLength(1);
  expect(asked[0]).toMatch(
    /^report\.drag \{"source":\{"from":"run","id":"[A-Za-z0-9]+"\},"level":"no-addresses"\}$/,
  );
  expect(await violations(app)).toEqual([]);

  await playAnswers(app, {
    'report.drag': { isRefused: true, message: 'Field "x" still holds a password.' },
  });
  await takeHold(app, saved.name);
  await expect(app.getByText('Field "x" still holds a password.')).toBeVisible();
});

test('a host that cannot write the file says so, and the report is still there', {
  tag: '@loopback',
}, async ({ app }) => {
  await changeAnswers(app, 'app.info', '"canDrag":false', '"canDrag":true');
  await app.reload();
  await openShare(app);
  await playRefusal(app, 'report.drag', 'not-writable');
  await takeHold(app, words('share.drag'));
  await expect(app.getByRole('alert').filter({ hasText: words('errors.call.not-writable') })).toBeVisible();
  await expect(app.getByRole('button', { name: words('share.save') })).toBeEnabled();
});
