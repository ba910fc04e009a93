// Answers of the host that a test plays or changes on their way to the page: for what the demo does not have. Only a
// browser's calls can be caught so.
import type { Page } from '@playwright/test';
import type { CallErrorCode } from '../../shared/ipc/contract.ts';

/** From now on the host answers these methods so; gives the requests that came. */
export async function playAnswers(app: Page, answers: Readonly<Record<string, unknown>>): Promise<string[]> {
  const asked: string[] = [];
  for (const [method, value] of Object.entries(answers))
    await app.route(`**/call/${method}`, async (route) => {
      asked.push(`${method} ${route.request().postData() ?? ''}`);
      await route.fulfill({ json: { ok: true, value } });
    });
  return asked;
}

/** From now on the host refuses this method with that code. */
export const playRefusal = (app: Page, method: string, code: CallErrorCode): Promise<unknown> =>
  app.route(`**/call/${method}`, (route) =>
    route.fulfill({ json: { ok: false, error: { code, message: 'played' } } }),
  );

/** From now on every `from` in the answers to this method is `to`. */
export const changeAnswers = (app: Page, method: string, from: string, to: string): Promise<unknown> =>
  app.route(`**/call/${method}`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(from, to) });
  });
