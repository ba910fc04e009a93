// The program with its window open, as a journey sees it: the same whatever shows the window.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Look } from '../window/program.ts';

export type { Look };

export type SavedFile = { readonly name: string; readonly text: string };

export type Host = {
  readonly page: Page;
  /** Where a further window of this host would open; null where there is only one. */
  readonly url: string | null;
  /** Process ids of the engines that run now. */
  engines(): Promise<readonly number[]>;
  /** Does `press` and gives the file that the page hands over because of it. */
  save(press: () => Promise<void>): Promise<SavedFile>;
  close(): Promise<void>;
};

/** A state folder of its own for each host. */
export const newStateFolder = (): string => mkdtempSync(join(tmpdir(), 'salg-e2e-'));

/** Process ids of the engines that a process forked (Linux). */
export function forkedEngines(pid: number): readonly number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
  );
  return children
    .filter((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('engine.mjs'))
    .map(Number);
}

/** A file that Chromium saves among its downloads. */
export async function savedByBrowser(page: Page, press: () => Promise<void>): Promise<SavedFile> {
  const download = page.waitForEvent('download');
  await press();
  const saved = await download;
  return { name: saved.suggestedFilename(), text: readFileSync(await saved.path(), 'utf8') };
}
