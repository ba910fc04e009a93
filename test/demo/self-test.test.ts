// The self-test of the built program: figures on stdout, a status, and no name or address but its own.
import { describe, expect, test } from 'vitest';
import { noResolver, runCli, startCli } from './cli.ts';

describe('self-test', () => {
  test('prints one JSON document whose status follows from it', async () => {
    const { code, stdout } = await runCli(['self-test', '--streams', '10', '--duration', '1', '--json'], {
      preload: [noResolver],
    });
    const figures = JSON.parse(stdout);
    expect(figures).toMatchObject({ format: 'sip-alg-self-test', version: 1, streams: 10, planned: 500 });
    expect(figures.sent + figures.skipped).toBe(500);
    expect(code).toBe(figures.keepsPace ? 0 : 30);
  });

  test('says what it does not measure', async () => {
    const { stdout, stderr } = await runCli(['self-test', '--streams', '1', '--duration', '1', '--quiet']);
    expect(stdout).toContain('Nothing was sent to the network');
    expect(stderr).toBe('');
  });

  test.each([
    [['--streams', '7'], 'Give 1, 10, 50 or 200.'],
    [['--duration', '0'], 'Give 1 to 60 whole seconds.'],
    [['--server', 'pbx.example'], "unknown option '--server'"],
  ])('refuses %j in one line', async (args, sentence) => {
    const { code, stdout, lines } = await runCli(['self-test', ...args]);
    expect({ code, stdout, lines: lines.length }).toEqual({ code: 2, stdout: '', lines: 1 });
    expect(lines[0]).toContain(sentence);
  });

  test('ends with what was measured when it is interrupted', async () => {
    const running = startCli(['self-test', '--streams', '1', '--duration', '60']);
    await running.says('Pacing');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    running.interrupt();
    const { code, stdout } = await running.ended;
    expect(code).toBe(130);
    expect(stdout).toContain('Stopped before its end');
  });

  test('no check takes a number of streams: so many calls would be counted by the server', async () => {
    const { code, lines } = await runCli(['check', '--server', 'pbx.example', '--streams', '10']);
    expect(code).toBe(2);
    expect(lines.at(-1)).toContain("unknown option '--streams'");
  });
});
