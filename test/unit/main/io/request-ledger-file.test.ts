import { mkdir, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type LedgerEntry,
  ledgerMemoryMs,
  maxLedgerEntries,
  openLedgerFile,
} from '../../../../main/io/request-ledger-file.ts';
import type { Clock } from '../../../../shared/base/clock.ts';
import { ms } from '../../../../shared/base/units.ts';
import { tempFolder } from './temp-folder.ts';

const isWindows = process.platform === 'win32';
const nowMs = 1_800_000_000_000;
const clock: Clock = { monotonicMs: () => ms(0), wallMs: () => nowMs, uptimeMs: () => 5000 };
const entry = (changes: Partial<LedgerEntry> = {}): LedgerEntry => ({
  serverAddress: '192.0.2.1',
  kind: 'request',
  atWallMs: nowMs,
  uptimeMs: 5000,
  ...changes,
});
const ledgerPath = (folder: string): string => join(folder, 'request-ledger.json');
const asidePath = (folder: string, n: number): string => join(folder, `request-ledger.unreadable-${n}.json`);
const onDisk = async (folder: string): Promise<unknown> =>
  (JSON.parse(await readFile(ledgerPath(folder), 'utf8')) as { entries: unknown }).entries;
const ledgerText = (entries: readonly unknown[], changes: object = {}): string =>
  JSON.stringify({ format: 'sip-alg-request-ledger', version: 1, entries, ...changes });

/** An entry with the longest text that is allowed. */
const longest = (uptimeMs: number): LedgerEntry =>
  entry({ serverAddress: 'f'.repeat(64), atWallMs: nowMs + 0.123, uptimeMs: uptimeMs + 0.123_456_7 });
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

