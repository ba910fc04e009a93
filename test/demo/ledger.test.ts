// The memory of the ban guard over several runs of the program, on real files and real sockets.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { checkJson, runCli, startCli } from './cli.ts';
import { newFolder, newState } from './folder.ts';
import { answersWell, requestsAt, udpServer } from './loopback-peers.ts';

vi.setConfig({ maxConcurrency: 6 });

const ledgerName = 'request-ledger.json';
const serverArgs = (port: number): string[] => ['--server', `127.0.0.1:${port}`];

describe.concurrent('the request ledger', () => {
  test('a second run within ten minutes sends nothing and says so', async () => {
    const server = await udpServer();
    const env = newState();
    const first = await checkJson(serverArgs(server.port), { env });
    expect(first.report.alg).toMatchObject({ level: 'inconclusive', reason: 'no-answer' });
    expect(requestsAt(server)).toHaveLength(2);

    const second = await checkJson(serverArgs(server.port), { env });
    expect(second.report.alg).toMatchObject({ level: 'inconclusive', reason: 'nothing-sent' });
    expect(second.code).toBe(30);
    expect(second.report.budget).toMatchObject({ requestsSent: 0, newFlows: 0 });
    expect(second.report.observations).toContainEqual(expect.objectContaining({ requestsBefore: 2 }));
    expect(second.report.advice.map(({ code }) => code)).toContain('check-again-in-minutes');

    const inWords = await runCli(['check', ...serverArgs(server.port)], { env });
    expect(inWords.code).toBe(30);
    expect(inWords.stdout).toMatch(/[Nn]o message was sent/);
    expect(inWords.stdout).toMatch(/10 minutes/);
    expect(requestsAt(server)).toHaveLength(2);
  });

  test('another port of the same server address counts as the same server', async () => {
    const [server, other] = [await udpServer(), await udpServer()];
    const env = newState();
    await checkJson(serverArgs(server.port), { env });
    const { report } = await checkJson(serverArgs(other.port), { env });
    expect(report.alg.reason).toBe('nothing-sent');
    expect(requestsAt(other)).toEqual([]);
  });

  test('a provisioned user gets no more than a stranger after a damaged record', async () => {
    const server = await udpServer();
    const folder = newFolder();
    writeFileSync(join(folder, ledgerName), '{"format":"sip-alg-request-ledger","version":1,"entr');
    const { report, stderr, code } = await checkJson([...serverArgs(server.port), '--probe-user', 'probe'], {
      env: newState(folder),
    });
    expect(code).toBe(30);
    expect(stderr.split('\n').filter((line) => line.includes('damaged'))).toHaveLength(1);
    expect(report.observations).toContainEqual(
      expect.objectContaining({ kind: 'ledger-read', state: 'unreadable' }),
    );
    expect(requestsAt(server)).toHaveLength(2);
    const aside = readdirSync(folder).filter((name) => name.includes('unreadable'));
    expect(aside).toHaveLength(1);
    expect(readFileSync(join(folder, aside[0] ?? ''), 'utf8')).toContain('"entr');
    expect(JSON.parse(readFileSync(join(folder, ledgerName), 'utf8'))).toMatchObject({ version: 1 });
  });

  test.each([
    ['of a newer version', '{"format":"sip-alg-request-ledger","version":2,"entries":[]}'],
    ['that is empty', ''],
    ['of 2 MB', `"${'x'.repeat(2_000_000)}"`],
    ['of deep brackets', '['.repeat(500_000)],
  ])('a record %s is set aside', async (_kind, content) => {
    const server = await udpServer(answersWell());
    const folder = newFolder();
    writeFileSync(join(folder, ledgerName), content);
    const { stderr, code } = await checkJson(serverArgs(server.port), { env: newState(folder) });
    expect(code).toBe(32);
    expect(stderr).toMatch(/Warning: .*damaged.*\n/);
    const aside = readdirSync(folder).filter((name) => name.includes('unreadable'));
    expect(readFileSync(join(folder, aside[0] ?? ''), 'utf8')).toBe(content);
  });

  test('a folder in the place of the record is set aside too', async () => {
    const server = await udpServer(answersWell());
    const folder = newFolder();
    mkdirSync(join(folder, ledgerName));
    const { stderr, code } = await checkJson(serverArgs(server.port), { env: newState(folder) });
    expect(code).toBe(32);
    expect(stderr).toContain('Warning: ');
  });

  test('a state folder that cannot be made: a warning, and at most two requests', async () => {
    const server = await udpServer();
    const file = join(newFolder(), 'file');
    writeFileSync(file, 'x');
    const { report, stderr, code } = await checkJson([...serverArgs(server.port), '--probe-user', 'probe'], {
      env: newState(join(file, 'state')),
    });
    expect(code).toBe(30);
    expect(stderr).toMatch(/Warning: .*nothing can be written.*\n/);
    expect(report.observations).toContainEqual(
      expect.objectContaining({ kind: 'ledger-read', state: 'not-writable' }),
    );
    expect(requestsAt(server)).toHaveLength(2);
    expect(readFileSync(file, 'utf8')).toBe('x');
  });

  test('two runs at the same time: the second says one line and leaves the first alone', async () => {
    const server = await udpServer();
    const env = newState();
    const first = startCli(['check', '--json', ...serverArgs(server.port)], { env });
    await first.says('Testing');
    const second = await runCli(['check', '--quiet', ...serverArgs(server.port)], { env });
    expect({ code: second.code, stdout: second.stdout }).toEqual({ code: 2, stdout: '' });
    expect(second.lines).toHaveLength(1);
    expect(second.lines[0]).toMatch(/Another check is running/);
    expect((await first.ended).code).toBe(30);
    expect(requestsAt(server)).toHaveLength(2);
    const third = await checkJson(serverArgs(server.port), { env });
    expect(third.report.alg.reason).toBe('nothing-sent');
  });

  test('a run that was killed leaves its requests on record', async () => {
    const server = await udpServer();
    const env = newState();
    const first = startCli(['check', '--json', ...serverArgs(server.port)], { env });
    await first.says('Testing');
    while (requestsAt(server).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    first.child.kill('SIGKILL');
    await first.ended;
    const ledger = JSON.parse(readFileSync(join(env.SIP_ALG_CHECKER_STATE_DIR, ledgerName), 'utf8')) as {
      entries: { kind: string }[];
    };
    expect(ledger.entries.filter(({ kind }) => kind === 'request')).toHaveLength(1);
    // The lock of a dead process is taken over when it has not been renewed for ten seconds.
    await new Promise((resolve) => setTimeout(resolve, 11_500));
    const second = await checkJson(serverArgs(server.port), { env });
    expect(second.code).toBe(30);
    expect(requestsAt(server)).toHaveLength(2);
  });
});
