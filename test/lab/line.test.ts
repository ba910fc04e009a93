// The line and the account through the command line, against a real Asterisk behind real routers.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Asterisk } from './asterisk.ts';
import { accounts } from './asterisk-config.ts';
import { banLines, type Checked, check, cliFile, freshState, noteResult } from './checking.ts';
import { type Lab, openLab, skipLab } from './lab.ts';
import type { RouterMode } from './router-mode.ts';

/** What only an account can show. */
const accountRules: readonly string[] = [
  'readback-edited',
  'stored-contact-edited',
  'sound-without-learning',
];

const channels = async (asterisk: Asterisk): Promise<string> =>
  /(\d+) active channels?/.exec(await asterisk.console('core show channels'))?.[1] ?? 'unknown';

const rulesOf = ({ report }: Checked): readonly string[] =>
  report.alg.evidence.filter(({ direction }) => direction === 'for').map(({ rule }) => rule);

describe.skipIf(skipLab())('a check with an account', () => {
  let lab: Lab;
  let folder: string;
  let accountFile: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'salg-account-'));
    accountFile = join(folder, 'account.json');
    const { user, password } = accounts.probe;
    writeFileSync(accountFile, JSON.stringify({ username: user, password }));
    lab = await openLab({ layout: 'single' });
  });
  afterAll(async () => {
    await lab?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const withAccount = (...more: string[]) =>
    check(lab, ['--account', accountFile, '--echo-extension', '600', '--stream', '6', ...more]);

  test.each([
    ['plain', 'unlikely', 4],
    ['alg', 'confirmed', 0],
    ['fullcone', 'unlikely', 4],
    ['random', 'unlikely', 4],
  ] as const)('behind %s: %s, with a graded line', async (mode: RouterMode, level, leading) => {
    await lab.mode(mode);
    const asterisk = await lab.asterisk();
    const checked = await withAccount('--readback-extension', 'readback');
    const lines = await banLines(asterisk);
    noteResult('account', mode, checked, lines);
    expect(checked.report.alg.level).toBe(level);
    const { quality } = checked.report;
    expect(quality).toMatchObject({ stream: { leadingLost: leading, duplicates: 0, reordered: 0 } });
    // A busy computer gives packets up that it is late for, and counts them.
    const { sent = 0, skippedSlots = 0 } = quality?.stream ?? {};
    expect(sent + skippedSlots).toBe(300);
    expect(quality?.class).not.toBe('poor');
    expect(checked.report.selfNoise).not.toBeNull();
    expect(await channels(asterisk)).toBe('0');
    expect(lines).toBe(0);
    expect(JSON.stringify(checked.report)).not.toContain(accounts.probe.password);
    const found = accountRules.filter((rule) => rulesOf(checked).includes(rule));
    expect(found).toEqual(level === 'confirmed' ? accountRules : []);
  });

  test('monitors an echo call and ends it', async () => {
    await lab.mode('plain');
    const asterisk = await lab.asterisk();
    const state = freshState();
    const argv = ['node', cliFile, 'monitor', 'pbx.example', '--duration', '6', '--interval', '0.1'];
    const run = await lab.runClient(
      [...argv, '--account', accountFile, '--echo-extension', '600', '--json'],
      { env: state.env, timeoutMs: 60_000 },
    );
    state.remove();
    expect(run.stderr).toContain('The time is over.');
    const { endedBy, totals } = JSON.parse(run.stdout) as {
      endedBy: string;
      totals: Record<'sent' | 'received' | 'lost', number>;
    };
    expect(endedBy).toBe('duration');
    // The call takes a moment of the six seconds; the first four packets teach the server our address.
    expect(totals.sent).toBeGreaterThanOrEqual(50);
    expect(totals).toMatchObject({ received: totals.sent - 4, lost: 0 });
    expect(await channels(asterisk)).toBe('0');
  });
});
