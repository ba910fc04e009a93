import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { openLedgerFile } from '../../../../main/io/request-ledger-file.ts';
import { defaultSettings, type Settings } from '../../../../shared/ipc/contract.ts';
import { createFakeClock } from '../../../fakes/network/fake-clock.ts';
import { tempFolder } from '../io/temp-folder.ts';
import { codeOf, openBench, valueOf } from './bench.ts';

// Files and sockets: on a busy machine they take what they take.
vi.setConfig({ testTimeout: 60_000 });

const chosen: Settings = { language: 'nl', theme: 'dark', keepHistoryDays: 30 };

describe('settings', () => {
  test('survive a restart and are private', async () => {
    const { call, folder } = await openBench();
    expect(valueOf(await call('settings.write', chosen))).toEqual(chosen);
    const next = await openBench({ folder });
    expect(valueOf(await next.call('settings.read'))).toEqual(chosen);
    expect((await stat(join(folder, 'settings.json'))).mode & 0o077).toBe(0);
  });

  test.each([
    ['cut off', '{"language":"nl"'],
    ['empty', ''],
    ['of another kind', '[1,2]'],
    ['wrong', JSON.stringify({ ...chosen, theme: 'pink' })],
    ['unknown', JSON.stringify({ ...chosen, future: 1 })],
    ['not UTF-8', Buffer.from([0xff, 0xfe])],
    ['huge', 'x'.repeat(100_000)],
  ])('that are %s are set aside, and the defaults hold', async (_name, text) => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'settings.json'), text);
    const { call } = await openBench({ folder });
    expect(valueOf(await call('settings.read'))).toEqual(defaultSettings);
    const aside = (await readdir(folder)).filter((name) => name.startsWith('settings.unreadable-'));
    expect(aside).toHaveLength(1);
    expect(await readFile(join(folder, aside[0] ?? ''))).toEqual(Buffer.from(text));
    expect(valueOf(await call('settings.write', chosen))).toEqual(chosen);
  });

  test('that cannot be written are refused, and the old ones hold', async () => {
    const folder = join(await tempFolder(), 'file');
    await writeFile(folder, '');
    const { call } = await openBench({ folder });
    expect(codeOf(await call('settings.write', chosen))).toBe('not-writable');
    expect(valueOf(await call('settings.read'))).toEqual(defaultSettings);
  });

  test.each([
    { ...chosen, keepHistoryDays: 0 },
    { ...chosen, keepHistoryDays: 1.5 },
    { ...chosen, language: 'xx' },
    { ...chosen, extra: true },
  ])('%j are refused', async (settings) => {
    const { call } = await openBench();
    expect(codeOf(await call('settings.write', settings))).toBe('bad-request');
  });
});

async function ledgerWith(kinds: readonly ('request' | 'flow' | 'strike-answer' | 'no-strike-answer')[]) {
  const clock = createFakeClock();
  const folder = await tempFolder();
  const ledger = await openLedgerFile(folder, clock);
  for (const kind of kinds)
    await ledger.append({
      serverAddress: '203.0.113.10',
      kind,
      atWallMs: clock.wallMs(),
      uptimeMs: clock.uptimeMs(),
    });
  await ledger.close();
  return { clock, ...(await openBench({ folder, clock })) };
}

describe('ledger.read', () => {
  test('is empty where nothing is known', async () => {
    const { call } = await openBench();
    expect(valueOf(await call('ledger.read'))).toEqual([]);
  });

  test('counts and says when the next check may start', async () => {
    const { call, clock } = await ledgerWith(['flow', 'request', 'request', 'strike-answer']);
    clock.pass(100_000);
    expect(valueOf(await call('ledger.read'))).toEqual([
      { serverAddress: '203.0.113.10', requestsLastTenMinutes: 2, secondsUntilFree: 500 },
    ]);
    clock.pass(500_000);
    expect(valueOf(await call('ledger.read'))).toEqual([]);
  });

  test('knows a server that counts nothing', async () => {
    const { call, clock } = await ledgerWith(['flow', 'request', 'no-strike-answer', 'request']);
    clock.pass(6000);
    expect(valueOf(await call('ledger.read'))).toEqual([
      { serverAddress: '203.0.113.10', requestsLastTenMinutes: 2, secondsUntilFree: 0 },
    ]);
  });

  test.each(['', 'x', '{"entries":[{"serverAddress":1}]}', '{"entries":{}}'])(
    'of a damaged record (%j) is empty, and the file stays',
    async (text) => {
      const folder = await tempFolder();
      await writeFile(join(folder, 'request-ledger.json'), text);
      const { call } = await openBench({ folder });
      expect(valueOf(await call('ledger.read'))).toEqual([]);
      expect(await readFile(join(folder, 'request-ledger.json'), 'utf8')).toBe(text);
    },
  );

  test('of a folder under that name is empty', async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, 'request-ledger.json'));
    const { call } = await openBench({ folder });
    expect(valueOf(await call('ledger.read'))).toEqual([]);
  });
});
