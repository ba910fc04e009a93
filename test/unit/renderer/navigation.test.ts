import { describe, expect, it } from 'vitest';
import {
  currentStep,
  isOpenStep,
  type Screen,
  screenAfter,
  steps,
} from '../../../renderer/state/navigation.ts';
import type { RunState } from '../../../shared/ipc/contract.ts';
import { doneRun, failedRun, idleRun, runningRun } from './run-states.ts';

describe('screenAfter', () => {
  it.each<[Screen, RunState, RunState, Screen]>([
    ['start', idleRun, runningRun, 'testing'],
    ['symptoms', idleRun, runningRun, 'testing'],
    ['fix', doneRun, runningRun, 'testing'],
    ['testing', runningRun, doneRun, 'result'],
    ['testing', runningRun, failedRun, 'testing'],
    ['testing', runningRun, idleRun, 'start'],
    ['result', doneRun, idleRun, 'start'],
  ])('leads from %s to the screen that shows the news', (screen, before, now, after) => {
    expect(screenAfter(screen, before, now)).toBe(after);
  });

  it('opens the result after a reload', () => {
    expect(screenAfter('start', null, doneRun)).toBe('result');
    expect(screenAfter('start', null, runningRun)).toBe('testing');
    expect(screenAfter('start', null, failedRun)).toBe('testing');
    expect(screenAfter('start', null, idleRun)).toBe('start');
  });

  it.each<Screen>(['history', 'settings', 'about', 'report'])('leaves %s open whatever happens', (screen) => {
    for (const run of [idleRun, runningRun, doneRun, failedRun])
      expect(screenAfter(screen, null, run)).toBe(screen);
  });

  it('moves nothing while the phase stays', () => {
    expect(screenAfter('start', runningRun, runningRun)).toBe('start');
    expect(screenAfter('share', doneRun, doneRun)).toBe('share');
  });
});

const open = (screen: Screen, run: Parameters<typeof isOpenStep>[2]) =>
  steps.filter((step) => isOpenStep(step, screen, run));

describe('the steps that can be opened', () => {
  it('are only the start before anything was done', () => {
    expect(open('start', idleRun)).toEqual(['start']);
  });

  it('do not lead back into the questions while a check runs', () => {
    expect(open('testing', runningRun)).toEqual(['start', 'testing']);
  });

  it('lead to result, fix and share once there is a result', () => {
    expect(open('result', doneRun)).toEqual(['start', 'symptoms', 'result', 'fix', 'share']);
    expect(open('settings', doneRun)).toEqual(['start', 'result', 'fix', 'share']);
  });
});

it('marks the furthest step while another page is open', () => {
  expect(currentStep('settings', idleRun)).toBe('start');
  expect(currentStep('settings', runningRun)).toBe('testing');
  expect(currentStep('history', doneRun)).toBe('result');
  expect(currentStep('share', doneRun)).toBe('share');
});
