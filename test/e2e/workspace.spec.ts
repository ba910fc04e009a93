// The support workspace with reports of real demo runs: many at once, damaged ones among them, by mouse and by keys.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { demoReports } from '../fakes/demo-reports.ts';
import { type FileKind, type FolderFile, moved, reportFolder } from '../fakes/report-folder.ts';
import { newSealer } from '../fakes/sealer.ts';
import { violations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { heading, openPage } from './steps.ts';
import { words } from './words.ts';

const scenarios = ['kernel-alg', 'plain-nat', 'blocked', 'silent', 'no-nat', 'call-id'];
const count = 120;
let files: readonly FolderFile[] = [];
let folder = '';
let site = '';

test.describe.configure({ timeout: 90_000 });

test.beforeAll(async () => {
  const seeds = await demoReports(scenarios);
  const { sealReport } = await newSealer();
  files = reportFolder(seeds, count, sealReport);
  const root = mkdtempSync(join(tmpdir(), 'salg-reports-'));
  folder = join(root, 'calls');
  site = join(root, 'site');
  for (const name of [folder, join(folder, 'more'), site]) mkdirSync(name);
  files.forEach(({ name, bytes }, at) =>
    writeFileSync(join(folder, at % 2 === 0 ? 'more' : '', name), bytes),
  );
  writeFileSync(join(folder, 'photo.png'), 'no report');
  // One customer: edited, clean, edited again.
  const [edited, clean] = seeds;
  if (edited === undefined || clean === undefined) throw new Error('no seeds');
  [edited, clean, edited].forEach((seed, at) =>
    writeFileSync(join(site, `${at}.sipreport`), JSON.stringify(moved(seed, 1 + 24 * at))),
  );
});

test.afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const word = (key: string, values: Record<string, string | number> = {}): string =>
  words(`workspace.${key}`, values);
const of = (...kinds: readonly FileKind[]): number => files.filter(({ kind }) => kinds.includes(kind)).length;
const usable = (): number => of('good', 'version-1', 'copy', 'edited', 'changed-by-hand');
const grid = (page: Page): Locator => page.getByRole('grid');
const dataRow = (page: Page, index: number): Locator =>
  page.locator(`[role=row][aria-rowindex="${index + 2}"]`);

async function openFolder(app: Page, path: string, rows: number): Promise<void> {
  await openPage(app, 'workspace');
  await app.locator('input[data-kind=folder]').setInputFiles(path);
  await expect(app.getByText(word('count_other', { count: rows }), { exact: false }).first()).toBeVisible({
    timeout: 60_000,
  });
}

/** Drops files and folders of the disk on the window, as the system does it. */
async function drop(app: Page, paths: readonly string[]): Promise<void> {
  const session = await app.context().newCDPSession(app);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
}

test('a folder becomes a list, and what is broken keeps its reason', async ({ app, host }) => {
  await openFolder(app, folder, usable());
  await expect(grid(app)).toHaveAttribute('aria-rowcount', String(usable() + 1));
  await expect(app.getByText(word('skipped_one', { count: 1 }), { exact: false })).toBeVisible();
  const broken = of('damaged', 'future-version');
  await app.getByRole('button', { name: word('unusable.title') }).click();
  await expect(app.getByRole('listitem').filter({ hasText: '.sipreport' })).toHaveCount(broken);
  await expect(app.getByText(word('unusable.reason.newer-version'))).toHaveCount(of('future-version'));
  const csv = await host.save(() => app.getByRole('button', { name: word('csv') }).click());
  const lines = csv.text.split('\r\n');
  expect(csv.name).toMatch(/^sip-alg-reports-.*\.csv$/);
  expect(lines).toHaveLength(usable() + 2);
  expect(lines.filter((line) => line.includes(',no,pbx'))).toHaveLength(of('changed-by-hand'));
  await app.getByRole('button', { name: word('clear') }).click();
  await expect(app.getByText(word('empty.title'))).toBeVisible();
});

test('the list is sorted, searched and filtered', async ({ app }) => {
  await openFolder(app, folder, usable());
  await app.getByRole('columnheader', { name: word('column.level') }).click();
  await expect(dataRow(app, 0)).toContainText(words('verdict.levelName.confirmed'));
  await app.getByRole('columnheader', { name: word('column.level') }).click();
  await expect(app.getByRole('columnheader', { name: word('column.level') })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await expect(dataRow(app, 0)).toContainText(words('verdict.levelName.not-applicable'));
  await app.locator('#filter-level').click();
  await app.getByRole('option', { name: words('verdict.levelName.blocked') }).click();
  await expect(dataRow(app, 0)).toContainText(words('verdict.levelName.blocked'));
  const blocked = Number(await grid(app).getAttribute('aria-rowcount')) - 1;
  expect(blocked).toBeGreaterThan(3);
  await expect(app.getByText(word('shown', { shown: blocked, all: usable() }))).toBeVisible();
  await app.getByRole('button', { name: word('filter.reset') }).click();
  await app.locator('#filter-seal').click();
  await app.getByRole('option', { name: word('seal.edited') }).click();
  await expect(grid(app)).toHaveAttribute('aria-rowcount', String(of('edited') + 1));
  await app.keyboard.press('/');
  await app.keyboard.type('no such customer');
  await expect(app.getByText(word('noMatch'))).toBeVisible();
  await app.getByRole('button', { name: word('filter.reset') }).click();
  await expect(grid(app)).toHaveAttribute('aria-rowcount', String(usable() + 1));
});

test('one place over time, compared and explained, with the keyboard alone', async ({ app }) => {
  await openFolder(app, site, 3);
  await grid(app).focus();
  // Down to the first row; the newest stands there.
  for (const key of ['ArrowDown', 'Space', 'ArrowDown', 'Space']) await app.keyboard.press(key);
  await expect(app.getByRole('row', { selected: true })).toHaveCount(2);
  for (let steps = 0; steps < 3; steps++) {
    await app.keyboard.press('Tab');
    const name = await app.evaluate('document.activeElement.textContent');
    if (name === word('compare')) break;
  }
  await app.keyboard.press('Enter');
  await expect(heading(app, word('comparing.new-alg'))).toBeFocused();
  await expect(app.getByRole('table')).toContainText(words('compare.value.own-pair'));
  await app.getByRole('button', { name: word('back') }).press('Enter');
  await expect(grid(app)).toBeFocused();
  await app.keyboard.press('Enter');
  await expect(heading(app, words('verdict.headline.unlikely'))).toBeFocused();
  await app.getByRole('button', { name: word('explain.title') }).press('Enter');
  await app.locator('#customer-language').press('Enter');
  await app.locator('li[lang="de"]').press('Enter');
  const text = app.getByRole('region', { name: word('explain.text') });
  await expect(text).toContainText(words('verdict.headline.unlikely', {}, 'de'));
  await expect(text).toContainText(words('workspace.explain.todo', {}, 'de'));
  await app.getByRole('button', { name: word('site') }).press('Enter');
  await expect(heading(app, /came back on/)).toBeFocused();
  await expect(app.getByRole('img', { name: word('trend.picture') })).toBeVisible();
  await expect(app.getByText(word('trend.turn.went-away'))).toBeVisible();
  await app.getByRole('button', { name: word('back') }).press('Enter');
  await expect(grid(app)).toBeFocused();
});

test('a verdict that was changed by hand is told apart from today’s rules', async ({ app }) => {
  await openFolder(app, folder, usable());
  await app.getByRole('columnheader', { name: word('column.replays') }).click();
  await dataRow(app, 0).getByRole('gridcell').nth(1).click();
  await expect(app.getByText(words('report.differs'))).toBeVisible();
  const today = words('report.today', { stored: '#', today: '#' }).split('#')[0] ?? '';
  await expect(app.getByText(today)).toBeVisible();
});

test('what is dropped opens: one file alone to be read, a folder in the list @loopback', async ({ app }) => {
  // Before that nobody listens for what is dropped.
  await expect(app.getByRole('button', { name: words('start.demo.try') })).toBeVisible();
  await drop(app, [join(site, '0.sipreport')]);
  await expect(heading(app, words('verdict.headline.confirmed'))).toBeVisible();
  await drop(app, [site, join(folder, 'customer-001.sipreport')]);
  await expect(grid(app)).toHaveAttribute('aria-rowcount', '5');
});

test('every view is free of axe’s complaints, wide and narrow', async ({ app }) => {
  await openPage(app, 'workspace');
  expect(await violations(app), 'empty').toEqual([]);
  await openFolder(app, site, 3);
  expect(await violations(app), 'list').toEqual([]);
  await app.setViewportSize({ width: 400, height: 800 });
  await expect(app.getByRole('columnheader')).toHaveCount(0);
  expect(await violations(app), 'cards').toEqual([]);
  await app.getByRole('row').first().getByRole('gridcell').nth(1).click();
  await app.getByRole('button', { name: word('explain.title') }).click();
  expect(await violations(app), 'one').toEqual([]);
  await app.getByRole('button', { name: word('site') }).click();
  expect(await violations(app), 'place').toEqual([]);
});
