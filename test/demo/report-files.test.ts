// Report files through the real program: sealed when saved, looked at when read, the same on every machine.
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CliResult, runCli } from './cli.ts';
import { newFolder, newState } from './folder.ts';

const versionOne = fileURLToPath(new URL('../unit/shared/report/version-1.sipreport', import.meta.url));
const folder = newFolder();
const env = newState();
const saved = join(folder, 'saved.sipreport');
const elsewhere = newState();

const here = (...args: readonly string[]): Promise<CliResult> => runCli(['report', ...args], { env });
const textOf = (path: string): string => readFileSync(path, 'utf8');

/** A file with this text or bytes. */
function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

beforeAll(async () => {
  const args = ['check', '--demo', 'kernel-alg-401', '--quiet', '--report', saved];
  const { code, stderr } = await runCli(args, { env });
  if (code !== 21 || stderr !== '') throw new Error(`no report was saved: ${stderr}`);
});

describe('report verify', () => {
  test('says of a saved file that it is as it was saved, here and elsewhere', async () => {
    const own = await here('verify', saved);
    expect(own.code).toBe(0);
    expect(own.stdout).toMatch(
      /^\S+saved\.sipreport: not changed since this computer saved it \(key [\da-f ]{19}\); the verdict \(confirmed\) follows from its observations\.\n$/,
    );
    expect(own.lines).toEqual([expect.stringContaining('anybody can seal a file with a key of their own')]);
    const other = await runCli(['report', 'verify', saved], { env: elsewhere });
    expect(other.code).toBe(0);
    expect(other.stdout).toBe(own.stdout.replace('this computer', 'another computer'));
    // To look makes no key.
    expect(existsSync(join(elsewhere.SIP_ALG_CHECKER_STATE_DIR, 'seal-key.json'))).toBe(false);
  });

  test('calls no file whole of which one byte was changed', async () => {
    const bytes = readFileSync(saved);
    const step = 31;
    const changes = [0x01, 0x04, 0x20];
    const copies = Array.from({ length: Math.floor(bytes.length / step) }, (_, i) => {
      const copy = Buffer.from(bytes);
      const at = i * step + (i % step);
      copy.writeUInt8(copy.readUInt8(at) ^ (changes[i % changes.length] ?? 1), at);
      return fileOf(`changed-${i}`, copy);
    });
    const { code, stdout, lines } = await here('verify', ...copies);
    expect(copies.length).toBeGreaterThan(100);
    expect(stdout).not.toMatch(/not changed|not sealed/);
    const told = stdout.split('\n').filter((line) => line.includes('CHANGED after it was saved')).length;
    const damaged = lines.filter((line) => /is not (?:a usable report|UTF-8 text)/.test(line)).length;
    expect(told).toBeGreaterThan(50);
    expect(told + damaged).toBe(copies.length);
    expect(code).toBe(2);
  });

  test('has one status for each finding, and the worst of many files counts', async () => {
    const text = textOf(saved);
    const edited = fileOf('edited.sipreport', text.replace('"version": "0', '"version": "9'));
    const forged = fileOf('forged.sipreport', text.replace('"level": "confirmed"', '"level": "unlikely"'));
    const damaged = fileOf('damaged.sipreport', text.slice(0, -10));
    const codes = await Promise.all(
      [[saved], [versionOne], [edited], [forged], [damaged], [saved, versionOne]].map(
        async (files) => (await here('verify', ...files)).code,
      ),
    );
    expect(codes).toEqual([0, 40, 41, 42, 2, 40]);
    const all = await here('verify', edited, damaged, forged, versionOne, saved);
    expect(all.code).toBe(2);
    expect(all.stdout.trim().split('\n')).toHaveLength(4);
    expect((await here('verify', forged, edited, saved)).code).toBe(42);
    expect((await here('verify', edited, versionOne)).code).toBe(41);
    const asJson = await here('verify', '--json', saved, damaged, forged);
    expect(asJson.lines).toEqual([]);
    expect(JSON.parse(asJson.stdout)).toMatchObject([
      { file: saved, code: 0, replays: true, level: 'confirmed', seal: { state: 'intact' }, fault: null },
      { file: damaged, code: 2, seal: null, replays: null, fault: expect.stringContaining('not JSON') },
      { file: forged, code: 42, seal: { state: 'edited', fingerprint: null }, replays: false },
    ]);
  });

  test('tells its status in its help, and asks for a file', async () => {
    const help = await here('verify', '--help');
    for (const code of [0, 40, 41, 42, 2]) expect(help.stdout).toMatch(new RegExp(`^ {2}${code} `, 'm'));
    expect((await here('verify')).code).toBe(2);
  });
});

