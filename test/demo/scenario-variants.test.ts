// Scenarios with more paths, with a provisioned user, and with other luck.
import { describe, expect, test, vi } from 'vitest';
import { createDemoNetwork } from '../../main/demo/demo-network.ts';
import { createMemoryLedger } from '../../main/engine/memory-ledger.ts';
import { runCheck } from '../../main/engine/run-check.ts';
import { systemClock } from '../../main/io/clock.ts';
import { secureIds } from '../../main/io/ids.ts';
import { algVerdict } from '../../shared/verdict/alg-verdict.ts';
import type { Level } from '../../shared/verdict/level.ts';
import { checkJson, exitCodes } from './cli.ts';
import { reportedPacingBreaches } from './wire-rules.ts';

// They wait most of the time: a fourth flow has to wait for its turn.
vi.setConfig({ maxConcurrency: 12 });

/** Overall level of an anonymous check with the chances of this seed. */
async function levelWith(seed: number): Promise<Level> {
  const network = await createDemoNetwork({ scenario: 'lossy', seed });
  try {
    const run = await runCheck(
      {
        serverName: 'pbx.example',
        port: null,
        altPort: 5160,
        transports: ['udp'],
        probeUser: null,
        account: null,
      },
      {
        network,
        ledger: createMemoryLedger(),
        clock: systemClock,
        ids: secureIds,
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
    if (!run.ok) throw new Error(`refused: ${run.error.code}`);
    return algVerdict(run.value.observations).level;
  } finally {
    await network.close();
  }
}

describe.concurrent('scenario variants', () => {
  describe('check --demo with TCP', () => {
    test('plain-nat: TCP is clean too', async () => {
      const { paths, code } = await checkJson(['--demo', 'plain-nat', '--transport', 'udp,tcp']);
      expect(paths).toMatchObject({ 'udp/5060': 'unlikely', 'tcp/5060': 'unlikely' });
      expect(code).toBe(exitCodes.unlikely);
    });

    test('kernel-alg: TCP is the tested work-around', async () => {
      const { paths, report } = await checkJson(['--demo', 'kernel-alg', '--transport', 'udp,tcp']);
      expect(paths).toMatchObject({ 'udp/5060': 'confirmed', 'tcp/5060': 'unlikely' });
      expect(report.advice.map(({ code }) => code)).toContain('use-clean-path');
    });

    test('kernel-alg-tcp: TCP is edited as well, and is no advice', async () => {
      const { paths, report, code } = await checkJson(['--demo', 'kernel-alg-tcp', '--transport', 'udp,tcp']);
      expect(paths['udp/5060']).toBe('confirmed');
      expect(['confirmed', 'likely']).toContain(paths['tcp/5060']);
      expect(report.advice).not.toContainEqual({ code: 'use-clean-path', params: { path: 'tcp/5060' } });
      expect(code).toBe(exitCodes.confirmed);
      expect(reportedPacingBreaches(report)).toEqual([]);
    });

    test('endless-stream: the stream is given up, the main path keeps its verdict', async () => {
      const checked = await checkJson(['--demo', 'endless-stream', '--transport', 'udp,tcp']);
      expect(checked.paths).toMatchObject({ 'udp/5060': 'unlikely', 'tcp/5060': 'inconclusive' });
      expect(checked.code).toBe(exitCodes.unlikely);
      expect(checked.stdout.length).toBeLessThan(1_000_000);
      expect(checked.report.alg.coverage).toContainEqual(
        expect.objectContaining({ probe: 'tcp', result: 'failed' }),
      );
    });

    test('silent: TCP does not help and the budget of a stranger holds', async () => {
      const { paths, report } = await checkJson(['--demo', 'silent', '--transport', 'udp,tcp']);
      expect(new Set(Object.values(paths))).toEqual(new Set(['inconclusive']));
      expect(report.budget.requestsSent).toBeLessThanOrEqual(2);
    });

    test('a transport that the server does not speak leaves the rest alone', async () => {
      const { paths, code } = await checkJson(['--demo', 'plain-nat', '--transport', 'tls']);
      expect(paths).toMatchObject({ 'udp/5060': 'unlikely', 'tls/5061': 'inconclusive' });
      expect(code).toBe(exitCodes.unlikely);
    });
  });

  describe('check --demo --probe-user', () => {
    test.each([
      ['kernel-alg-401', 'confirmed'],
      ['double-nat-outer', 'confirmed'],
      ['double-nat-plain', 'unlikely'],
      ['plain-nat', 'unlikely'],
      ['blocked', 'blocked'],
      ['silent', 'inconclusive'],
      ['banned-midway', 'inconclusive'],
      ['server-snat-one-port', 'possible'],
    ] as const)('%s: %s', async (name, level) => {
      const { report, code } = await checkJson(['--demo', name, '--probe-user', 'probe']);
      expect(report.alg.level).toBe(level);
      expect(code).toBe(exitCodes[level]);
      expect(report.target.mode).toBe('probe-user');
      expect(report.budget.strikesSuspected).toBe(0);
      expect(reportedPacingBreaches(report)).toEqual([]);
    });

    test('asks a server that wants a password more than a stranger may', async () => {
      const { report, paths } = await checkJson(['--demo', 'kernel-alg-401', '--probe-user', 'probe']);
      expect(report.budget.requestsSent).toBeGreaterThan(2);
      expect(paths).toMatchObject({ 'udp/5060': 'confirmed', 'udp/5160': 'unlikely' });
    });
  });

  describe('a line that loses one packet in five', () => {
    const seeds = Array.from({ length: 20 }, (_, i) => i + 1);

    test('never accuses and never calls the path blocked, with twenty kinds of luck', async () => {
      const levels = await Promise.all(seeds.map(levelWith));
      const wrong = seeds.flatMap((seed, i) =>
        levels[i] === 'unlikely' || levels[i] === 'inconclusive' ? [] : [`seed ${seed}: ${levels[i]}`],
      );
      expect(wrong).toEqual([]);
      expect(levels.filter((level) => level === 'unlikely').length).toBeGreaterThan(seeds.length / 2);
    });
  });
});
