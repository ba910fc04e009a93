// The user's settings in one file. A damaged file is set aside, not lost, and the defaults hold.
import type { IdSource } from '../../../shared/base/id-source.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { defaultSettings, type Settings, settingsSchema } from '../../../shared/ipc/contract.ts';
import { readStateFile, type StateFile, writeStateFile } from './state-file.ts';

export type SettingsFile = {
  current(): Settings;
  /** Keeps the settings on the disk; an error means that the old ones hold. */
  write(settings: Settings): Promise<Result<Settings, string>>;
};

/** Opens the settings in a folder, which is created if need be; never rejects. */
export async function openSettings(folder: string, ids: IdSource): Promise<SettingsFile> {
  const file: StateFile = { folder, name: 'settings', ending: '.json', ids };
  let settings = (await readStateFile(file, parseSettings)) ?? defaultSettings;
  return {
    current: () => settings,
    write: async (wanted) => {
      const written = await writeStateFile(file, `${JSON.stringify(wanted, null, 2)}\n`);
      if (!written.ok) return written;
      settings = wanted;
      return ok(settings);
    },
  };
}

function parseSettings(text: string): Settings | null {
  try {
    return settingsSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
