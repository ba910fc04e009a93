// What happens around a run: the server restarts, the network goes away, the disk is full. Each time it ends soon,
// with one sentence, and keeps what it has.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Asterisk } from './asterisk.ts';
import { accounts } from './asterisk-config.ts';
import { check, cliFile, freshState } from './checking.ts';
import { type CommandResult, must, pause } from './command.ts';
import { type Lab, openLab, skipLab } from './lab.ts';
import { addresses } from './network.ts';

/** Silence is waited for 5 s, a goodbye's answer 4 s: ours. */
const mostSecondsAfter = 15;

describe.skipIf(skipLab())('around a run', () => {
  let lab: Lab;
  let asterisk: Asterisk;
  let folder: string;
  let account: readonly string[];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'salg-outage-'));
    const { user, password } = accounts.probe;
    const file = join(folder, 'account.json');
    writeFileSync(file, JSON.stringify({ username: user, password }));
    account = ['--account', file, '--echo-extension', '600'];
    lab = await openLab({ layout: 'single' });
    asterisk = await lab.asterisk();
  });
  afterAll(async () => {
    await lab?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function cli(args: readonly string[], env?: Record<string, string>): Promise<CommandResult> {
    const state = env === undefined ? freshState() : { env, remove: () => undefined };
    try {
      return await lab.runClient([process.execPath, cliFile, ...args], { env: state.env, timeoutMs: 60_000 });
    } finally {
      state.remove();
    }
  }

  const monitor = (...more: readonly string[]): Promise<CommandResult> =>
    cli(['monitor', 'pbx.example', ...account, '--duration', '50', '--interval', '0.02', ...more]);

  /** Until the server has answered a call. */
  async function untilCalled(): Promise<void> {
    while (!(await asterisk.console('core show channels')).includes('1 active channel')) await pause(100);
  }

  const linkDown = () => lab.runOn('client', ['ip', 'link', 'set', 'eth0', 'down']);

  async function linkUp(): Promise<void> {
    await must(lab.network.on('client', ['ip', 'link', 'set', 'eth0', 'up']));
    await must(lab.network.on('client', ['ip', 'route', 'add', 'default', 'via', addresses.routerLan]));
  }

  const setAddress = async (address: string): Promise<void> => {
    await must(lab.network.on('client', ['ip', 'addr', 'flush', 'dev', 'eth0', 'scope', 'global']));
    await must(lab.network.on('client', ['ip', 'addr', 'add', `${address}/24`, 'dev', 'eth0']));
    await must(lab.network.on('client', ['ip', 'route', 'replace', 'default', 'via', addresses.routerLan]));
  };

  test('a server that restarts in a call ends the monitor', async () => {
    const run = monitor();
    await untilCalled();
    await pause(2000);
    await asterisk.stopHard();
    asterisk = await lab.asterisk();
    const restarted = performance.now();
    const { code, stdout } = await run;
    expect((performance.now() - restarted) / 1000).toBeLessThan(mostSecondsAfter);
    expect(code).toBe(30);
    expect(stdout).toContain('\nNothing came back any more, so nothing more was sent.\n');
    expect(Number(/^came back +(\d+)$/m.exec(stdout)?.[1])).toBeGreaterThan(50);
    expect(await asterisk.console('core show channels')).toContain('0 active channels');
  });

  test('a server that restarts in a check: the call counts, and the rest is still done', async () => {
    const run = check(lab, [...account, '--stream', '20']);
    await untilCalled();
    await pause(4000);
    await asterisk.stopHard();
    asterisk = await lab.asterisk();
    const { report, exitCode } = await run;
    expect(exitCode).toBe(0);
    expect(report.partial).toBe(false);
    expect(report.observations.find((o) => o.kind === 'stream')).toMatchObject({ endedBy: 'silence' });
    const { lost = 0, received = 0 } = report.quality?.stream ?? {};
    expect(received).toBeGreaterThan(100);
    expect(lost).toBeGreaterThan(100);
    const steps = report.observations.flatMap((o) =>
      o.kind === 'registration' ? [`${o.step} ${o.outcome}`] : [],
    );
    expect(steps).toEqual(['look done', 'bind done', 'read done', 'release done']);
    expect(await asterisk.console('core show channels')).toContain('0 active channels');
  });

  test('a network that goes away ends the monitor, and what was measured is told', async () => {
    const run = monitor();
    await untilCalled();
    await pause(2000);
    await linkDown();
    const cut = performance.now();
    const { code, stdout } = await run;
    await linkUp();
    expect((performance.now() - cut) / 1000).toBeLessThan(mostSecondsAfter);
    expect(code).toBe(30);
    expect(stdout).toContain('\nThis computer could not send any more.\n');
    expect(Number(/^came back +(\d+)$/m.exec(stdout)?.[1])).toBeGreaterThan(50);
    // Nobody could tell the server; this one is put back to order by hand.
    await asterisk.console('channel request hangup all');
  });

  test('a network that goes away in a check: a report with what is known', async () => {
    const run = check(lab, [...account, '--stream', '20']);
    await untilCalled();
    await pause(4000);
    await linkDown();
    const cut = performance.now();
    const { report, exitCode } = await run;
    await linkUp();
    expect((performance.now() - cut) / 1000).toBeLessThan(30);
    expect([0, 10]).toContain(exitCode);
    expect(report.quality?.stream?.received).toBeGreaterThan(100);
    // Packets that could not leave are not lost packets.
    expect(report.quality?.stream).toMatchObject({ lost: 0 });
    await asterisk.console('channel request hangup all');
  });

  describe('another address in the middle of a call', () => {
    const moved = '192.168.1.44';
    afterEach(async () => {
      await setAddress(addresses.client);
      // The server cannot be told over an address that is gone; this one is put back to order by hand.
      await asterisk.console('channel request hangup all');
    });

    test('ends the monitor with one sentence, and loses nothing that never left', async () => {
      const run = monitor();
      await untilCalled();
      await pause(2000);
      await setAddress(moved);
      const cut = performance.now();
      const { code, stdout } = await run;
      expect((performance.now() - cut) / 1000).toBeLessThan(mostSecondsAfter);
      expect(code).toBe(30);
      expect(stdout).toMatch(/\n(?:This computer could not send|Nothing came back) any more/);
      expect(Number(/^came back +(\d+)$/m.exec(stdout)?.[1])).toBeGreaterThan(50);
    });

    test('ends the sound of a check, and the rest is still reported', async () => {
      const run = check(lab, [...account, '--stream', '20']);
      await untilCalled();
      await pause(4000);
      await setAddress(moved);
      const { report, exitCode } = await run;
      expect([0, 10, 30]).toContain(exitCode);
      expect(report.quality?.stream?.received).toBeGreaterThan(100);
      expect(report.observations.find((o) => o.kind === 'stream')).toMatchObject({ endedBy: 'silence' });
    });
  });

  describe('a full disk', () => {
    let full: string;
    beforeAll(async () => {
      full = join(folder, 'full');
      mkdirSync(full);
      await must(['mount', '-t', 'tmpfs', '-o', 'size=64k', 'salg-full', full]);
      await must(['sh', '-c', 'cat /dev/zero > "$1/filler" || true', 'sh', full]);
    });
    afterAll(async () => {
      await must(['umount', full]);
    });
    const left = () => readdirSync(full).filter((name) => name !== 'filler');

    test('costs the file of a check, not its result', async () => {
      const file = join(full, 'result.sipreport');
      const { code, stdout, stderr } = await cli(['check', '--demo', '--report', file]);
      expect(code).toBe(70);
      expect(stdout).toMatch(/^Something on the way edits your phone messages/m);
      expect(stderr).toContain(
        `\nThe report could not be saved at ${file} (disk-full). The result above is complete.\n`,
      );
      expect(left()).toEqual([]);
    });

    test('costs the file of a monitor, not its numbers', async () => {
      const file = join(full, 'numbers.json');
      const words = ['monitor', 'pbx.example', ...account, '--duration', '2', '--interval', '0.02'];
      const { code, stdout, stderr } = await cli([...words, '--output', file]);
      expect(code).toBe(70);
      expect(stdout).toContain('\nThe time is over.\n');
      expect(stderr).toMatch(new RegExp(`^The report could not be saved at ${file} \\(disk-full\\)\\.`, 'm'));
      expect(left()).toEqual([]);
    });
  });
});
