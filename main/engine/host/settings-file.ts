// The user's settings in one file. A damaged file is set aside, not lost, and the defaults hold.
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { IdSource } from '../../../shared/base/id-source.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { defaultSettings, type Settings, settingsSchema } from '../../../shared/ipc/contract.ts';
import { replaceFile } from '../../io/durable-file.ts';
import { errorDetail } from '../../io/flow-fault.ts';
import { decodeUtf8, readSmallFile } from '../../io/report-file.ts';

const fileName = 'settings.json';
const maxFileBytes = 64 * 1024;

export type SettingsFile = {
  current(): Settings;
  /** Keeps the settings on the disk; an error means that the old ones hold. */
  write(settings: Settings): Promise<Result<Settings, string>>;
};

/** Opens the settings in a folder, which is created if need be; never rejects. */
export async function openSettings(folder: string, ids: IdSource): Promise<SettingsFile> {
  let settings = (await readSettings(folder, ids)) ?? defaultSettings;
  return {
    current: () => settings,
    write: async (wanted) => {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const temporary = join(folder, `.${ids.token(16)}.tmp`);
        await replaceFile(join(folder, fileName), temporary, `${JSON.stringify(wanted, null, 2)}\n`);
        settings = wanted;
        return ok(settings);
      } catch (error) {
        return err(errorDetail(error));
      }
    },
  };
}

async function readSettings(folder: string, ids: IdSource): Promise<Settings | null> {
  const path = join(folder, fileName);
  const bytes = await readSmallFile(path, maxFileBytes);
  if (!bytes.ok && bytes.error.code === 'no-such-file') return null;
  const text = bytes.ok ? decodeUtf8(bytes.value) : bytes;
  const settings = text.ok ? parseSettings(text.value) : null;
  if (settings === null)
    // Where nothing can be moved nothing can be overwritten either.
    await rename(path, join(folder, `settings.unreadable-${ids.token(8)}.json`)).catch(() => undefined);
  return settings;
}

function parseSettings(text: string): Settings | null {
  try {
    return settingsSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
