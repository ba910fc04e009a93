import { describe, expect, it } from 'vitest';
import { budgetOf } from '../../../../shared/report/budget.ts';
import {
  altPath,
  ask,
  buildBareRun,
  buildRun,
  notSent,
  plain,
  type Step,
} from '../../../fakes/run-script.ts';

const accepted = { status: '200 OK', realm: null } as const;
const budget = (...steps: readonly Step[]) => budgetOf(buildRun(steps));

describe('budgetOf', () => {
  it('is nothing for a run that sent nothing', () => {
    expect(budget(notSent('truthful', 'request-budget'))).toEqual({
      requestsSent: 0,
      newFlows: 0,
      strikesSuspected: 0,
    });
  });

  it('counts every transmission as a request', () => {
    expect(budget(ask({ probe: 'truthful', sends: 3 }), ask('diverted', plain)).requestsSent).toBe(4);
  });

  it('counts a flow once for each own port, server port and transport', () => {
    expect(budget(ask('truthful', plain), ask('decoy', plain), ask('translated', plain)).newFlows).toBe(1);
    expect(
      budget(ask('truthful', plain), ask('diverted', plain), ask('alternative-port', plain)).newFlows,
    ).toBe(3);
    const local = { address: '192.168.1.10', port: 40_001 };
    expect(
      budget(ask('truthful'), ask({ probe: 'decoy', path: altPath, local }), ask({ probe: 'tcp', local }))
        .newFlows,
    ).toBe(3);
  });

  it.each([
    ['401 Unauthorized', 1],
    ['403 Forbidden', 1],
    ['407 Proxy Authentication Required', 1],
    ['404 Not Found', 0],
    ['200 OK', 0],
    ['503 Service Unavailable', 0],
  ])('takes %s for %d strike', (status, strikes) => {
    expect(budget(ask('truthful', { status })).strikesSuspected).toBe(strikes);
  });

  it('counts every transmission of a refused request as a strike, and copies of the reply not', () => {
    const steps = [ask({ probe: 'truthful', sends: 2 }, plain, plain), ask('diverted', accepted), ask('tcp')];
    expect(budget(...steps).strikesSuspected).toBe(2);
  });

  it('counts no strikes with a probe user, whom the operator knows, nor without knowing the mode', () => {
    expect(budgetOf(buildRun([ask('truthful', plain)], { mode: 'probe-user' })).strikesSuspected).toBe(0);
    expect(budgetOf(buildBareRun([ask('truthful', plain)])).strikesSuspected).toBe(0);
  });
});
