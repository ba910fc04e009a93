import { describe, expect, it } from 'vitest';
import { call } from '../../../../fakes/account-steps.ts';
import { accusations, evidenceOfRule, judge, onlyEvidence } from '../../../../fakes/judge.ts';
import { altPath, ask, ownPair, plain, type Step } from '../../../../fakes/run-script.ts';

const withNat = (...steps: readonly Step[]): readonly Step[] => [
  ask('truthful', plain),
  ask('diverted', plain),
  ...steps,
];
const atOnce = { echoedPackets: 250, leadingLostPackets: 0 };

describe('sound-without-learning', () => {
  it('is a trace when no leading echo is lost behind a NAT: a server may learn from the first packet', () => {
    expect(onlyEvidence('sound-without-learning', withNat(call(atOnce)))).toMatchObject({
      direction: 'for',
      weight: 40,
      notRuledOut: ['server-learns-at-once'],
    });
  });

  it.each([
    ['had to learn', {}],
    ['reached nobody', { echoedPackets: 0, leadingLostPackets: null }],
  ])('is proof when the same server %s on another path', (_name, media) => {
    const steps = withNat(call(atOnce), call(media, altPath));
    expect(onlyEvidence('sound-without-learning', steps)).toMatchObject({
      weight: 100,
      ruledOut: ['server-learns-at-once'],
      notRuledOut: [],
      path: { port: 5060 },
    });
  });

  it('does not fire when the first four echoes are lost, which speaks for the path', () => {
    const steps = withNat(call());
    expect(accusations(steps)).toEqual([]);
    expect(onlyEvidence('sound-learnt', steps)).toMatchObject({ direction: 'against' });
    expect(judge(steps).confidence).toBeGreaterThan(judge(withNat()).confidence ?? 1);
    expect(judge(steps).notTested).not.toContainEqual(
      expect.objectContaining({ part: 'call-audio-addresses' }),
    );
  });

  it('takes one to three lost echoes for loss', () => {
    for (const leadingLostPackets of [1, 2, 3]) {
      const rules = judge(withNat(call({ leadingLostPackets }))).evidence.map(({ rule }) => rule);
      expect(rules.filter((rule) => rule.startsWith('sound'))).toEqual([]);
    }
  });

  it.each([
    ['no NAT was seen', [ask('truthful', ownPair), ask('decoy', ownPair), call(atOnce)], {}],
    ['the server is near', withNat(call(atOnce)), { sameNetwork: true }],
    ['a public address was offered', withNat(call(atOnce, undefined, '198.51.100.7')), {}],
    ['too little was sent', withNat(call({ ...atOnce, sentPackets: 49 })), {}],
  ] as const)('says nothing when %s', (_name, steps, surroundings) => {
    expect(evidenceOfRule('sound-without-learning', steps, surroundings)).toEqual([]);
  });
});

describe('sound-before-ours', () => {
  it('is a trace: a router that lets anybody in looks the same', () => {
    const steps = withNat(call({ earlyPackets: 12 }));
    expect(onlyEvidence('sound-before-ours', steps)).toMatchObject({
      weight: 40,
      notRuledOut: ['nat-lets-anybody-in'],
    });
  });

  it('does not fire when sound comes after ours', () => {
    expect(evidenceOfRule('sound-before-ours', withNat(call()))).toEqual([]);
  });
});

describe('server-ignores-sound-source', () => {
  it('accuses nobody: a call without any sound says what the server lacks', () => {
    const steps = withNat(call({ echoedPackets: 0, leadingLostPackets: null }));
    expect(onlyEvidence('server-ignores-sound-source', steps)).toMatchObject({
      direction: 'neutral',
      weight: 0,
      notRuledOut: ['sound-blocked'],
    });
    expect(judge(steps).level).toBe('unlikely');
  });

  it('does not fire while a single echo comes', () => {
    const steps = withNat(call({ echoedPackets: 1, leadingLostPackets: 200 }));
    expect(evidenceOfRule('server-ignores-sound-source', steps)).toEqual([]);
  });
});
