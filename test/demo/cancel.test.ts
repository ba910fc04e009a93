// Ctrl-C in the middle of a check, and readers that go away.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { cliFile, noResolver, readReport, startCli } from './cli.ts';
import { newFolder, newState } from './folder.ts';
import { requestsAt, udpServer } from './loopback-peers.ts';

vi.setConfig({ maxConcurrency: 4 });

const soonMs = 2000;
const wait = (forMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, forMs));

describe.concurrent('Ctrl-C', () => {
  test('in a demo: 130, and what is known is kept', async () => {
    const path = join(newFolder(), 'partial.sipreport');
    const run = startCli(['check', '--json', '--demo', 'silent', '--report', path]);
    await run.says('Testing');
    await wait(300);
    run.interrupt();
    const result = await run.ended;
    expect(result).toMatchObject({ code: 130, signal: null });
    expect(result.tookMs).toBeLessThan(soonMs);
    const report = readReport(result.stdout, result.stderr);
    expect(report.partial).toBe(true);
    expect(report.alg.level).toBe('inconclusive');
    expect(report.observations).toContainEqual(
      expect.objectContaining({ kind: 'not-sent', reason: 'cancelled' }),
    );
    expect(readReport(readFileSync(path, 'utf8'))).toEqual(report);
  });

  test('with a silent server: nothing more is sent', async () => {
    const server = await udpServer();
    const path = join(newFolder(), 'partial.sipreport');
    const run = startCli(['check', '--server', `127.0.0.1:${server.port}`, '--report', path], {
      env: newState(),
    });
    await run.says('Testing');
    await wait(300);
    run.interrupt();
    const result = await run.ended;
    expect(result.code).toBe(130);
    expect(result.tookMs).toBeLessThan(soonMs);
    expect(result.stdout).toMatch(/^PARTIAL/);
    expect(readReport(readFileSync(path, 'utf8')).partial).toBe(true);
    await wait(2000);
    expect(requestsAt(server).length).toBeLessThanOrEqual(1);
  });

  test('during a pause for the sake of the server', async () => {
    const run = startCli(['check', '--json', '--demo', 'plain-nat', '--transport', 'udp,tcp']);
    await run.says('Waiting ');
    run.interrupt();
    const result = await run.ended;
    expect(result.code).toBe(130);
    expect(result.tookMs).toBeLessThan(soonMs);
    const report = readReport(result.stdout, result.stderr);
    expect(report.partial).toBe(true);
    expect(report.alg.level).toBe('unlikely');
  });

  test('while the name is looked up', async () => {
    const run = startCli(['check', '--json', '--server', 'pbx.silent'], {
      env: newState(),
      preload: [noResolver],
    });
    await wait(1000);
    run.interrupt();
    const result = await run.ended;
    expect(result.code).toBe(130);
    expect(result.tookMs).toBeLessThan(soonMs);
    expect(readReport(result.stdout, result.stderr).partial).toBe(true);
  });

  test('is not needed to get rid of a resolver that never answers', async () => {
    const run = startCli(['check', '--json', '--server', 'pbx.silent'], {
      env: newState(),
      preload: [noResolver],
    });
    const result = await run.ended;
    expect(result.code).toBe(30);
    expect(readReport(result.stdout).alg.reason).toBe('server-unreachable');
    // The program gives up after three seconds; the system's own look-up would go on for twenty.
    expect(result.tookMs).toBeLessThan(10_000);
  });

  test('twice: the program is gone at once', async () => {
    const server = await udpServer();
    const run = startCli(['check', '--json', '--server', `127.0.0.1:${server.port}`], { env: newState() });
    await run.says('Testing');
    run.interrupt();
    run.interrupt();
    const result = await run.ended;
    expect(result.code === 130 || result.signal === 'SIGINT').toBe(true);
    expect(result.tookMs).toBeLessThan(soonMs);
    expect(result.stderr).not.toMatch(/\n\s+at /);
  });

  test('twice while the name is looked up', async () => {
    const run = startCli(['check', '--json', '--server', 'pbx.silent'], {
      env: newState(),
      preload: [noResolver],
    });
    await wait(1000);
    run.interrupt();
    await wait(100);
    run.interrupt();
    const result = await run.ended;
    expect(result.code === 130 || result.signal === 'SIGINT').toBe(true);
    expect(result.tookMs).toBeLessThan(1500);
  });

  test('and the next run is not locked out', async () => {
    const server = await udpServer();
    const env = newState();
    const args = ['check', '--json', '--server', `127.0.0.1:${server.port}`];
    const first = startCli(args, { env });
    await first.says('Testing');
    first.interrupt();
    expect((await first.ended).code).toBe(130);
    const second = await startCli(args, { env }).ended;
    expect(second.code).toBe(30);
    expect(requestsAt(server).length).toBeLessThanOrEqual(2);
  });

  test('SIGTERM ends the check as well', async () => {
    const run = startCli(['check', '--json', '--demo', 'silent']);
    await run.says('Testing');
    run.child.kill('SIGTERM');
    const result = await run.ended;
    expect(result.code).toBe(130);
    expect(readReport(result.stdout, result.stderr).partial).toBe(true);
  });
});

describe.concurrent('a reader that goes away', () => {
  test.each(['--json', '--quiet'])('from stdout (%s): no stack trace', async (flag) => {
    const run = startCli(['check', flag, '--demo', 'kernel-alg']);
    run.child.stdout.destroy();
    const result = await run.ended;
    expect(result.signal).toBe(null);
    expect(result.code).toBe(21);
    expect(result.stderr).not.toMatch(/\n\s+at |EPIPE|Error/);
  });

  test('from stderr: the report is still whole', async () => {
    const run = startCli(['check', '--json', '--demo', 'kernel-alg']);
    run.child.stderr.destroy();
    const result = await run.ended;
    expect(result.code).toBe(21);
    expect(readReport(result.stdout).alg.level).toBe('confirmed');
  });

  test('head -1 gets its line', async () => {
    const command = '"$0" "$1" check --json --quiet --demo kernel-alg | head -1';
    const shell = spawn('sh', ['-c', command, process.execPath, cliFile]);
    let stdout = '';
    let stderr = '';
    shell.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
    shell.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
    await once(shell, 'close');
    expect({ stdout, stderr }).toEqual({ stdout: '{\n', stderr: '' });
  });
});
