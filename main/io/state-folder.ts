// Where the program keeps what must survive a run.
import { resolve } from 'node:path';
import envPaths from 'env-paths';

/** Absolute path of the state folder (it may not exist yet); SIP_ALG_CHECKER_STATE_DIR moves it. */
export function stateFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment['SIP_ALG_CHECKER_STATE_DIR'];
  // Data, not cache or log: a cleaner that empties those would make the ban guard forget what was sent.
  return chosen ? resolve(chosen) : envPaths('sip-alg-checker', { suffix: '' }).data;
}
