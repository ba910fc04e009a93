// The loopback host from start to end: service, server, browser, and a clean stop.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { maxReportBytes } from '../../shared/report/report.ts';
import { launchForkedEngine } from '../engine/host/engine-link.ts';
import { createHostService, type HostService } from '../engine/host/host-service.ts';
import { noSecretStore } from '../engine/host/secret-store.ts';
import type { Paper } from '../engine/host/share-handlers.ts';
import { systemClock } from '../io/clock.ts';
import { errorDetail } from '../io/flow-fault.ts';
import { secureIds } from '../io/ids.ts';
import { readSmallFile } from '../io/report-file.ts';
import { stateFolder } from '../io/state-folder.ts';
import { readPageFiles } from '../page/page-files.ts';
import type { LoopbackOptions } from './command-line.ts';
import { usualIdleTimes } from './idle-watch.ts';
import { type LoopbackServer, type LoopbackServerDeps, startLoopbackServer } from './loopback-server.ts';
import { openBrowser } from './open-browser.ts';
import { createPrintViews } from './print-views.ts';

export type Surroundings = {
  /** Folder that holds `out` and `assets`. */
  readonly root: string;
  readonly version: string;
  readonly out: (line: string) => void;
};

const tokenLength = 40;
const nonceLength = 32;

/** Serves until nobody uses it or a signal comes; an error is one line for the user. */
export async function runLoopback(
  options: LoopbackOptions,
  surroundings: Surroundings,
): Promise<Result<void, string>> {
  const given = options.file === null ? null : await readSmallFile(options.file, maxReportBytes);
  if (given?.ok === false) return err(`${options.file} cannot be read (${given.error.code}).`);
  const views = createPrintViews(secureIds);
  const service = await startService(options, surroundings, views.paper);
  if (options.file !== null && given !== null) service.openFile(basename(options.file), given.value);
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  const server = await startServer(options, surroundings, { service, views }, stop);
  if (!server.ok) {
    await service.close();
    return server;
  }
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  surroundings.out(server.value.url);
  // When that fails the printed line is all the user gets.
  if (options.opensBrowser) void openBrowser(server.value.url);
  if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
  // The window hears of a cancelled run before its line is cut.
  await service.close();
  await server.value.close();
  return ok(undefined);
}

const startService = async (
  options: LoopbackOptions,
  { root, version }: Surroundings,
  paper: Paper,
): Promise<HostService> =>
  createHostService({
    launchEngine: launchForkedEngine(join(root, 'out/engine/engine.mjs')),
    folder: stateFolder(),
    host: 'loopback',
    isDemo: options.isDemo,
    version,
    profileText: await readFile(join(root, 'assets/profiles/default.sipprofile'), 'utf8').catch(() => null),
    secrets: noSecretStore,
    clock: systemClock,
    ids: secureIds,
    openInBrowser: openBrowser,
    paper,
    // A browser lets no page put a file under the pointer on every system; saving is there.
    dragOut: null,
  });

async function startServer(
  { port }: LoopbackOptions,
  { root }: Surroundings,
  parts: Pick<LoopbackServerDeps, 'service' | 'views'>,
  onIdle: () => void,
): Promise<Result<LoopbackServer, string>> {
  try {
    const files = await readPageFiles(join(root, 'out/renderer'));
    const token = secureIds.token(tokenLength);
    const newNonce = (): string => secureIds.token(nonceLength);
    return ok(
      await startLoopbackServer({
        ...parts,
        files,
        token,
        newNonce,
        port,
        idleTimes: usualIdleTimes,
        onIdle,
      }),
    );
  } catch (error) {
    return err(`The page cannot be served: ${errorDetail(error)}`);
  }
}
