// The host service as this window needs it: engine in a utility process, state where the command line keeps it too.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import electron from 'electron';
import { launchForkedEngine } from '../engine/host/engine-link.ts';
import { createHostService, type HostService } from '../engine/host/host-service.ts';
import { openSecretFile } from '../engine/host/secret-file.ts';
import { noSecretStore } from '../engine/host/secret-store.ts';
import { systemClock } from '../io/clock.ts';
import { secureIds } from '../io/ids.ts';
import { openDragOut } from './drag-out.ts';
import { launchUtilityEngine } from './engine-utility.ts';
import { createPaper, paperPartition } from './paper.ts';
import { systemCipher } from './secret-cipher.ts';
import { showInBrowser } from './system-browser.ts';
import { shownWindows } from './window.ts';

const dragIcon = 'assets/icons/png/64x64.png';

export type HostOptions = {
  /** Folder that holds `out` and `assets`: the project, or the program's archive. */
  readonly root: string;
  readonly stateFolder: string;
  readonly isDemo: boolean;
  readonly isStandIn: boolean;
};

/** Starts the host service. */
export async function startHost({ root, stateFolder, isDemo, isStandIn }: HostOptions): Promise<HostService> {
  const engineFile = join(root, 'out/engine/engine.mjs');
  return createHostService({
    launchEngine: isStandIn
      ? launchForkedEngine(engineFile)
      : launchUtilityEngine((...args) => electron.utilityProcess.fork(...args), engineFile),
    folder: stateFolder,
    host: 'electron',
    isDemo,
    version: __APP_VERSION__,
    profileText: bundledProfile(join(root, 'assets/profiles/default.sipprofile')),
    // The look-alike has no place for secrets.
    secrets: isStandIn
      ? noSecretStore
      : openSecretFile(stateFolder, systemCipher(electron.safeStorage, process.platform), secureIds),
    clock: systemClock,
    ids: secureIds,
    openInBrowser: (url) =>
      showInBrowser(url).then(
        () => true,
        () => false,
      ),
    paper: createPaper({
      session: electron.session.fromPartition(paperPartition),
      openWindow: (options) => new electron.BrowserWindow(options),
      countryCode: isStandIn ? '' : electron.app.getLocaleCountryCode(),
      isStandIn,
    }),
    // The look-alike has no drag of the system's.
    dragOut: isStandIn
      ? null
      : await openDragOut({ stateFolder, ids: secureIds, startDrag: dragWith(join(root, dragIcon)) }),
  });
}

/** Starts the system's drag of a file from the window; macOS refuses one without a picture. */
function dragWith(iconFile: string): (file: string) => void {
  const icon = electron.nativeImage.createFromPath(iconFile);
  return (file) => {
    for (const window of shownWindows()) window.webContents.startDrag({ file, icon });
  };
}

/** The operator's profile that was packaged with the program; null in the neutral edition. */
function bundledProfile(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
