// What seals a report that the command line gives away.
import { createSealer, type Sealer } from '../engine/report-seal.ts';
import { openSealKey } from '../io/seal-key.ts';
import { stateFolder } from '../io/state-folder.ts';
import type { Terminal } from './terminal.ts';

/** Opens this computer's key, or makes it: only for a report that is printed as JSON or saved. */
export async function openSeal(note: Terminal['note']): Promise<Sealer['sealReport']> {
  const opened = await openSealKey(stateFolder());
  if (opened.note !== null) note(opened.note);
  return createSealer(opened.key).sealReport;
}
