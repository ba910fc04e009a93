// What the record of earlier requests means for the next check, server by server. Read only: the record belongs to
// whoever holds the run lock.
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../../shared/base/clock.ts';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { flowLimits, requestLimits, waitMs } from '../../../shared/probe/request-limits.ts';
import { decodeUtf8, readSmallFile } from '../../io/report-file.ts';
import type { LedgerEntry, LedgerFile } from '../../io/request-ledger-file.ts';
import { agesOf, recentRequests, rememberedAnswers } from '../request-ledger.ts';

const maxLedgerBytes = 1_048_576;
/** The longest window of the limits, s. */
const longestWaitSeconds = 600;

// Looser than what may be written: a view may leave out what it does not know.
const ledgerSchema = z.object({
  entries: z
    .array(
      z.object({
        serverAddress: z.string().max(64),
        kind: z.enum(['request', 'flow', 'strike-answer', 'no-strike-answer']),
        atWallMs: z.number(),
        uptimeMs: z.number(),
      }),
    )
    .max(5000),
});

async function readEntries(folder: string): Promise<readonly LedgerEntry[]> {
  const bytes = await readSmallFile(join(folder, 'request-ledger.json'), maxLedgerBytes);
  const text = bytes.ok ? decodeUtf8(bytes.value) : bytes;
  if (!text.ok) return [];
  try {
    return ledgerSchema.parse(JSON.parse(text.value)).entries;
  } catch {
    return [];
  }
}

/** One line for each server that was asked something lately; empty when nothing is known. */
export async function readLedgerView(folder: string, clock: Clock): Promise<ResponseOf<'ledger.read'>> {
  const entries = await readEntries(folder);
  const ledger: LedgerFile = {
    state: 'kept',
    entries,
    append: () => Promise.resolve(false),
    close: () => Promise.resolve(),
  };
  const addresses = [...new Set(entries.map((entry) => entry.serverAddress))];
  return addresses
    .map((serverAddress) => ({
      serverAddress,
      requestsLastTenMinutes: recentRequests(ledger, clock, serverAddress),
      secondsUntilFree: secondsUntilFree(ledger, clock, serverAddress),
    }))
    .filter((line) => line.requestsLastTenMinutes > 0 || line.secondsUntilFree > 0);
}

/** Until one more request of an anonymous check may leave at once, s. */
function secondsUntilFree(ledger: LedgerFile, clock: Clock, address: string): number {
  const answers = rememberedAnswers(ledger, clock, address);
  const forRequest = waitMs(
    agesOf(ledger, clock, address, 'request'),
    requestLimits('anonymous', answers, true),
  );
  const forFlow = waitMs(agesOf(ledger, clock, address, 'flow'), flowLimits);
  return Math.min(longestWaitSeconds, Math.ceil(Math.max(forRequest, forFlow) / 1000));
}
