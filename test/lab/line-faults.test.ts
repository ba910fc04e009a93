// Calls that go wrong, through the command line: each ends soon, leaves no call behind, and is told in one sentence.
// The odd answers come from a phone made for it (odd-phone.mjs), the usual ones from Asterisk.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ObservationOf } from '../../shared/observation/observation.ts';
import { renderReport } from '../../shared/report/text/render.ts';
import type { Asterisk } from './asterisk.ts';
import { accounts } from './asterisk-config.ts';
import { type Checked, check } from './checking.ts';
import { atMost } from './command.ts';
import { type Lab, openLab, skipLab } from './lab.ts';
import { addresses } from './network.ts';

const oddPort = 5080;
const script = fileURLToPath(new URL('odd-phone.mjs', import.meta.url));

/** Most time a check may take, s: the pauses for the server's sake, and 20 s of ringing. */
const mostSeconds = 60;

/** Calls side by side, each for a customer with a ledger of its own: most of their time is waiting, some is work. */
const together = 5;

type Call = readonly [name: string, server: string, extension: string, account: string];
type Case = readonly [what: string, extension: string, outcome: string, sentence: string];

const fromAsterisk: readonly Case[] = [
  ['no such extension', '999', 'not-found', 'There is no such extension on the server (status 404).'],
  ['a busy extension', '605', 'busy', 'The extension is busy (status 486).'],
  ['no line free', '607', 'unavailable', 'The extension is not available right now (status 503).'],
  ['ringing for ever', '603', 'rings-for-ever', 'It rang for a long time and nobody answered.'],
];

const unusable = 'The call was answered, but its sound cannot be used.';
const fromOddPhone: readonly Case[] = [
  ['no description of sound', 'no-sdp', 'bad-answer', `${unusable} It describes no sound.`],
  ['port 0', 'port-zero', 'bad-answer', `${unusable} It turns the sound off.`],
  ['another codec', 'other-codec', 'bad-answer', `${unusable} It wants another codec than PCMU or PCMA.`],
  [
    "this computer's own address",
    'loopback-address',
    'bad-answer',
    `${unusable} It names an address that would reach many computers or this one.`,
  ],
  [
    '64 kB of description',
    'huge-sdp',
    'bad-answer',
    `${unusable} Its description of the sound is far too long.`,
  ],
  ['sound that never comes', 'silent', 'answered', 'The call was answered.'],
  ['a port that nobody listens on', 'closed', 'answered', 'The call was answered.'],
  ['sound on another machine', 'elsewhere', 'answered', 'The call was answered.'],
  ['echoes from another address', 'other-source', 'answered', 'The call was answered.'],
  ['a second source of sound', 'foreign-ssrc', 'answered', 'The call was answered.'],
  ['every packet twice', 'replay', 'answered', 'The call was answered.'],
  ['a goodbye in the middle', 'leaves', 'answered', 'The call was answered. The other end hung up.'],
];

/** Extensions that the odd phone told this of. */
const saidOf = (word: 'up' | 'down', said: string): ReadonlySet<string> =>
  new Set(
    said.split('\n').flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : [])),
  );

