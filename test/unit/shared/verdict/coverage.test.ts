import { describe, expect, it } from 'vitest';
import { judge } from '../../../fakes/judge.ts';
import {
  altPath,
  ask,
  mainPath,
  notSent,
  onSocketB,
  ownPair,
  plain,
  type Step,
} from '../../../fakes/run-script.ts';

const foreign = { from: { address: '198.51.100.66', port: 5060 } };

const results = (steps: readonly Step[]): string[] =>
  judge(steps).coverage.map(({ probe, result }) => `${probe} ${result}`);

describe('coverage', () => {
  it.each([
    ['clean', [ask('truthful', plain)], ['truthful clean']],
    ['edited', [ask('truthful', { viaHost: '203.0.113.2' })], ['truthful edited']],
    ['unclear with a trace', [ask('truthful', ownPair)], ['truthful unclear']],
    ['unclear without a NAT to see', [ask('truthful', { received: null })], ['truthful unclear']],
    ['silent', [ask('truthful')], ['truthful silent']],
    ['failed', [ask({ probe: 'truthful', sends: 0, failure: 'no-socket' })], ['truthful failed']],
    ['failed after a packet', [ask({ probe: 'truthful', failure: 'port-unreachable' })], ['truthful failed']],
    [
      'clean when the failure came after the answer',
      [ask({ probe: 'truthful', failure: 'connection-reset' }, plain)],
      ['truthful clean'],
    ],
    ['unusable when replies contradict', [ask('truthful', plain, ownPair)], ['truthful unusable']],
    ['unusable when strangers reply', [ask('truthful', foreign)], ['truthful unusable']],
    [
      'unclear when a server without rport answers on b',
      [ask('diverted', { ...onSocketB, rport: null })],
      ['diverted unclear'],
    ],
    [
      'edited for truthful and clean for the decoy that shows it',
      [ask('truthful', ownPair), ask('decoy', plain)],
      ['truthful edited', 'decoy clean'],
    ],
    [
      'edited for a decoy that was itself edited',
      [ask('truthful', ownPair), ask('decoy', { viaHost: '192.168.1.10' })],
      ['truthful edited', 'decoy edited'],
    ],
  ] as const)('calls a probe %s', (_name, steps, expected) => {
    expect(results(steps)).toEqual(expected);
  });

  it('lists exchanges in order with path and number, and leaves out what was never tried', () => {
    const steps = [
      ask('truthful', plain),
      ask({ probe: 'diverted', sends: 0 }),
      ask('alternative-port', plain),
    ];
    expect(judge(steps).coverage).toEqual([
      { probe: 'truthful', path: mainPath, result: 'clean', exchange: 1 },
      { probe: 'alternative-port', path: altPath, result: 'clean', exchange: 3 },
    ]);
  });
});

describe('notTested', () => {
  it('names every probe that was not sent, with its reason, then the parts of a call', () => {
    const steps = [
      ask('truthful', plain),
      notSent('diverted', 'request-budget'),
      notSent('decoy', 'strike-risk', altPath),
    ];
    expect(judge(steps).notTested).toEqual([
      { probe: 'diverted', path: mainPath, reason: 'request-budget' },
      { probe: 'decoy', path: altPath, reason: 'strike-risk' },
      { part: 'call-audio-addresses', reason: 'needs-account-or-responder' },
      { part: 'registered-contact', reason: 'needs-account-or-responder' },
      { part: 'incoming-calls', reason: 'needs-account-or-responder' },
      { part: 'idle-timeout', reason: 'needs-account-or-responder' },
    ]);
  });

  it('is never empty, not even after a full clean run', () => {
    expect(judge([ask('truthful', plain), ask('diverted', plain)]).notTested.length).toBe(4);
  });
});
