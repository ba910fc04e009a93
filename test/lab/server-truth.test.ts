// What Asterisk answers and what its log would cost the customer: the ground of every statement about bans.
import { rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AsteriskOptions, accounts } from './asterisk-config.ts';
import { countBanLines } from './ban-lines.ts';
import { type Lab, openLab, skipLab } from './lab.ts';
import { makeRunFolder, serverName } from './network.ts';
import { probe } from './probe-script.ts';

interface Case {
  readonly options: AsteriskOptions;
  /** Status for a stranger, `probe` and `optprobe`. */
  readonly statuses: readonly [number, number, number];
  /** Ban-worthy lines that four requests of a stranger leave. */
  readonly strikes: number;
}

const cases: readonly Case[] = [
  { options: { version: 22 }, statuses: [401, 401, 200], strikes: 4 },
  { options: { version: 22, strangerStatus: 200 }, statuses: [200, 401, 200], strikes: 0 },
  { options: { version: 16 }, statuses: [401, 401, 200], strikes: 4 },
  { options: { version: 16, strangerStatus: 200 }, statuses: [200, 401, 200], strikes: 0 },
  { options: { stack: 'chan_sip', strangerStatus: 401 }, statuses: [401, 401, 401], strikes: 0 },
  { options: { stack: 'chan_sip', strangerStatus: 200 }, statuses: [200, 200, 200], strikes: 0 },
  { options: { stack: 'chan_sip', strangerStatus: 404 }, statuses: [404, 404, 404], strikes: 0 },
];

describe.skipIf(skipLab())('Asterisk', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ layout: 'single' });
  });
  afterAll(() => lab?.close());

  test.each(cases)('$options', async ({ options, statuses, strikes }) => {
    const asterisk = await lab.asterisk(options);
    for (const [index, user] of ['stranger', accounts.probe.user, accounts.optprobe.user].entries())
      for (const port of [5060, 5160]) {
        const results = await probe(lab, ['truthful', 'tcp'], { port, user });
        expect(results.map((result) => result.status)).toEqual([statuses[index], statuses[index]]);
      }
    expect(await countBanLines(asterisk.messagesFile)).toMatchObject({ matched: strikes });
    expect(await countBanLines(asterisk.securityFile)).toMatchObject({ matched: strikes });
    expect(asterisk.logText()).not.toMatch(/Error loading module|getaddrinfo/);
  });

  test.each([22, 16] as const)('TLS of version %i proves to be the named host', async (version) => {
    const asterisk = await lab.asterisk({ version });
    const trust = [
      '-CAfile',
      asterisk.certificateFile,
      '-verify_return_error',
      '-verify_hostname',
      serverName,
    ];
    const session = await lab.runClient(['openssl', 's_client', '-connect', `${serverName}:5061`, ...trust]);
    expect(session).toMatchObject({ code: 0, stdout: expect.stringContaining('Verify return code: 0 (ok)') });
  });

  test('an ended Asterisk leaves its log readable until the next one', async () => {
    const asterisk = await lab.asterisk();
    await asterisk.stop();
    expect(asterisk.logText()).toContain('Asterisk Ready.');
  });
});

const line = (level: string, text: string) =>
  `[2026-02-03 04:05:06] ${level}[77] res_pjsip/pjsip_distributor.c: ${text}`;
const failure = (user: string) =>
  `Request 'OPTIONS' from '<sip:${user}@192.0.2.7>' failed for '192.0.2.7:5060' (callid: a@b) - `;

describe.skipIf(skipLab())('ban lines', () => {
  let folder: string;
  beforeAll(() => {
    folder = makeRunFolder('log');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('counts the lines of an attack and not the others', async () => {
    const lines = [
      line('NOTICE', `${failure('100')}No matching endpoint found`),
      line('VERBOSE', 'Added contact'),
      line('NOTICE', `${failure('101')}Failed to authenticate`),
      line('WARNING', 'Unable to lookup'),
    ];
    const file = `${folder}/messages`;
    writeFileSync(file, `${lines.join('\n')}\n`);
    expect(await countBanLines(file)).toEqual({ matched: 2, total: 4, lines: [lines[0], lines[2]] });
  });

  test('a log that was never written has none', async () => {
    expect(await countBanLines(`${folder}/absent`)).toEqual({ matched: 0, total: 0, lines: [] });
  });
});
