import { describe, expect, it } from 'vitest';
import { groupRuns, type PastRun, wasTurnedOff } from '../../../../shared/report/came-back.ts';

const home = { address: '192.168.1.1', macPrefix: '38:10:d5' };

/** A run of each day: `on`, `off`, or a part of a run; the id is the day. */
const runsOf = (...days: readonly (PastRun['level'] | Partial<PastRun>)[]): readonly PastRun[] =>
  days.map((day, index) => ({
    id: `day${String(index + 1)}`,
    createdAt: `2026-03-0${String(index + 1)}T10:00:00.000Z`,
    server: 'pbx.example',
    level: typeof day === 'string' ? day : 'confirmed',
    isPartial: false,
    isSimulated: false,
    gateway: home,
    ...(typeof day === 'string' ? {} : day),
  }));

const returnsOf = (runs: readonly PastRun[]) => groupRuns(runs).flatMap(({ returns }) => returns);
const at = (day: number): string => `2026-03-0${String(day)}T10:00:00.000Z`;

describe('an ALG that came back', () => {
  it.each([
    ['confirmed, clean, confirmed', ['confirmed', 'unlikely', 'confirmed'], 3, 2],
    ['with the last clean run counting', ['confirmed', 'unlikely', 'unlikely', 'likely'], 4, 3],
    [
      'with runs between that say nothing',
      ['likely', 'unlikely', 'inconclusive', 'blocked', 'confirmed'],
      5,
      2,
    ],
  ] as const)('is found: %s', (_name, levels, back, gone) => {
    expect(returnsOf(runsOf(...levels))).toEqual([
      { id: `day${String(back)}`, goneAt: at(gone), backAt: at(back) },
    ]);
  });

  it('is found each time, and only where it begins anew', () => {
    const runs = runsOf('confirmed', 'unlikely', 'confirmed', 'confirmed', 'unlikely', 'confirmed');
    expect(returnsOf(runs).map(({ id }) => id)).toEqual(['day3', 'day6']);
  });

  it('does not depend on the order of the list', () => {
    const runs = runsOf('confirmed', 'unlikely', 'confirmed');
    expect(returnsOf(runs.toReversed())).toEqual(returnsOf(runs));
  });

  it.each([
    ['was never there before', runsOf('unlikely', 'confirmed')],
    ['was never gone', runsOf('confirmed', 'confirmed')],
    ['is only suspected', runsOf('confirmed', 'unlikely', 'possible')],
    ['was only suspected', runsOf('possible', 'unlikely', 'confirmed')],
    [
      'was not shown to be gone: stopped early',
      runsOf('confirmed', { level: 'unlikely', isPartial: true }, 'confirmed'),
    ],
    ['was not shown to be gone: no answers', runsOf('confirmed', 'inconclusive', 'confirmed')],
    [
      'was gone at another server',
      runsOf('confirmed', { level: 'unlikely', server: 'other.example' }, 'confirmed'),
    ],
    [
      'was gone behind another router',
      runsOf('confirmed', { level: 'unlikely', gateway: { ...home, macPrefix: '00:11:22' } }, 'confirmed'),
    ],
    [
      'was gone behind a router nobody looked at',
      runsOf('confirmed', { level: 'unlikely', gateway: null }, 'confirmed'),
    ],
    [
      'is a demo',
      runsOf({ isSimulated: true }, { level: 'unlikely', isSimulated: true }, { isSimulated: true }),
    ],
  ])('is not claimed where it %s', (_name, runs) => {
    expect(returnsOf(runs)).toEqual([]);
  });
});

describe('groups', () => {
  it('are one a server and router, whatever the case of the name, newest first', () => {
    const runs = runsOf(
      'unlikely',
      { server: 'PBX.example' },
      { server: 'other.example' },
      { gateway: null },
    );
    const groups = groupRuns(runs);
    expect(groups.map(({ server, gateway }) => [server, gateway?.address])).toEqual([
      ['pbx.example', undefined],
      ['other.example', '192.168.1.1'],
      ['PBX.example', '192.168.1.1'],
    ]);
    expect(groups.at(-1)?.runs.map(({ id }) => id)).toEqual(['day2', 'day1']);
    expect(new Set(groups.map(({ key }) => key)).size).toBe(3);
    expect(groupRuns([])).toEqual([]);
  });
});

describe('a run that shows it turned off', () => {
  it.each([
    ['right after', runsOf('confirmed', 'unlikely'), 'day2', true],
    ['past a run that says nothing', runsOf('confirmed', 'inconclusive', 'unlikely'), 'day3', true],
    ['not the second clean one', runsOf('confirmed', 'unlikely', 'unlikely'), 'day3', false],
    ['not the first run of all', runsOf('unlikely'), 'day1', false],
    ['not one that still finds it', runsOf('confirmed', 'confirmed'), 'day2', false],
    ['not one that was stopped', runsOf('confirmed', { level: 'unlikely', isPartial: true }), 'day2', false],
    ['not elsewhere', runsOf('confirmed', { level: 'unlikely', server: 'other.example' }), 'day2', false],
    ['not one that is not in the list', runsOf('confirmed', 'unlikely'), 'day9', false],
  ])('%s', (_name, runs, id, expected) => {
    expect(wasTurnedOff(runs, id)).toBe(expected);
  });
});
