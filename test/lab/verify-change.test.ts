// A check, a change on the router, a check again: what the command line says became of the finding. The routers are
// switched as a person does it, without forgetting the flows they know.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { portsUsedBy } from '../../main/engine/fresh-ports.ts';
import { compareReports } from '../../shared/report/compare.ts';
import type { Report, ReportedRun } from '../../shared/report/report.ts';
import { banLines, check, cliFile, freshState } from './checking.ts';
import { type CommandResult, must } from './command.ts';
import { type Lab, openLab, skipLab } from './lab.ts';
import type { RouterModes } from './network.ts';
import { inWords, probe } from './probe-script.ts';
import type { RouterMode } from './router-mode.ts';

type Modes = RouterMode | Partial<RouterModes>;
type Verified = {
  readonly before: Report;
  readonly after: Report;
  readonly outcome: string;
  readonly shown: CommandResult;
};

const probeUser = ['--probe-user', 'probe'];

/** What a request carries that must be new: Call-IDs, branches and tags. */
const marksOf = ({ observations }: ReportedRun): readonly string[] =>
  observations.flatMap((o) =>
    o.kind === 'request-sent'
      ? [...o.bytes.matchAll(/(?:Call-ID: |branch=|tag=)(\S+)/g)].map(([, mark]) => mark ?? '')
      : [],
  );

/** Both checks of one customer within ten minutes: one ledger, the second compared with the first. */
async function verify(lab: Lab, change: () => Promise<unknown>, args: readonly string[]): Promise<Verified> {
  const folder = mkdtempSync(join(tmpdir(), 'salg-verify-'));
  const state = freshState();
  try {
    const before = join(folder, 'before.sipreport');
    const after = join(folder, 'after.sipreport');
    writeFileSync(before, JSON.stringify((await check(lab, args, state.env)).report));
    await change();
    const second = await check(lab, [...args, '--compare', before, '--report', after], state.env);
    const shown = await lab.runClient(['node', cliFile, 'report', 'show', after]);
    expect(JSON.parse(readFileSync(after, 'utf8'))).toEqual(second.report);
    const first = second.report.before;
    if (first === null) throw new Error('the report holds no run before');
    return {
      before: JSON.parse(readFileSync(before, 'utf8')) as Report,
      after: second.report,
      outcome: compareReports(first, second.report).outcome,
      shown,
    };
  } finally {
    state.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(skipLab())('one router is switched', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ layout: 'single' });
    await lab.asterisk({ strangerStatus: 401 });
  });
  afterAll(() => lab?.close());

  const verifyModes = async (from: Modes, to: Modes, args: readonly string[]): Promise<Verified> => {
    await lab.mode(from);
    return verify(lab, () => lab.change(to), args);
  };

  test('off: fixed, with both runs and their differences in one report', async () => {
    const asterisk = await lab.asterisk({ strangerStatus: 401 });
    const { before, after, outcome, shown } = await verifyModes('alg', 'plain', probeUser);
    expect([before.alg.level, after.alg.level, outcome]).toEqual(['confirmed', 'unlikely', 'fixed']);
    expect(after.before?.id).toBe(before.id);
    expect(shown.stdout).toContain('Compared with the earlier check\n  Fixed: messages are edited no more.');
    expect(shown.stdout).toContain('Before: confirmed. Now: unlikely.');
    expect(shown.stdout).toContain('udp/5060 truthful, origin: own-pair -> translated');
    expect(await banLines(asterisk)).toBe(0);
  });

  test('off: the second check shares no port, Call-ID, branch or tag with the first', async () => {
    const { before, after } = await verifyModes('alg', 'plain', probeUser);
    const [old, now] = [before, after].map(({ observations }) => portsUsedBy(observations));
    expect(old?.length).toBeGreaterThan(1);
    expect(now?.filter((port) => old?.includes(port))).toEqual([]);
    const marks = marksOf(before);
    expect(marks.length).toBeGreaterThan(5);
    expect(marksOf(after).filter((mark) => marks.includes(mark))).toEqual([]);
  });

  test('not: the same as before', async () => {
    const { outcome, shown } = await verifyModes('alg', 'alg', probeUser);
    expect(outcome).toBe('not-applied-or-second-box');
    expect(shown.stdout).toContain('Messages are edited as before.');
  });

  test('off, and the router blocks the port instead', async () => {
    const { outcome, shown } = await verifyModes('alg', 'block5060', [...probeUser, '--alt-port', '5160']);
    expect(outcome).toBe('now-blocked');
    expect(shown.stdout).toContain('set it back and use another port');
  });

  test('from every port to one: the other port is the way around', async () => {
    const { outcome } = await verifyModes('alg-any', 'alg', [...probeUser, '--alt-port', '5160']);
    expect(outcome).toBe('port-bound-alg');
  });

  test('on: new', async () => {
    expect((await verifyModes('plain', 'alg', probeUser)).outcome).toBe('new-alg');
  });

  test('for another one: the two cannot be compared', async () => {
    await lab.mode('alg');
    const anotherRouter = async (): Promise<void> => {
      await lab.change('plain');
      const outer = lab.network.namespace('outer');
      await must(['ip', '-n', outer, 'link', 'set', 'lan0', 'address', '02:5a:1b:77:10:01']);
      await must(['ip', '-n', lab.network.namespace('client'), 'neigh', 'flush', 'all']);
    };
    const { outcome, shown } = await verify(lab, anotherRouter, probeUser);
    expect(outcome).toBe('not-comparable');
    expect(shown.stdout).toContain('They were made in different networks.');
  });

  // Why the second check needs new ports: the router's memory of a flow outlives the switch.
  test('off: a flow from before is still edited, a new one is not', async () => {
    await lab.mode('alg');
    const words = async (fromPort: number): Promise<readonly string[]> =>
      (await probe(lab, ['truthful'], { fromPort })).map(inWords);
    expect(await words(45_060)).toEqual(['truthful: own address, own port']);
    await lab.change('plain');
    expect(await words(45_060)).toEqual(['truthful: own address, own port']);
    expect(await words(45_061)).toEqual(['truthful: public address, own port']);
  });

  test('off, for a stranger whom the server counts: nothing more is sent, and the report says when', async () => {
    const asterisk = await lab.asterisk({ strangerStatus: 401 });
    const { after, outcome } = await verifyModes('alg', 'plain', []);
    expect(after.budget.requestsSent).toBe(0);
    expect(outcome).toBe('unclear');
    expect(after.advice.map(({ code }) => code)).toContain('check-again-in-minutes');
    expect(await banLines(asterisk)).toBeLessThanOrEqual(2);
  });
});

describe.skipIf(skipLab())('one of two routers is switched', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ layout: 'double' });
    await lab.asterisk({ strangerStatus: 401 });
  });
  afterAll(() => lab?.close());

  test.each<readonly [string, Partial<RouterModes>, Partial<RouterModes>, string]>([
    [
      'the inner one, while the outer one edits too',
      { inner: 'alg', outer: 'alg' },
      { outer: 'alg' },
      'other-alg-left',
    ],
    ['the inner one, which did nothing', { outer: 'alg' }, { outer: 'alg' }, 'not-applied-or-second-box'],
    ['the inner one off and the outer one on', { inner: 'alg' }, { outer: 'alg' }, 'other-alg-left'],
    ['both', { inner: 'alg', outer: 'alg' }, {}, 'fixed'],
  ])('%s', async (_what, from, to, expected) => {
    await lab.mode(from);
    const { outcome } = await verify(lab, () => lab.change(to), probeUser);
    expect(outcome).toBe(expected);
  });
});
