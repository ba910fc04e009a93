// Progress as lines: one for each step and pause, and a hint only when it is news.
import { describe, expect, it } from 'vitest';
import { progressLines } from '../../../../main/cli/progress-lines.ts';
import type { CheckProgress } from '../../../../main/engine/run-check.ts';

const linesOf = (course: readonly CheckProgress[]): readonly string[] => {
  const lines: string[] = [];
  const listener = progressLines((line) => lines.push(line));
  for (const progress of course) listener(progress);
  return lines;
};

const probing = (probe: 'truthful' | 'tls'): CheckProgress => ({
  kind: 'probing',
  wish: {
    probe,
    path: probe === 'tls' ? { transport: 'tls', port: 5061 } : { transport: 'udp', port: 5060 },
    claim: 'own',
    timers: { retransmitAtMs: [], giveUpAtMs: 2000 },
  },
});

const hint = (level: 'inconclusive' | 'likely' | 'confirmed'): CheckProgress => ({ kind: 'hint', level });

describe('progress lines', () => {
  it('name the path and the probe', () => {
    expect(linesOf([probing('truthful'), probing('tls')])).toEqual([
      'Testing udp/5060: truthful',
      'Testing tls/5061: tls',
    ]);
  });

  it.each([
    [1, 1],
    [1000, 1],
    [1001, 2],
    [11_500, 12],
    [30_000, 30],
  ])('round a pause of %i ms up to %i s and say what it is for', (forMs, seconds) => {
    expect(linesOf([{ kind: 'paused', reason: 'flow-budget', forMs }])).toEqual([
      `Waiting ${seconds} s so the server does not block you`,
    ]);
  });

  it('give a hint once, and again when it changes', () => {
    expect(
      linesOf([
        hint('inconclusive'),
        hint('inconclusive'),
        hint('likely'),
        hint('confirmed'),
        hint('confirmed'),
      ]),
    ).toEqual(['So far: inconclusive', 'So far: likely', 'So far: confirmed']);
  });

  it('begin anew for every listener', () => {
    const course: readonly CheckProgress[] = [{ kind: 'hint', level: 'likely' }];
    expect([...linesOf(course), ...linesOf(course)]).toEqual(['So far: likely', 'So far: likely']);
  });
});
