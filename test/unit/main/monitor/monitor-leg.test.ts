import { describe, expect, it } from 'vitest';
import { endOf } from '../../../../main/engine/monitor/monitor-leg.ts';

describe('the end of a monitored stream', () => {
  it.each([
    ['complete', 0, 'duration'],
    ['stopped', 0, 'stopped'],
    ['cancelled', 0, 'stopped'],
    ['failed', 0, 'network-failed'],
    ['slept', 0, 'computer-slept'],
    ['slept', 500, 'computer-slept'],
    ['echoes-stopped', 0, 'echoes-stopped'],
    ['no-echo', 0, 'echoes-stopped'],
    // A full queue now and then is no outage.
    ['echoes-stopped', 20, 'echoes-stopped'],
    ['echoes-stopped', 250, 'network-failed'],
    ['no-echo', 500, 'network-failed'],
  ] as const)('%s with %i packets that could not leave: %s', (ending, sendFailures, end) => {
    expect(endOf({ ending, sendFailures }, 20)).toBe(end);
  });

  it('is silence of this computer at any rate', () => {
    expect(endOf({ ending: 'echoes-stopped', sendFailures: 5 }, 1000)).toBe('network-failed');
    expect(endOf({ ending: 'echoes-stopped', sendFailures: 1 }, 1000)).toBe('echoes-stopped');
  });
});