describe.skipIf(skipLab())('a call that goes wrong', () => {
  let lab: Lab;
  let asterisk: Asterisk;
  let odd: ChildProcess | undefined;
  let folder: string;
  let oddSaid = '';
  const runs = new Map<string, Checked>();

  const accountFile = (name: string, password: string): string => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify({ username: accounts.probe.user, password }));
    return file;
  };

  const callTo = (server: string, extension: string, account: string): Promise<Checked> =>
    check(lab, ['--server', server, '--account', account, '--echo-extension', extension, '--stream', '5']);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'salg-faults-'));
    lab = await openLab({ layout: 'single' });
    // A router that lets anybody in: what comes from elsewhere must not depend on its filter.
    await lab.mode('fullcone');
    asterisk = await lab.asterisk({
      additions: { 'extensions.conf': '\n[probes]\nexten => 607,1,Hangup(34)\n' },
    });
    const { server, serverSecond } = addresses;
    const argv = lab.network.on('server', ['node', script, server, serverSecond, String(oddPort)]);
    odd = spawn(argv[0] ?? '', argv.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
    odd.stdout?.setEncoding('utf8').on('data', (text: string) => {
      oddSaid += text;
    });
    await once(odd.stdout ?? odd, 'data');
    const good = accountFile('good', accounts.probe.password);
    const bad = accountFile('bad', 'not-the-secret');
    const calls: readonly Call[] = [
      ['refused', 'pbx.example', '600', bad],
      ...fromAsterisk.map(([, extension]): Call => [extension, 'pbx.example', extension, good]),
      ...fromOddPhone.map(([, extension]): Call => [extension, `pbx.example:${oddPort}`, extension, good]),
    ];
    const jobs = calls.map(
      ([name, ...call]) =>
        async () =>
          void runs.set(name, await callTo(...call)),
    );
    await atMost(together, jobs);
  });
  afterAll(async () => {
    odd?.kill();
    await lab?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function told(name: string) {
    const checked = runs.get(name);
    if (checked === undefined) throw new Error(`nobody called ${name}`);
    const { observations } = checked.report;
    const call = observations.find((o): o is ObservationOf<'call'> => o.kind === 'call');
    const stream = observations.find((o) => o.kind === 'stream') ?? null;
    return { ...checked, call, stream, lines: renderReport(checked.report).split('\n') };
  }

  test.each([...fromAsterisk, ...fromOddPhone])('%s (%s): %s', (_what, extension, outcome, sentence) => {
    const { call, lines, exitCode, seconds, stderr } = told(extension);
    const port = fromAsterisk.some(([, known]) => known === extension) ? 5060 : oddPort;
    expect(call?.outcome).toBe(outcome);
    expect(lines).toContain(`  udp/${port} call ${extension}: ${sentence}`);
    // The verdict about the router does not hang on the call: nothing was found, or a trace at most.
    expect([0, 10]).toContain(exitCode);
    expect(seconds).toBeLessThan(mostSeconds);
    expect(stderr).not.toContain('Internal error');
  });

  test('a refused password: said, tried once, and nothing follows', () => {
    const { call, lines, exitCode, report } = told('refused');
    expect(call?.outcome).toBe('credential-refused');
    expect(lines).toContain(
      '  udp/5060 call 600: The server refused the username or password. It was tried once and will not be tried again (status 401).',
    );
    expect(report.observations.some(({ kind }) => kind === 'registration')).toBe(false);
    expect(exitCode).toBe(0);
  });

  test.each(['999', '605', 'no-sdp'])('without sound (%s) the line says so', (name) => {
    const { lines, report } = told(name);
    expect(report.quality).toBeNull();
    expect(lines).toContain('  Not measured: no call with sound came about.');
  });

  test.each(['silent', 'closed'])('sound that went nowhere (%s) is no loss', (name) => {
    const { lines, report } = told(name);
    expect(report.quality).toMatchObject({
      class: 'not-measured',
      reason: 'no-media',
      stream: { lossRatio: null },
    });
    expect(lines).toContain('  Not measured. No sound came back.');
  });

  test('a port that nobody listens on ends the sound early', () => {
    const { call } = told('closed');
    expect(call?.media?.sentPackets).toBeLessThan(200);
  });

  test('sound on another machine is followed there', () => {
    const { call, stream, report } = told('elsewhere');
    expect(call?.answer).toMatchObject({ isElsewhere: true, media: { address: addresses.serverSecond } });
    expect(stream).toMatchObject({ foreign: { otherSource: 0, otherSsrc: 0, notOurs: 0 } });
    expect(report.quality?.stream).toMatchObject({ lost: 0, duplicates: 0 });
  });

  test('echoes from another address are known by what is in them, and counted', () => {
    const { stream, report } = told('other-source');
    const { sent = 0, lost, received } = report.quality?.stream ?? {};
    expect({ lost, received }).toEqual({ lost: 0, received: sent });
    expect(stream).toMatchObject({ foreign: { otherSource: sent, otherSsrc: 0, notOurs: 0 } });
  });

  test('a second source is counted, and nothing of it taken for an echo', () => {
    const { stream, report } = told('foreign-ssrc');
    const { sent = 0, lost, received, duplicates } = report.quality?.stream ?? {};
    expect({ lost, received, duplicates }).toEqual({ lost: 0, received: sent, duplicates: 0 });
    const { otherSsrc = 0, notOurs = 0 } = stream?.foreign ?? {};
    expect(otherSsrc + notOurs).toBe(sent);
  });

  test('packets that are sent again count as copies, not as received', () => {
    const { report } = told('replay');
    const { sent = 0, received = 0, duplicates = 0, lost } = report.quality?.stream ?? {};
    expect({ received, lost }).toEqual({ received: sent, lost: 0 });
    // Those of the last 300 ms come after the call.
    expect(duplicates).toBeGreaterThan(sent - 25);
    expect(duplicates).toBeLessThanOrEqual(sent);
  });

  test('a goodbye in the middle ends the sound at once, and what was measured is kept', () => {
    const { call, lines } = told('leaves');
    expect(call).toMatchObject({ endedBy: 'them' });
    expect(call?.media?.sentPackets).toBeLessThan(100);
    expect(lines).toContain('  Not measured. The measurement ended before it could be graded.');
  });

  test('no call is left on either server', async () => {
    expect(await asterisk.console('core show channels')).toContain('0 active channels');
    const called = new Set(fromOddPhone.map(([, extension]) => extension));
    expect(saidOf('up', oddSaid)).toEqual(called);
    expect(saidOf('down', oddSaid)).toEqual(called);
  });
});
