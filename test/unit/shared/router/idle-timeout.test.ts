import { describe, expect, it } from 'vitest';
import { numberToSet } from '../../../../shared/router/idle-timeout.ts';

const router = { defaultSeconds: 30, suggestedSeconds: null, canBeSet: true };

describe('the number to set', () => {
  it.each([
    ['five minutes where nothing else is known', router, null, 'router', 300],
    [
      'what a source for this router sets, where that is longer',
      { ...router, suggestedSeconds: 600 },
      null,
      'router',
      600,
    ],
    ['never shorter than five minutes', { ...router, suggestedSeconds: 120 }, null, 'router', 300],
    ['past the renewal of the account', router, 400, 'router', 430],
    ['up to ten minutes', router, 570, 'router', 600],
    ['not for a renewal that is too seldom anyway', router, 3600, 'router', 300],
    ['nothing where the account is renewed before', { ...router, defaultSeconds: 180 }, 60, 'none', 60],
    ['something where it is renewed just too late', { ...router, defaultSeconds: 60 }, 60, 'router', 300],
    [
      'a keep-alive where the router cannot be set',
      { ...router, canBeSet: false, defaultSeconds: 180 },
      3600,
      'phone',
      25,
    ],
    [
      'a quicker one for an impatient router',
      { ...router, canBeSet: false, defaultSeconds: 20 },
      null,
      'phone',
      10,
    ],
    ['at least every second', { ...router, canBeSet: false, defaultSeconds: 1 }, null, 'phone', 1],
    [
      'the usual one where nothing is known of the router',
      { ...router, canBeSet: false, defaultSeconds: null },
      60,
      'phone',
      25,
    ],
  ] as const)('is %s', (_name, timeout, registrationSeconds, at, seconds) => {
    expect(numberToSet(timeout, registrationSeconds)).toEqual({ at, seconds });
  });
});