describe('the request ledger', () => {
  it('begins empty in a folder it creates', async () => {
    const folder = join(await tempFolder(), 'deep', 'state');
    const ledger = await openLedgerFile(folder, clock);
    expect(ledger.state).toBe('kept');
    expect(ledger.entries).toEqual([]);
    expect(JSON.parse(await readFile(ledgerPath(folder), 'utf8'))).toEqual({
      format: 'sip-alg-request-ledger',
      version: 1,
      entries: [],
    });
  });

  it.skipIf(isWindows)('is for its owner only, like the folder it creates', async () => {
    const folder = join(await tempFolder(), 'state');
    const ledger = await openLedgerFile(folder, clock);
    expect([await modeOf(folder), await modeOf(ledgerPath(folder))]).toEqual([0o700, 0o600]);
    await ledger.append(entry());
    expect(await modeOf(ledgerPath(folder))).toBe(0o600);
  });

  it('has an entry on disk when append() answers, and leaves no temporary file', async () => {
    const folder = await tempFolder();
    const ledger = await openLedgerFile(folder, clock);
    expect(await ledger.append(entry())).toBe(true);
    expect(await onDisk(folder)).toEqual([entry()]);
    expect(ledger.entries).toEqual([entry()]);
    expect(await readdir(folder)).toEqual(['request-ledger.json']);
  });

  it('is the same after it was closed and opened again', async () => {
    const folder = await tempFolder();
    const first = await openLedgerFile(folder, clock);
    const all = [
      entry({ kind: 'flow' }),
      entry({ kind: 'no-strike-answer' }),
      entry({ kind: 'strike-answer', serverAddress: '2001:db8::1', atWallMs: nowMs + 0.25 }),
    ];
    await Promise.all(all.map((one) => first.append(one)));
    await first.close();
    const second = await openLedgerFile(folder, clock);
    expect(second.state).toBe('kept');
    expect(second.entries).toEqual(all);
  });

  it('keeps the order of entries that are added at the same time', async () => {
    const folder = await tempFolder();
    const ledger = await openLedgerFile(folder, clock);
    const many = Array.from({ length: 25 }, (_, i) => entry({ uptimeMs: i }));
    expect(await Promise.all(many.map((one) => ledger.append(one)))).toEqual(many.map(() => true));
    expect(await onDisk(folder)).toEqual(many);
  });

  it('forgets what is older than a day, but not what seems to lie in the future', async () => {
    const folder = await tempFolder();
    // Its uptime is above today's: the machine restarted since, so the wall clock decides.
    const old = entry({ atWallMs: nowMs - ledgerMemoryMs - 1, uptimeMs: clock.uptimeMs() + 1 });
    const kept = [entry({ atWallMs: nowMs - ledgerMemoryMs }), entry({ atWallMs: nowMs + 9e9 })];
    await writeFile(ledgerPath(folder), ledgerText([old, ...kept]));
    const ledger = await openLedgerFile(folder, clock);
    expect(ledger.entries).toEqual(kept);
    expect(await onDisk(folder)).toEqual(kept);
  });

  it('keeps what only a wall clock set forward makes look old', async () => {
    const folder = await tempFolder();
    const recent = entry({ atWallMs: nowMs - 3 * ledgerMemoryMs, uptimeMs: clock.uptimeMs() });
    await writeFile(ledgerPath(folder), ledgerText([recent]));
    expect((await openLedgerFile(folder, clock)).entries).toEqual([recent]);
  });

  it('keeps the newest 5000 entries, within its own size limit', async () => {
    const folder = await tempFolder();
    const full = Array.from({ length: maxLedgerEntries }, (_, i) => longest(i + 1e9));
    await writeFile(ledgerPath(folder), ledgerText(full));
    const ledger = await openLedgerFile(folder, clock);
    expect(ledger.state).toBe('kept');
    expect(await ledger.append(longest(7))).toBe(true);
    const again = await openLedgerFile(folder, clock);
    expect(again.state).toBe('kept');
    expect(again.entries).toEqual([...full.slice(1), longest(7)]);
  });

  it('refuses an entry that it could not read again', async () => {
    const folder = await tempFolder();
    const ledger = await openLedgerFile(folder, clock);
    expect(await ledger.append(entry({ serverAddress: '"'.repeat(10) }))).toBe(false);
    expect(await ledger.append(entry({ uptimeMs: Number.NaN }))).toBe(false);
    expect(ledger).toMatchObject({ state: 'kept', entries: [] });
    expect(await onDisk(folder)).toEqual([]);
  });

  it('takes nothing more after it was closed', async () => {
    const folder = await tempFolder();
    const ledger = await openLedgerFile(folder, clock);
    const last = ledger.append(entry());
    await ledger.close();
    expect(await onDisk(folder)).toEqual([entry()]);
    expect(await last).toBe(true);
    expect(await ledger.append(entry())).toBe(false);
    expect(await onDisk(folder)).toHaveLength(1);
  });
});

