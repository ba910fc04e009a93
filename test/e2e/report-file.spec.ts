// What the window says about the file of a report: whether it was changed, whether it is too new; and its packets.
import { expect, test } from './fixtures.ts';
import { expectResult, openEntry, startDemo } from './steps.ts';
import { words } from './words.ts';

const chooser = 'input[type=file]';
const fileOf = (text: string) => ({
  name: 'a.sipreport',
  mimeType: 'application/json',
  buffer: Buffer.from(text),
});

test('a saved report is whole until one character of it is changed', async ({ app, host }) => {
  await startDemo(app, 'kernel-alg');
  await expectResult(app, 'confirmed');
  await app
    .getByRole('button', { name: words('shell.steps.share') })
    .first()
    .click();
  const { text } = await host.save(() => app.getByRole('button', { name: words('share.save') }).click());
  await app
    .getByRole('button', { name: words('shell.steps.start') })
    .first()
    .click();

  await app.locator(chooser).first().setInputFiles(fileOf(text));
  await expect(app.getByText(words('seal.state.intact'))).toBeVisible();
  await app.getByRole('button', { name: words('seal.means') }).click();
  await expect(app.getByText(words('seal.limit'))).toBeVisible();
  const { publicKey } = (JSON.parse(text) as { seal: { publicKey: string } }).seal;
  expect(publicKey).toHaveLength(43);
  await expect(app.getByText(/^[\da-f]{4}(?: [\da-f]{4}){3}$/)).toBeVisible();
  await app.getByRole('button', { name: words('report.back') }).click();

  // A space at the end changes no value, and is a change all the same.
  await app
    .locator(chooser)
    .first()
    .setInputFiles(fileOf(`${text} `));
  await expect(app.getByText(words('seal.state.edited'))).toBeVisible();
  await app.getByRole('button', { name: words('report.back') }).click();

  await app
    .locator(chooser)
    .first()
    .setInputFiles(fileOf(text.replace('"version": 2', '"version": 3')));
  await expect(app.getByText(words('errors.file.newer-version'))).toBeVisible();
});

test('the history says of its own files that they are as they were saved', async ({ app }) => {
  await startDemo(app, 'vpn');
  await expectResult(app, 'vpn');
  await openEntry(app, 'not-applicable');
  await expect(app.getByText(words('seal.state.intact'))).toBeVisible();
});

test('the messages of a result are saved as a packet file', async ({ app, host }) => {
  await startDemo(app, 'kernel-alg');
  await expectResult(app, 'confirmed');
  await app.getByRole('button', { name: words('result.fold.raw') }).click();
  const { name, text } = await host.save(() =>
    app.getByRole('button', { name: words('packets.save') }).click(),
  );
  expect(name).toMatch(/^sip-alg-pbx\.example-.*\.pcapng$/);
  expect(text).toContain('OPTIONS sip:pbx.example SIP/2.0');
  expect(text).toContain('headers are reconstructed');
  await expect(app.getByText(words('packets.saved', { name }))).toBeVisible();
});
