// Ctrl-C at every stage of a check with an account and of a monitor: it ends soon, the server keeps nothing, and what
// was found until then is saved.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verdictReplays } from '../../shared/report/build-report.ts';
import { parseReport, type Report } from '../../shared/report/report.ts';
import type { Asterisk } from './asterisk.ts';
import { accounts } from './asterisk-config.ts';
import { freshState } from './checking.ts';
import { type Interrupted, type Moment, runInterrupted } from './interrupting.ts';
import { type Lab, openLab, skipLab } from './lab.ts';

/** A goodbye that nobody answers is given up after 4 s, a registration is taken back at the usual pace: ours. */
const mostSecondsAfter = 20;

type Stage = {
  readonly stage: string;
  readonly extension?: string;
  readonly moment: (asterisk: Asterisk) => Moment;
  /** What the report shows that the stage was this one. */
  readonly reached: (outcomes: readonly string[]) => boolean;
};

const said = (text: RegExp, afterMs: number) => (): Moment => ({
  hasCome: (stderr) => text.test(stderr),
  afterMs,
});

/** Looks at the server, not at the program. */
const shows =
  (command: string, text: string) =>
  (asterisk: Asterisk): Moment => ({
    hasCome: async () => (await asterisk.console(command)).includes(text),
    afterMs: 0,
  });

const has = (outcome: string) => (outcomes: readonly string[]) => outcomes.includes(outcome);
const noCall = (outcomes: readonly string[]) => !outcomes.some((outcome) => outcome.startsWith('call'));

const ofCheck: readonly Stage[] = [
  { stage: 'with the first question', moment: said(/^Testing/m, 0), reached: noCall },
  { stage: 'between two questions', moment: said(/^So far: unlikely/m, 0), reached: noCall },
  {
    stage: 'while this computer is measured',
    moment: said(/^Using the account/m, 300),
    reached: noCall,
  },
  {
    stage: 'while it rings',
    extension: '603',
    moment: shows('core show channels', '603@probes'),
    reached: has('call cancelled'),
  },
  { stage: 'with the first sound', moment: said(/^Sound, 1 s/m, 0), reached: has('call answered') },
  { stage: 'in the middle of the sound', moment: said(/^Sound, 3 s/m, 0), reached: has('call answered') },
  { stage: 'with the last sound', moment: said(/^Sound, 5 s/m, 0), reached: has('call answered') },
  // Of all these runs only this one comes so far.
  {
    stage: 'while the address is stored',
    moment: shows('pjsip show contacts', 'sip:'),
    reached: has('registration release done'),
  },
];

const ofMonitor: readonly (readonly [stage: string, extension: string, sent: boolean])[] = [
  ['while nothing rings yet', '604', false],
  ['during the sound', '600', true],
];

/** `call answered`, `registration bind done`. */
const outcomesOf = ({ observations }: Report): readonly string[] =>
  observations.flatMap((o) => {
    if (o.kind === 'registration') return [`registration ${o.step} ${o.outcome}`];
    return o.kind === 'call' ? [`call ${o.outcome}`] : [];
  });

describe.skipIf(skipLab())('a run that is interrupted', () => {
  let lab: Lab;
  let asterisk: Asterisk;
  let folder: string;
  const runs = new Map<string, Promise<Interrupted>>();
  const fileOf = (name: string): string => join(folder, name.replaceAll(' ', '-'));

  async function interrupt(args: readonly string[], moment: Moment): Promise<Interrupted> {
    const state = freshState();
    try {
      return await runInterrupted(lab, args, state.env, moment);
    } finally {
      state.remove();
    }
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'salg-cancel-'));
    const { user, password } = accounts.probe;
    const accountFile = join(folder, 'account.json');
    writeFileSync(accountFile, JSON.stringify({ username: user, password }));
    lab = await openLab({ layout: 'single' });
    asterisk = await lab.asterisk();
    const common = (extension = '600') => ['--account', accountFile, '--echo-extension', extension];
    // Side by side, each for a customer with a ledger of its own: nearly all of their time is waiting.
    for (const { stage, extension, moment } of ofCheck) {
      const name = `check ${stage}`;
      const words = ['check', '--server', 'pbx.example', ...common(extension), '--stream', '5'];
      runs.set(name, interrupt([...words, '--report', fileOf(name)], moment(asterisk)));
    }
    for (const [stage, extension] of ofMonitor) {
      const name = `monitor ${stage}`;
      const words = [
        'monitor',
        'pbx.example',
        ...common(extension),
        '--duration',
        '60',
        '--interval',
        '0.02',
      ];
      runs.set(name, interrupt([...words, '--output', fileOf(name)], said(/^5 s: /m, 0)()));
    }
    await Promise.all(runs.values());
  });
  afterAll(async () => {
    await lab?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function ended(name: string): Promise<Interrupted> {
    const run = await (runs.get(name) ?? Promise.reject(new Error(`${name} was not run`)));
    expect(run.secondsAfter, `interrupted, not ended by itself:\n${run.stderr}`).not.toBeNull();
    expect(run.secondsAfter).toBeLessThan(mostSecondsAfter);
    expect(run.code).toBe(130);
    expect(run.stderr).not.toContain('Internal error');
    return run;
  }

  test.each(ofCheck)('a check, $stage', async ({ stage, reached }) => {
    const { stdout } = await ended(`check ${stage}`);
    expect(stdout).toMatch(/^PARTIAL: the check was cancelled before it was done\.\n/);
    const saved = parseReport(readFileSync(fileOf(`check ${stage}`), 'utf8'));
    const report = saved.ok ? saved.value : null;
    expect(report).toMatchObject({ partial: true });
    expect(report !== null && verdictReplays(report)).toBe(true);
    const outcomes = report === null ? [] : outcomesOf(report);
    expect({ outcomes, isReached: reached(outcomes) }).toMatchObject({ isReached: true });
  });

  test.each(ofMonitor)('a monitor, %s', async (stage, _extension, hasSent) => {
    const { stderr } = await ended(`monitor ${stage}`);
    expect(stderr).toMatch(/^Stopped\.$/m);
    const saved = JSON.parse(readFileSync(fileOf(`monitor ${stage}`), 'utf8')) as {
      endedBy: string;
      totals: { sent: number };
    };
    expect(saved.endedBy).toBe('stopped');
    expect(saved.totals.sent > 0).toBe(hasSent);
  });

  test('nothing is left on the server', async () => {
    expect(await asterisk.console('core show channels')).toContain('0 active channels');
    expect(await asterisk.console('pjsip show contacts')).toContain('No objects found');
  });
});
