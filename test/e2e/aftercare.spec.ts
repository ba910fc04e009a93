// What follows the steps: the router's page, the wait until it is back, what is remembered, the history and the
// reminder. The demo has no real router, so the host's answers about one are played.
import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { playAnswers } from './played-answers.ts';
import { expectResult, openPage, startDemo } from './steps.ts';
import { words } from './words.ts';

test.describe.configure({ timeout: 60_000 });

const url = 'http://192.168.1.1/';
const known = { url, chosen: null, registrationSeconds: null };

async function openFix(app: Page): Promise<void> {
  await startDemo(app, 'kernel-alg');
  await expectResult(app, 'confirmed');
  await app
    .getByRole('button', { name: words('shell.steps.fix') })
    .first()
    .click();
}

const entry = (id: string, createdAt: string, level: string, parts: object = {}) => ({
  id,
  createdAt,
  server: 'pbx.example',
  level,
  isPartial: false,
  isSimulated: false,
  gateway: { address: '192.168.1.1', macPrefix: '38:10:d5' },
  ...parts,
});

test('without a real router there is no button for its page, and nothing is waited for', {
  tag: '@loopback',
}, async ({ app }) => {
  await openFix(app);
  await expect(app.getByRole('heading', { name: words('router.card.question') })).toBeVisible();
  await expect(app.getByRole('button', { name: words('aftercare.page.open') })).toBeHidden();
  const asked = await playAnswers(app, { 'router.wait': {} });
  await app.getByRole('checkbox', { name: words('fix.after.router-restarted') }).check();
  await expect(app.getByRole('button', { name: words('fix.again') })).toBeEnabled();
  expect(asked).toEqual([]);
});

test("the router's page opens by the host, which is told no address; without a browser it can be typed", {
  tag: '@loopback',
}, async ({ app }) => {
  const asked = await playAnswers(app, {
    'router.known': known,
    'router.openPage': { url, isOpened: false },
  });
  await openFix(app);
  await app.getByRole('button', { name: words('aftercare.page.open') }).click();
  await expect(app.getByText(`${words('aftercare.page.typed')} ${url}`)).toBeVisible();
  expect(asked.filter((line) => line.startsWith('router.openPage'))).toEqual(['router.openPage {}']);
  expect(await violations(app)).toEqual([]);
});

test('the restarted router is waited for, a reload keeps the wait, and it can be ended', {
  tag: '@loopback',
}, async ({ app }) => {
  const waiting = { phase: 'waiting', isRouterBack: false, secondsLeft: 170 };
  const asked = await playAnswers(app, {
    'router.known': known,
    'router.wait': {},
    'router.stopWaiting': {},
    'router.waitState': waiting,
  });
  await openFix(app);
  await app.getByRole('checkbox', { name: words('fix.after.router-restarted') }).check();
  await expect.poll(() => asked).toContain('router.wait {}');
  await app.reload();
  await app
    .getByRole('button', { name: words('shell.steps.fix') })
    .first()
    .click();
  await expect(app.getByText(words('aftercare.wait.waiting'))).toBeVisible();
  await expect(app.getByRole('button', { name: words('fix.again') })).toBeDisabled();
  expect(await violations(app)).toEqual([]);
  await app.getByRole('button', { name: words('aftercare.wait.stop') }).click();
  await expect.poll(() => asked).toContain('router.stopWaiting {}');
});

for (const [outcome, key] of [
  ['back', 'back'],
  ['router-only', 'router-only'],
  ['silent', 'silent'],
] as const)
  test(`a wait that ended with ${outcome} says so and lets the check begin`, {
    tag: '@loopback',
  }, async ({ app }) => {
    await playAnswers(app, {
      'router.known': known,
      'router.waitState': { phase: 'ended', outcome, wasAway: true },
    });
    await openFix(app);
    await app.reload();
    await app
      .getByRole('button', { name: words('shell.steps.fix') })
      .first()
      .click();
    await expect(app.getByText(words(`aftercare.wait.${key}`), { exact: true })).toBeVisible();
    await expect(app.getByRole('button', { name: words('fix.again') })).toBeEnabled();
    expect(await violations(app)).toEqual([]);
  });

test('a router that was named before is there again, and can be forgotten', {
  tag: '@loopback',
}, async ({ app }) => {
  const asked = await playAnswers(app, {
    'router.known': { ...known, chosen: 'asus-asuswrt' },
    'router.forget': {},
  });
  await openFix(app);
  await expect(app.getByText(words('aftercare.memory.before'))).toBeVisible();
  await expect(app.getByRole('heading', { name: words('router.steps.title') })).toBeVisible();
  await app.getByRole('button', { name: words('aftercare.memory.forget') }).click();
  await expect(app.getByText(words('aftercare.memory.before'))).toBeHidden();
  expect(asked).toContain('router.forget {}');
});

test('the history groups what belongs together and marks what came back', {
  tag: '@loopback',
}, async ({ app }) => {
  await playAnswers(app, {
    'history.list': [
      entry('aaaaaaaa3', '2026-03-20T10:00:00.000Z', 'confirmed'),
      entry('aaaaaaaa2', '2026-03-12T10:00:00.000Z', 'unlikely'),
      entry('aaaaaaaa1', '2026-03-01T10:00:00.000Z', 'confirmed'),
      entry('bbbbbbbb1', '2026-03-02T10:00:00.000Z', 'confirmed', { server: 'other.example' }),
    ],
  });
  await openPage(app, 'history');
  await expect(app.getByRole('heading', { level: 2 })).toHaveText(['pbx.example', 'other.example']);
  const marks = app.getByText(words('aftercare.history.back'), { exact: true });
  await expect(marks).toHaveCount(1);
  await expect(app.getByRole('listitem').filter({ has: marks })).toContainText('March 12, 2026');
  expect(await violations(app)).toEqual([]);
});

test('the reminder is one line on the first page: it leads to a check, or is forgotten', {
  tag: '@loopback',
}, async ({ app }) => {
  const due = {
    server: 'pbx.example',
    port: null,
    checkedAt: '2026-03-01T10:00:00.000Z',
    dueAt: '2026-03-08T10:00:00.000Z',
    isDue: true,
  };
  const asked = await playAnswers(app, { 'reminder.read': due, 'reminder.forget': {} });
  await app.reload();
  const title = app.getByRole('heading', {
    name: words('aftercare.reminder.due', { server: 'pbx.example' }),
  });
  await expect(title).toBeVisible();
  expect(await violations(app)).toEqual([]);
  await app
    .getByRole('button', { name: words('aftercare.reminder.check', { server: 'pbx.example' }) })
    .click();
  await expect(app.getByRole('heading', { level: 1, name: words('symptoms.title') })).toBeVisible();
  await app
    .getByRole('button', { name: words('shell.steps.start') })
    .first()
    .click();
  await app.getByRole('button', { name: words('aftercare.reminder.forget') }).click();
  await expect(title).toBeHidden();
  expect(asked).toContain('reminder.forget {}');
});
