// Takes a picture of every screen and of the result of every level: `node test/e2e/look.mjs FOLDER [LANGUAGE...]`
// after `npm run build:window`. Light and dark, 1280 and 400 px wide, in the languages named (default: all four).
// Pictures are for looking at.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import {
  customerFiles,
  lookAtComparison,
  lookAtProfile,
  lookAtRedaction,
  lookAtWorkspace,
} from './look-support.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [folder = 'out/look', ...chosen] = process.argv.slice(2);
const languages = chosen.length > 0 ? chosen : ['en', 'nl', 'fr', 'de'];
const browserFile = process.env.CHROMIUM ?? '/usr/bin/chromium';
mkdirSync(folder, { recursive: true });

const words = (language, namespace) =>
  JSON.parse(readFileSync(join(root, `renderer/language/${language}/${namespace}.json`), 'utf8'));

async function startHost(state) {
  const env = { ...process.env, SIP_ALG_CHECKER_STATE_DIR: state };
  const child = spawn(process.execPath, [join(root, 'out/loopback/loopback.mjs'), '--demo', '--no-open'], {
    env,
  });
  const url = await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      const found = /http:\S+/.exec(chunk.toString());
      if (found) resolve(found[0]);
    });
    child.once('exit', () => reject(new Error('the host ended')));
  });
  return { child, url };
}

async function lookAt(page, language, name) {
  for (const colorScheme of ['light', 'dark'])
    for (const width of [1280, 400]) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      await page.waitForTimeout(120);
      await page.screenshot({
        path: join(folder, `${name}-${language}-${colorScheme}-${width}.png`),
        fullPage: true,
      });
    }
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** Scenario of the demo -> key of its headline: each level that the demo reaches, and reasons with a page of their own. */
const levels = {
  'kernel-alg': 'confirmed',
  'server-snat-one-port': 'possible',
  'plain-nat': 'unlikely',
  blocked: 'blocked',
  silent: 'no-answer',
  vpn: 'vpn',
};

async function startScenario(page, language, scenario) {
  const { demo } = words(language, 'start');
  await page.getByRole('button', { name: demo.try }).click();
  await page
    .getByRole('menuitem', { name: demo.scenario[scenario] ?? new RegExp(scenario) })
    .first()
    .click();
}

async function lookAtSymptoms(page, language) {
  const { server, check } = words(language, 'start');
  const { tile, back } = words(language, 'symptoms');
  await page.getByRole('textbox', { name: server.label }).fill('pbx.example');
  await page.locator('#main').getByRole('button', { name: check, exact: true }).click();
  await page.getByRole('radio', { name: tile['call-drops'].title }).check();
  await page.getByRole('radio').nth(8).check();
  await lookAt(page, language, 'symptoms');
  await page.getByRole('button', { name: back }).click();
}

async function lookBelow(page, language) {
  const { fold } = words(language, 'result');
  for (const name of [fold.changed, fold.numbers, fold.notTested, fold.raw])
    await page.getByRole('button', { name }).click();
  await lookAt(page, language, 'result-open');
  for (const step of ['fix', 'share']) {
    await page
      .getByRole('button', { name: words(language, 'shell').steps[step] })
      .first()
      .click();
    await lookAt(page, language, step);
    if (step === 'fix') await lookAtRouters(page, language);
  }
  const at = [page, (namespace) => words(language, namespace), (name) => lookAt(page, language, name)];
  await lookAtRedaction(...at);
  await page
    .getByRole('button', { name: words(language, 'shell').steps.fix })
    .first()
    .click();
  await lookAtComparison(...at);
}

/** A router with two ways and warnings, one with commands, a box of a provider, one without steps. */
const routers = { asus: 'asuswrt', fortigate: 'fortigate', bt: 'bt home hub', fritz: 'fritz box' };

async function lookAtRouters(page, language) {
  const { search, card } = words(language, 'router');
  const field = page.getByRole('combobox', { name: search.label });
  await field.fill('box');
  await page.getByRole('listbox').waitFor();
  await lookAt(page, language, 'fix-search');
  for (const [name, text] of Object.entries(routers)) {
    await field.fill(text);
    await page.keyboard.press('Enter');
    await lookAt(page, language, `fix-${name}`);
    await page.getByRole('button', { name: card.change }).click();
  }
}

async function lookAtReport(page, language) {
  await page
    .getByRole('button', { name: words(language, 'history').level.confirmed })
    .first()
    .click();
  await lookAt(page, language, 'report');
}

async function visit(browser, language) {
  const state = mkdtempSync(join(tmpdir(), 'salg-look-'));
  const { child, url } = await startHost(state);
  try {
    const page = await browser.newPage({ locale: language, viewport: { width: 1280, height: 800 } });
    const shell = words(language, 'shell');
    await page.goto(url);
    await lookAt(page, language, 'start');
    await page.getByRole('button', { name: words(language, 'start').advanced.title }).click();
    await page.locator('#username').fill('anna');
    await page.locator('#echoExtension').fill('600');
    await lookAt(page, language, 'start-account');
    await page.getByRole('button', { name: words(language, 'account').remove }).click();
    await lookAtSymptoms(page, language);
    for (const [scenario, headline] of Object.entries(levels)) {
      await startScenario(page, language, scenario);
      if (scenario === 'kernel-alg') await lookAt(page, language, 'testing');
      await page
        .getByRole('heading', { level: 1, name: words(language, 'verdict').headline[headline] })
        .waitFor();
      await lookAt(page, language, `result-${headline}`);
      if (scenario === 'kernel-alg') await lookBelow(page, language);
      await page.getByRole('button', { name: shell.steps.start }).first().click();
    }
    for (const name of ['monitor', 'history', 'settings', 'about']) {
      await page.getByRole('button', { name: shell.pages[name] }).click();
      await lookAt(page, language, name);
      if (name === 'history') await lookAtReport(page, language);
    }
    const at = [page, (namespace) => words(language, namespace), (name) => lookAt(page, language, name)];
    await lookAtWorkspace(...at, files);
    await lookAtProfile(...at);
    await page.close();
  } finally {
    child.kill();
    rmSync(state, { recursive: true, force: true });
  }
}

const browser = await chromium.launch({
  ...(existsSync(browserFile) ? { executablePath: browserFile } : {}),
  args: ['--no-sandbox', '--disable-background-networking'],
});
const files = await customerFiles(Object.keys(levels), 60);
for (const language of languages) await visit(browser, language);
await browser.close();
