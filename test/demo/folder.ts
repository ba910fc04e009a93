// Folders of one test file, removed after it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'salg-demo-'));
  folders.push(folder);
  return folder;
}

/** Environment with a request ledger of its own. */
export const newState = (folder: string = newFolder()): { readonly SIP_ALG_CHECKER_STATE_DIR: string } => ({
  SIP_ALG_CHECKER_STATE_DIR: folder,
});
