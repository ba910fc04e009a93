// Whatever is typed wrong costs one line, and no packet.
import { describe, expect, test, vi } from 'vitest';
import { checkJson, runCli } from './cli.ts';
import { newState } from './folder.ts';
import { oneLine, outcomeOf, watchPackets } from './refusal.ts';

vi.setConfig({ maxConcurrency: 4 });

/** Arguments after `check --quiet`, and what the line must name. */
type Row = readonly [name: string, args: readonly string[], says: RegExp];

const refused = (rows: readonly Row[]): void => {
  test.each(rows)('%s', async (_name, args, says) => {
    expect(await outcomeOf(['check', '--quiet', ...args])).toEqual(oneLine(says));
  });
};

const loopback = ['--server', '127.0.0.1:5999'] as const;

describe.concurrent('bad input', () => {
  describe('words', () => {
    test.each([
      ['no arguments', [], /check --server/],
      ['an unknown command', ['frobnicate'], /frobnicate/],
      ['an unknown command with line breaks', ['a\nb\u001b[31m'], /unknown command/],
      ['an unknown option', ['check', '--frobnicate'], /--frobnicate/],
      ['an unknown option before the command', ['--frobnicate', 'check'], /--frobnicate/],
      ['a word too many', ['check', '--demo', 'vpn', 'extra'], /too many/],
      ['a missing value', ['check', '--server'], /--server/],
      ['another missing value', ['check', '--demo', 'vpn', '--report'], /--report/],
      ['no server', ['check'], /--server/],
      ['no server for the older name of the check', ['--check-alg'], /--server/],
    ] as const)('%s', async (_name, args, says) => {
      expect(await outcomeOf(args)).toEqual(oneLine(says));
    });
  });

  describe('the server', () => {
    refused([
      ['a name that nobody has', ['--server', 'nobody.invalid'], /nobody\.invalid/],
      ['a name that the demo does not know', ['--demo', 'vpn', '--server', 'nobody.invalid'], /nobody/],
      ['nothing', ['--server', ''], /server name/],
      ['a space', ['--server', ' '], /server name/],
      ['spaces inside', ['--server', 'pbx example'], /pbx example/],
      ['a line break and a header', ['--server', 'pbx.example\r\nX-Bad: 1'], /server name/],
      ['an escape sequence', ['--server', '\u001b[31mred.example'], /server name/],
      ['300 characters', ['--server', `${'a'.repeat(60)}.`.repeat(5)], /server name/],
      ['300 characters without a dot', ['--server', 'a'.repeat(300)], /server name/],
      ['a URI', ['--server', 'sip:pbx@pbx.example'], /no (server name|port)/],
      ['a user', ['--server', 'me@pbx.example'], /server name/],
      ['three numbers', ['--server', '127.0.0'], /server name/],
      ['an open bracket', ['--server', '[::1'], /server name/],
      ['nothing in brackets', ['--server', '[]'], /server name/],
      ['multicast 224', ['--server', '224.0.0.1'], /multicast/],
      ['multicast 239', ['--server', '239.1.2.3:5060'], /multicast/],
      ['multicast ff02', ['--server', 'ff02::1'], /multicast/],
      ['multicast ff02 in brackets', ['--server', '[ff02::1]:5060'], /multicast/],
      ['multicast inside IPv6', ['--server', '::ffff:224.0.0.1'], /multicast/],
      ['broadcast', ['--server', '255.255.255.255'], /broadcast/],
      ['broadcast inside IPv6', ['--server', '::ffff:255.255.255.255'], /broadcast/],
      ['no address at all', ['--server', '0.0.0.0'], /unspecified/],
      ['no address at all in IPv6', ['--server', '::'], /unspecified/],
      ['a trap port', ['--server', '127.0.0.1:22'], /22/],
      ['a trap port behind a name of the demo', ['--demo', 'vpn', '--server', 'pbx.example:3306'], /3306/],
      ['a trap port as the other port', [...loopback, '--alt-port', '23'], /23/],
    ]);
  });

  describe('ports', () => {
    refused(
      ['0', '70000', '65536', 'sip', '-1', '', ' 5060', '5060x', '0x13c4', '5e3', '5060\n', '٥٠٦٠'].flatMap(
        (port) =>
          [
            [`server port ${JSON.stringify(port)}`, ['--server', `127.0.0.1:${port}`], /port|server name/],
            [`--alt-port ${JSON.stringify(port)}`, [...loopback, `--alt-port=${port}`], /--alt-port/],
          ] as const,
      ),
    );
  });

  describe('the rest', () => {
    refused([
      ['an unknown transport', [...loopback, '--transport', 'udp,sctp'], /transport/],
      ['no transport', [...loopback, '--transport', ''], /transport/],
      ['a transport with a hole', [...loopback, '--transport', 'udp,,tcp'], /transport/],
      ['a probe user with a space', [...loopback, '--probe-user', 'a b'], /probe user/],
      ['a probe user with an at sign', [...loopback, '--probe-user', 'a@b'], /probe user/],
      ['a probe user with a line break', [...loopback, '--probe-user', 'a\r\nX: 1'], /probe user/],
      ['a probe user that ends in a line break', [...loopback, '--probe-user', 'probe\n'], /probe user/],
      ['an empty probe user', [...loopback, '--probe-user', ''], /probe user/],
      ['a probe user of 65 characters', [...loopback, '--probe-user', 'a'.repeat(65)], /probe user/],
      ['a probe user with a word that firewalls ban', ['--demo', 'vpn', '--probe-user', 'iwara'], /iwara/],
      ['a server with a word that firewalls ban', ['--server', 'pbx.taiwar.example'], /firewalls ban/],
      ['an unknown scenario', ['--demo', 'frobnicate'], /frobnicate/],
      ['a scenario that every object has', ['--demo', 'toString'], /toString/],
      ['a scenario with a line break', ['--demo', 'plain\nnat'], /scenario/],
      ['a scenario of 10000 characters', ['--demo', 'a'.repeat(10_000)], /scenario/],
    ]);
  });

  describe('what works', () => {
    test('the older name of the check', async () => {
      const older = await runCli(['--check-alg', '--demo', 'vpn', '--quiet']);
      expect(older).toMatchObject({ code: 32, stderr: '' });
      expect(older.stdout).toContain('NOT-APPLICABLE');
    });

    test('--help', async () => {
      const { code, stdout, stderr } = await runCli(['--help']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('check');
    });

    test('check --help', async () => {
      const { code, stdout, stderr } = await runCli(['check', '--help']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      for (const word of ['--server', '--json', '--report', 'kernel-alg']) expect(stdout).toContain(word);
    });

    test('--version', async () => {
      const { code, stdout, stderr } = await runCli(['--version']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    });

    test('the watch on packets sees one when there is one', async () => {
      const { options, attempts } = watchPackets();
      const { code } = await runCli(['check', '--quiet', '--demo', 'vpn'], options);
      expect(code).toBe(32);
      expect(attempts()).toContain('datagram');
    });

    test('the demo needs no request ledger; where no key can be kept it says that nothing is sealed', async () => {
      const env = newState('/proc/nowhere');
      const { stderr } = await checkJson(['--quiet', '--demo', 'vpn'], { env });
      expect(stderr).toMatch(/^[^\n]*no key can be kept[^\n]*\n$/);
    });
  });
});
