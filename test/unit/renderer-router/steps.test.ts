import { describe, expect, it } from 'vitest';
import { groupSteps, partsOf } from '../../../renderer/components/router-steps/step-groups.ts';
import { isStepItself, placeOf } from '../../../renderer/components/router-steps/trap-places.ts';
import { readRouters, routerOf } from './catalogue.ts';

const groupsOf = (id: string, index = 0) => groupSteps(routerOf(id).lists[index]?.steps ?? []);
const shapeOf = (id: string, index = 0): readonly string[] =>
  groupsOf(id, index).map((group) =>
    group.kind === 'commands' ? `${String(group.commands.length)} commands` : group.step.do,
  );

describe('groupSteps', () => {
  it('makes one block of commands that follow each other', () => {
    expect(shapeOf('cisco-ios')).toEqual(['open-console', '5 commands']);
  });

  it('leaves a command alone that has a part to look up first', () => {
    const blocks = groupsOf('fortinet-fortigate').filter((group) => group.kind === 'commands');
    const differing = blocks.filter(({ commands }) => commands.some(({ differs }) => differs !== null));
    expect(differing.map(({ commands }) => commands.map(({ command }) => command))).toEqual([['delete 13']]);
  });

  it('keeps every step of every list in its order', () => {
    for (const { lists } of readRouters())
      for (const { steps } of lists)
        expect(
          groupSteps(steps).flatMap<unknown>((group) =>
            group.kind === 'commands' ? group.commands : [group.step],
          ),
        ).toEqual(steps);
  });
});

const command = (text: string, differs: string | null) => ({
  do: 'enter-command' as const,
  command: text,
  differs,
});

describe('partsOf', () => {
  it.each([
    ['nat 1 off', '1', ['nat ', '1', ' off']],
    ['delete 13', '13', ['delete ', '13', '']],
    ['delete 13', null, ['delete 13', '', '']],
  ])('%s with %s', (text, differs, parts) => expect(partsOf(command(text, differs))).toEqual(parts));
});

describe('placeOf', () => {
  const groups = groupsOf('asus-asuswrt');
  it.each([
    ['console-only', 0],
    ['hidden-page', 1],
    ['negative-box', 2],
    ['off-may-block-sip', 2],
    ['comes-back-after-update', 5],
  ] as const)('%s stands before group %i', (code, index) => expect(placeOf({ code }, groups)).toBe(index));

  it('warns about a change at the end of a list that never reaches its switch', () => {
    const short = groupsOf('linksys-wrt54g');
    expect(placeOf({ code: 'negative-box' }, short)).toBe(short.length);
  });

  it('warns about a page at the beginning where no page is opened', () => {
    expect(placeOf({ code: 'hidden-page' }, groupsOf('cisco-ios'))).toBe(0);
  });

  it('shows every warning of every router at one of its steps or after the last', () => {
    for (const { lists, traps } of readRouters())
      for (const { steps } of lists)
        for (const trap of traps) {
          const all = groupSteps(steps);
          expect(placeOf(trap, all)).toBeGreaterThanOrEqual(0);
          expect(placeOf(trap, all)).toBeLessThanOrEqual(all.length);
        }
  });
});

it('a warning to restart is not repeated where restarting is a step', () => {
  expect(isStepItself({ code: 'needs-restart' }, [{ do: 'restart-router' }])).toBe(true);
  expect(isStepItself({ code: 'needs-restart' }, [{ do: 'restart-phones' }])).toBe(false);
  expect(isStepItself({ code: 'negative-box' }, [{ do: 'untick' }])).toBe(false);
});
