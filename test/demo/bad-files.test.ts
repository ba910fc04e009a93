// Profile and report files that cannot be used.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { checkJson, readReport, runCli } from './cli.ts';
import { newFolder } from './folder.ts';
import { type Outcome, oneLine, outcomeOf } from './refusal.ts';

vi.setConfig({ maxConcurrency: 4 });

const good = { format: 'sip-alg-profile', version: 1, name: 'Example', server: 'pbx.example' } as const;

/** A profile file with this content. */
function profileOf(content: string | Uint8Array | object): string {
  const path = join(newFolder(), 'example.sipprofile');
  const isRaw = typeof content === 'string' || content instanceof Uint8Array;
  writeFileSync(path, isRaw ? content : JSON.stringify(content));
  return path;
}

type PathRow = readonly [name: string, path: () => string, says: RegExp];

const belowFile = (): string => {
  const file = join(newFolder(), 'file');
  writeFileSync(file, 'x');
  return join(file, 'a.sipreport');
};

const withProfile = (path: string): Promise<Outcome> =>
  outcomeOf(['check', '--quiet', '--demo', 'vpn', '--profile', path]);
const withReport = (path: string): Promise<Outcome> =>
  outcomeOf(['check', '--quiet', '--demo', 'vpn', '--report', path]);

const badProfilePaths: readonly PathRow[] = [
  ['that is missing', () => join(newFolder(), 'gone'), /gone/],
  ['that is a folder', newFolder, /not-a-file|folder/],
  ['without a name', () => '', /[Pp]rofile/],
  ['with a line break in its name', () => join(newFolder(), 'a\nb'), /[Pp]rofile/],
  ['that is a device without end', () => '/dev/zero', /not-a-file/],
];

describe.concurrent('a profile', () => {
  test.each([
    ['that is not JSON', '{ server: pbx', /not JSON/],
    ['that is empty', '', /not JSON/],
    ['that is a list', [], /./],
    ['that is null', 'null', /./],
    ['of another format', { ...good, format: 'sip-alg-report' }, /format/],
    ['of a newer version', { ...good, version: 2 }, /version/],
    ['with an unknown key', { ...good, frobnicate: 1 }, /frobnicate/],
    ['with a password', { ...good, password: 'secret' }, /password/],
    ['with a port as text', { ...good, port: '5060' }, /port/],
    ['with port 0', { ...good, port: 0 }, /port/],
    ['with a broken port', { ...good, port: 5060.5 }, /port/],
    ['without a server', { format: good.format, version: 1, name: 'Example' }, /server/],
    ['with a line break in its server', { ...good, server: 'pbx.example\r\nX: 1' }, /server/],
    ['with an unknown transport', { ...good, transports: ['sctp'] }, /transports/],
    ['with a probe user that is a URI', { ...good, probeUser: 'a@b' }, /probeUser/],
    ['with a key of line breaks', { ...good, 'a\nb\n': 1 }, /./],
    ['of 100 kB', JSON.stringify({ ...good, name: 'x'.repeat(100_000) }), /too-large|too large/],
    ['that is not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), /UTF-8/],
    ['in UTF-16', new Uint8Array(Buffer.from(`\ufeff${JSON.stringify(good)}`, 'utf16le')), /UTF-8/],
    ['with 60 000 open brackets', '['.repeat(60_000), /./],
  ] as const)('%s', async (_name, content, says) => {
    expect(await withProfile(profileOf(content))).toEqual(oneLine(says));
  });

  test.each(badProfilePaths)('%s', async (_name, path, says) => {
    expect(await withProfile(path())).toEqual(oneLine(says));
  });

  test('that is a pipe nobody writes to', async () => {
    const pipe = join(newFolder(), 'pipe');
    execFileSync('sh', ['-c', 'mkfifo "$0"', pipe]);
    expect(await withProfile(pipe)).toEqual(oneLine(/not-a-file/));
  });

  test('that is a link to a good one works, and options win over it', async () => {
    const path = join(newFolder(), 'link');
    symlinkSync(profileOf({ ...good, altPort: 5160, probeUser: 'probe' }), path);
    const { report } = await checkJson(['--demo', 'vpn', '--profile', path, '--alt-port', '5170']);
    expect(report.target).toMatchObject({ server: 'pbx.example', altPort: 5170, mode: 'probe-user' });
  });

  test('with a byte order mark works', async () => {
    const { code } = await checkJson([
      '--demo',
      'vpn',
      '--profile',
      profileOf(`\ufeff${JSON.stringify(good)}`),
    ]);
    expect(code).toBe(32);
  });
});

const badReportPaths: readonly PathRow[] = [
  ['that is a folder', newFolder, /folder/],
  ['without a name', () => '', /--report|name/],
  ['whose name ends in a slash', () => `${join(newFolder(), 'new')}/`, /folder|name/],
  ['in a folder that is missing', () => join(newFolder(), 'gone', 'a'), /gone/],
  ['with a line break in its name', () => join(newFolder(), 'gone\nx', 'a'), /folder/],
  ['below a file', belowFile, /folder|file/],
  ['in a place without files', () => '/proc/a.sipreport', /\/proc/],
];

describe.concurrent('a report file', () => {
  test.each(badReportPaths)('%s', async (_name, path, says) => {
    expect(await withReport(path())).toEqual(oneLine(says));
  });

  test('that exists already stays as it is', async () => {
    const path = join(newFolder(), 'old.sipreport');
    writeFileSync(path, 'precious');
    expect(await withReport(path)).toEqual(oneLine(/exists/));
    expect(readFileSync(path, 'utf8')).toBe('precious');
  });

  test('that is a link to nothing is not followed', async () => {
    const folder = newFolder();
    symlinkSync(join(folder, 'target'), join(folder, 'link.sipreport'));
    expect(await withReport(join(folder, 'link.sipreport'))).toEqual(oneLine(/exists/));
    expect(readdirSync(folder)).toEqual(['link.sipreport']);
  });

  test('that appears during the check is not replaced, and the result is still printed', async () => {
    const path = join(newFolder(), 'late.sipreport');
    const run = runCli(['check', '--json', '--demo', 'silent', '--report', path]);
    setTimeout(() => writeFileSync(path, 'precious'), 2000);
    const result = await run;
    expect(result.code).toBe(70);
    expect(readReport(result.stdout).alg.level).toBe('inconclusive');
    expect(readFileSync(path, 'utf8')).toBe('precious');
    expect(result.stderr).not.toMatch(/\n\s+at /);
  });

  test('is written whole, is what --json prints, and leaves nothing else behind', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'in here'));
    const path = join(folder, 'in here', 'ünïcode report.sipreport');
    const { stdout, code } = await runCli(['check', '--json', '--demo', 'vpn', '--report', path]);
    expect(code).toBe(32);
    expect(readReport(readFileSync(path, 'utf8'))).toEqual(readReport(stdout));
    expect(readdirSync(join(folder, 'in here'))).toEqual(['ünïcode report.sipreport']);
  });
});
