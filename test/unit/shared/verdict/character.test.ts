import { describe, expect, it } from 'vitest';
import { judge } from '../../../fakes/judge.ts';
import { ask, onSocketB, ownPair, plain, type Step } from '../../../fakes/run-script.ts';

const clean = ask('truthful', plain);

describe('where an editor sits', () => {
  it.each([
    ['our own pair undone on the way back', [ask('truthful', ownPair), ask('decoy', plain)]],
    ['a reply moved to socket b', [clean, ask('diverted', onSocketB)]],
    ['our own address put into a Via', [clean, ask('translated', { viaHost: '192.168.1.10' })]],
  ] as const)('is here or on the first router with %s', (_name, steps) => {
    expect(judge(steps).where).toBe('first-router-or-this-computer');
  });

  it('is further out when another private address came into a translated Via', () => {
    const steps = [clean, ask('translated', { viaHost: '10.0.0.2' }), ask('alternative-port', plain)];
    expect(judge(steps).where).toBe('further-router');
  });

  it('is unknown when only the address of the NAT shows', () => {
    expect(judge([ask('truthful', { viaHost: '203.0.113.2' })]).where).toBe('unknown');
  });
});

describe('the fingerprint of an editor', () => {
  const callId = { callId: 'token1@203.0.113.2' };
  it.each<readonly [string, string, readonly Step[]]>([
    [
      'linux-sip-helper',
      'a pair undone, shown by the decoy',
      [ask('truthful', ownPair), ask('decoy', plain)],
    ],
    ['linux-sip-helper', 'a moved reply', [clean, ask('diverted', onSocketB)]],
    [
      'linux-sip-helper',
      'a translated Via made private',
      [clean, ask('translated', { viaHost: '192.168.1.10' })],
    ],
    ['one-way-via-editor', 'a Via left public', [ask('truthful', { viaHost: '203.0.113.2' })]],
    ['call-id-editor', 'a Call-ID alone', [ask('truthful', callId)]],
    ['search-and-replace', 'Call-ID and Via', [ask('truthful', { ...callId, viaHost: '203.0.113.2' })]],
    ['search-and-replace', 'a display name', [ask('truthful', { fromDisplay: 'check 203.0.113.2' })]],
    ['unknown', 'a From host alone', [ask('truthful', { fromHost: '203.0.113.2' })]],
  ])('is %s for %s', (fingerprint, _name, steps) => {
    expect(judge(steps).fingerprint).toBe(fingerprint);
  });
});

describe('the harm of an editor', () => {
  it.each([
    ['breaks-replies', 'a Via that is not ours any more', [ask('truthful', { viaHost: '203.0.113.2' })]],
    ['breaks-replies', 'replies that arrive elsewhere', [clean, ask('diverted', onSocketB)]],
    ['unknown', 'a From that phones do not match replies by', [ask('truthful', { fromHost: '203.0.113.2' })]],
    ['unknown', 'work that is undone on the way back', [ask('truthful', ownPair), ask('decoy', plain)]],
  ] as const)('is %s for %s', (harm, _name, steps) => {
    expect(judge(steps).harm).toBe(harm);
  });
});

describe('without a proof on the main path', () => {
  it.each([
    ['clean', [clean, ask('diverted', plain)]],
    ['traces', [ask('truthful', ownPair)]],
    ['silence', [ask('truthful')]],
    ['a proof on another path', [clean, ask('alternative-port', { viaHost: '203.0.113.2' })]],
  ] as const)('nothing is said of an editor: %s', (_name, steps) => {
    expect(judge(steps)).toMatchObject({ where: null, fingerprint: null, harm: null });
  });
});
