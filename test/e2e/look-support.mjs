// Pictures of what support agents use, and of a check that is compared: parts of look.mjs.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const load = async (file) => (await runnerImport(join(root, file))).module;

/** Files of an imagined support's customers: real demo runs, sealed, some of them broken. */
export async function customerFiles(scenarios, count) {
  const { demoReports } = await load('test/fakes/demo-reports.ts');
  const { reportFolder } = await load('test/fakes/report-folder.ts');
  const { newSealer } = await load('test/fakes/sealer.ts');
  const { sealReport } = await newSealer();
  return reportFolder(await demoReports(scenarios), count, sealReport);
}

/** What is taken out, and the text of the file. */
export async function lookAtRedaction(page, words, look) {
  const { level, look: show } = words('redact');
  await page.getByRole('radio', { name: level['no-addresses'].name }).check();
  await page.getByRole('button', { name: show }).click();
  await page.getByRole('region', { name: words('redact').text }).waitFor();
  await look('share-redacted');
}

/** From the Fix page over a switched router to "fixed". */
export async function lookAtComparison(page, words, look) {
  await page.getByRole('checkbox', { name: words('compare').demo.on }).uncheck();
  await page
    .locator('#main')
    .getByRole('button', { name: words('fix').again, exact: true })
    .click();
  await page.getByRole('heading', { level: 1, name: words('compare').outcome.fixed }).waitFor();
  await look('compare-fixed');
}

/** The list, two reports compared, one report, its place over time. */
export async function lookAtWorkspace(page, words, look, files) {
  const { compare, back, site } = words('workspace');
  await page.getByRole('button', { name: words('shell').pages.workspace }).click();
  await look('workspace-empty');
  await page
    .locator('input[data-kind=files]')
    .setInputFiles(files.map(({ name, bytes }) => ({ name, mimeType: 'application/json', buffer: bytes })));
  await page.getByRole('grid').waitFor();
  await look('workspace');
  await page.getByRole('grid').focus();
  for (const key of ['ArrowDown', 'Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
  await page.getByRole('button', { name: compare }).click();
  await look('workspace-compare');
  await page.getByRole('button', { name: back }).click();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Enter');
  await look('workspace-report');
  if (await page.getByRole('button', { name: site }).isVisible()) {
    await page.getByRole('button', { name: site }).click();
    await look('workspace-place');
  }
}

/** The editor of a provider's profile, and the question of the one who opens it. */
export async function lookAtProfile(page, words, look) {
  const { section, editor } = words('profile');
  await page.getByRole('button', { name: words('shell').pages.settings }).click();
  await page.getByRole('button', { name: section.make }).click();
  await page.locator('#profile-name').fill('Example Telecom');
  await page.locator('#profile-server').fill('sip.provider.example');
  await page.locator('#profile-altPort').fill('70000');
  await page.getByRole('button', { name: editor.make }).click();
  await look('profile-fault');
  await page.locator('#profile-altPort').fill('5160');
  await page.getByRole('button', { name: editor.make }).click();
  const code = await page.getByText('sipprofile1:').textContent();
  await look('profile');
  await page.getByRole('button', { name: editor.back }).click();
  await page.locator('#profile-code').fill(code ?? '');
  await page.getByRole('button', { name: section.show }).click();
  await page.getByRole('dialog').waitFor();
  await look('profile-question');
  await page.keyboard.press('Escape');
}
