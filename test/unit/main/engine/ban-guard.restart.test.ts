// The guard on a real ledger file, over restarts of the program.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type LedgerFile, openLedgerFile } from '../../../../main/io/request-ledger-file.ts';
import { createFakeClock, type FakeClock } from '../../../fakes/network/fake-clock.ts';
import { burst, createBench, openSender } from './guard-bench.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});
async function stateFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ban-guard-'));
  folders.push(folder);
  return folder;
}

/** One run of the program: what became of `count` requests. */
async function programRun(folder: string, clock: FakeClock, count: number, mode: 'anonymous' | 'probe-user') {
  const ledger: LedgerFile = await openLedgerFile(folder, clock);
  const outcomes = await burst(await openSender(createBench({ clock, ledger, mode })), count);
  await ledger.close();
  return outcomes;
}

describe('the budget of a server', () => {
  it('outlives the program', async () => {
    const [folder, clock] = [await stateFolder(), createFakeClock()];
    expect(await programRun(folder, clock, 1, 'anonymous')).toEqual(['sent']);
    expect(await programRun(folder, clock, 2, 'anonymous')).toEqual(['sent', 'request-budget']);
    expect(await programRun(folder, clock, 1, 'anonymous')).toEqual(['request-budget']);
    clock.pass(600_000);
    expect(await programRun(folder, clock, 1, 'anonymous')).toEqual(['sent']);
  });

  it('is the strictest while a damaged ledger leaves the past unknown, for a provisioned user too', async () => {
    const [folder, clock] = [await stateFolder(), createFakeClock()];
    await writeFile(join(folder, 'request-ledger.json'), '{"format":"sip-alg-request-ledger","entries":');
    expect(await programRun(folder, clock, 3, 'probe-user')).toEqual(['sent', 'sent', 'ledger-unreadable']);
  });

  it('is the strictest where nothing can be written, for a provisioned user too', async () => {
    const [folder, clock] = [await stateFolder(), createFakeClock()];
    await writeFile(join(folder, 'in-the-way'), '');
    const outcomes = await programRun(join(folder, 'in-the-way'), clock, 3, 'probe-user');
    expect(outcomes).toEqual(['sent', 'sent', expect.stringMatching(/^ledger-/)]);
  });

  it.each([
    ['back', -86_400_000],
    ['half a day forward', 43_200_000],
  ])('survives a wall clock that is set %s between two runs', async (_what, byMs) => {
    const [folder, clock] = [await stateFolder(), createFakeClock()];
    await programRun(folder, clock, 2, 'anonymous');
    clock.jumpWall(byMs);
    expect(await programRun(folder, clock, 1, 'anonymous')).toEqual(['request-budget']);
  });

  it('survives a wall clock that is set years forward, as after a start without a network', async () => {
    const [folder, clock] = [await stateFolder(), createFakeClock()];
    await programRun(folder, clock, 2, 'anonymous');
    clock.jumpWall(3 * 365 * 86_400_000);
    expect(await programRun(folder, clock, 1, 'anonymous')).toEqual(['request-budget']);
  });
});