describe('an unreadable request ledger', () => {
  it.each([
    ['that is empty', ''],
    ['that is half written', ledgerText([entry()]).slice(0, 60)],
    ['that is not UTF-8', Buffer.from([0xff, 0xfe, 0x7b])],
    ['that is of a later version', ledgerText([], { version: 2 })],
    ['that is of another format', ledgerText([], { format: 'something' })],
    ['with a field too many', ledgerText([], { extra: 1 })],
    ['with a field too many in an entry', ledgerText([{ ...entry(), extra: 1 }])],
    ['with an entry that is none', ledgerText([{ ...entry(), kind: 'other' }])],
    ['with too many entries', ledgerText(Array.from({ length: maxLedgerEntries + 1 }, () => entry()))],
  ])('%s is kept aside, said to be unreadable, and begun afresh', async (_what, content) => {
    const folder = await tempFolder();
    await writeFile(ledgerPath(folder), content);
    const ledger = await openLedgerFile(folder, clock);
    expect(ledger).toMatchObject({ state: 'unreadable', entries: [] });
    expect((await readFile(asidePath(folder, 1))).equals(Buffer.from(content))).toBe(true);
    expect(await ledger.append(entry())).toBe(true);
    expect(ledger.state).toBe('unreadable');
    expect(await onDisk(folder)).toEqual([entry()]);
    expect((await readdir(folder)).toSorted()).toEqual([
      'request-ledger.json',
      'request-ledger.unreadable-1.json',
    ]);
  });

  it('is readable again in the next run, and not kept aside twice', async () => {
    const folder = await tempFolder();
    await writeFile(ledgerPath(folder), 'broken');
    await (await openLedgerFile(folder, clock)).append(entry());
    const next = await openLedgerFile(folder, clock);
    expect(next).toMatchObject({ state: 'kept', entries: [entry()] });
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('never takes the place of one that was kept before', async () => {
    const folder = await tempFolder();
    for (const content of ['first', 'second', 'third']) {
      await writeFile(ledgerPath(folder), content);
      await openLedgerFile(folder, clock);
    }
    const kept = await Promise.all([1, 2, 3].map((n) => readFile(asidePath(folder, n), 'utf8')));
    expect(kept).toEqual(['first', 'second', 'third']);
  });

  it('that is huge is moved without being read', async () => {
    const folder = await tempFolder();
    await writeFile(ledgerPath(folder), '');
    await truncate(ledgerPath(folder), 2 ** 40);
    expect((await openLedgerFile(folder, clock)).state).toBe('unreadable');
    expect((await stat(asidePath(folder, 1))).size).toBe(2 ** 40);
  });

  it.skipIf(isWindows)('that is a device neither hangs nor is written to', async () => {
    const folder = await tempFolder();
    await symlink('/dev/zero', ledgerPath(folder));
    expect((await openLedgerFile(folder, clock)).state).toBe('unreadable');
  });
});

describe('a request ledger that cannot be written', () => {
  it('says so when its folder cannot exist', async () => {
    const file = join(await tempFolder(), 'file');
    await writeFile(file, '');
    const ledger = await openLedgerFile(join(file, 'state'), clock);
    expect(ledger).toMatchObject({ state: 'not-writable', entries: [] });
    expect(await ledger.append(entry())).toBe(false);
    expect(ledger).toMatchObject({ state: 'not-writable', entries: [entry()] });
    await ledger.close();
  });

  it('still tells what it could read', async () => {
    const folder = await tempFolder();
    await writeFile(ledgerPath(folder), ledgerText([entry()]));
    // A folder in the place of the temporary file.
    await mkdir(join(folder, 'request-ledger.tmp', 'full'), { recursive: true });
    const ledger = await openLedgerFile(folder, clock);
    expect(ledger).toMatchObject({ state: 'not-writable', entries: [entry()] });
    expect(await onDisk(folder)).toEqual([entry()]);
  });

  it('says so when a folder stands in its place, and leaves that alone', async () => {
    const folder = await tempFolder();
    await mkdir(join(ledgerPath(folder), 'precious'), { recursive: true });
    const ledger = await openLedgerFile(folder, clock);
    expect(ledger.state).toBe('not-writable');
    expect(await ledger.append(entry())).toBe(false);
    expect(await readdir(folder)).toEqual(['request-ledger.json']);
    expect(await readdir(ledgerPath(folder))).toEqual(['precious']);
  });

  it('notices it in the middle of a run, and again when it has passed', async () => {
    const folder = await tempFolder();
    const ledger = await openLedgerFile(folder, clock);
    await mkdir(join(folder, 'request-ledger.tmp', 'full'), { recursive: true });
    expect(await ledger.append(entry({ uptimeMs: 1 }))).toBe(false);
    expect(ledger.state).toBe('not-writable');
    await rm(join(folder, 'request-ledger.tmp'), { recursive: true });
    expect(await ledger.append(entry({ uptimeMs: 2 }))).toBe(true);
    expect(ledger.state).toBe('kept');
    expect(await onDisk(folder)).toEqual([entry({ uptimeMs: 1 }), entry({ uptimeMs: 2 })]);
  });
});