describe('a report', () => {
  test('that is printed as JSON is sealed like a file', async () => {
    const { stdout } = await runCli(['check', '--demo', 'vpn', '--quiet', '--json'], { env });
    const printed = fileOf('printed.sipreport', stdout);
    expect((await here('verify', printed)).code).toBe(0);
    expect((await here('show', '--json', printed)).stdout).toBe(stdout);
  });

  test('that nobody keeps needs no key', async () => {
    const state = newState();
    await runCli(['check', '--demo', 'vpn', '--quiet'], { env: state });
    expect(existsSync(join(state.SIP_ALG_CHECKER_STATE_DIR, 'seal-key.json'))).toBe(false);
  });

  test('is sealed with a new key where the old one is damaged, and that is told', async () => {
    const state = newState();
    const keyFile = join(state.SIP_ALG_CHECKER_STATE_DIR, 'seal-key.json');
    writeFileSync(keyFile, 'broken');
    const made = await runCli(['check', '--demo', 'vpn', '--quiet', '--json'], { env: state });
    expect(made.lines).toEqual([expect.stringContaining(keyFile)]);
    expect(textOf(keyFile)).toBe('broken');
    expect(JSON.parse(made.stdout)).toMatchObject({ seal: { algorithm: 'ed25519' } });
  });

  test('of a newer version is named as that', async () => {
    const newer = fileOf('newer.sipreport', textOf(saved).replace('"version": 2', '"version": 3'));
    const { code, lines } = await here('show', newer);
    expect(code).toBe(2);
    expect(lines).toEqual([expect.stringMatching(/newer SIP ALG Checker made it.*Update to open it\.$/)]);
  });

  test('that was changed is shown with a warning', async () => {
    const edited = fileOf('shown.sipreport', textOf(saved).replace('"version": "0', '"version": "9'));
    const { code, lines } = await here('show', edited);
    expect({ code, lines }).toEqual({
      code: 0,
      lines: [`Warning: ${edited} was changed after it was saved.`],
    });
  });

  test('compares with another as JSON', async () => {
    const { code, stdout } = await here('compare', '--json', saved, saved);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: expect.any(String), reasons: [], differences: [] });
  });

  test('becomes a packet file, which is never overwritten', async () => {
    const output = join(folder, 'packets.pcapng');
    const made = await here('pcap', saved, '--output', output);
    expect(made.code).toBe(0);
    expect(made.lines).toEqual([expect.stringMatching(/\(4\)\. Their headers are reconstructed\.$/)]);
    const bytes = readFileSync(output);
    expect(bytes.subarray(0, 4).toString('hex')).toBe('0a0d0d0a');
    expect((await here('pcap', saved, '--output', output)).code).toBe(2);
    expect(readFileSync(output)).toEqual(bytes);
  });
});

describe('on another machine', () => {
  const machines = [
    { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
    { TZ: 'Pacific/Chatham', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
    { TZ: 'America/St_Johns', LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8' },
    { TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: '' },
  ];

  test.each([
    ['this version', saved, [['show'], ['show', '--json'], ['verify'], ['verify', '--json']]],
    ['version 1', versionOne, [['show'], ['show', '--json'], ['verify'], ['verify', '--json']]],
  ] as const)('a report of %s says the same, byte for byte', async (_name, file, commands) => {
    for (const command of commands) {
      const told = await Promise.all(
        machines.map(({ ...machine }) =>
          runCli(['report', ...command, file], { env: { ...env, ...machine } }),
        ),
      );
      const [first] = told;
      expect(first?.stdout.length).toBeGreaterThan(50);
      for (const { code, stdout, stderr } of told)
        expect({ code, stdout, stderr }).toEqual({
          code: first?.code,
          stdout: first?.stdout,
          stderr: first?.stderr,
        });
    }
  });

  test('a report says the same whatever system made it', async () => {
    const report = JSON.parse(textOf(saved)) as { app: object };
    const made = (os: string, arch: string): string =>
      fileOf(
        `${os}-${arch}.sipreport`,
        JSON.stringify({ ...report, seal: null, app: { ...report.app, os, arch } }),
      );
    const [mac, windows] = [made('darwin', 'arm64'), made('win32', 'ia32')];
    const shown = await Promise.all(
      [saved, mac, windows].map(async (file) => (await here('show', file)).stdout),
    );
    expect(new Set(shown).size).toBe(1);
    expect((await here('verify', mac, windows)).code).toBe(40);
    const packets = await Promise.all(
      [saved, mac].map(async (file, i) => {
        const output = join(folder, `machine-${i}.pcapng`);
        await here('pcap', file, '--output', output);
        return readFileSync(output);
      }),
    );
    expect(packets[0]).toEqual(packets[1]);
  });

  test('a copy of the file is the file', async () => {
    const copy = join(newFolder(), 'größer {}%.sipreport');
    copyFileSync(saved, copy);
    const { code, stdout } = await runCli(['report', 'verify', copy], { env: elsewhere });
    expect(code).toBe(0);
    expect(stdout).toContain('größer {}%.sipreport: not changed since another computer saved it');
  });
});
