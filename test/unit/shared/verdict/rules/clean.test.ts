import { describe, expect, it } from 'vitest';
import { accusations, evidenceOfRule, judge, onlyEvidence } from '../../../../fakes/judge.ts';
import { ask, ownPair, plain } from '../../../../fakes/run-script.ts';

const stranger = { address: '198.51.100.66', port: 5060 };

describe('truthful-clean', () => {
  it.each(['truthful', 'alternative-port', 'tcp', 'tls'] as const)(
    'speaks against an edit when %s came back as sent and a NAT shows in it',
    (probe) => {
      const steps = [ask(probe, plain)];
      expect(onlyEvidence('truthful-clean', steps)).toMatchObject({ direction: 'against', weight: 0 });
    },
  );

  it.each([
    ['no NAT shows in it', ownPair],
    ['it names no source', { received: null }],
    ['the Via host changed', { viaHost: '198.51.100.9' }],
    ['the Via branch changed', { branch: 'z9hG4bKother' }],
    ['the Call-ID changed', { callId: 'token1@198.51.100.9' }],
    ['the From tag changed', { fromTag: 'other' }],
    ['the CSeq changed', { cseq: '1 OPTIONS' }],
    ['the NAT address came into From', { fromHost: '203.0.113.2' }],
    ['the NAT address came into To', { toHost: '203.0.113.2' }],
    ['it came from another address', { from: stranger }],
  ] as const)('does not fire when %s', (_name, reply) => {
    expect(evidenceOfRule('truthful-clean', [ask('truthful', reply)])).toEqual([]);
  });

  it.each([
    ['drops the port and the display name of From', { fromDisplay: null }],
    ['writes its own name into From and To', { fromHost: 'sip.example', toHost: 'sip.example' }],
  ] as const)('fires although the server %s', (_name, reply) => {
    expect(evidenceOfRule('truthful-clean', [ask('truthful', reply)]).length).toBe(1);
  });

  it('is not said of a decoy', () => {
    expect(evidenceOfRule('truthful-clean', [ask('decoy', plain)])).toEqual([]);
  });
});

describe('translated-clean', () => {
  it.each([
    ['names the NAT', plain],
    ['names no source, because Via and source are alike', { received: null }],
  ] as const)('speaks against an edit when the reply %s', (_name, reply) => {
    const steps = [ask('truthful', plain), ask('translated', reply)];
    expect(onlyEvidence('translated-clean', steps)).toMatchObject({ direction: 'against', weight: 0 });
  });

  it.each([
    ['our private address came into the Via', { viaHost: '192.168.1.10' }],
    ['an address between two routers came into the Via', { viaHost: '10.0.0.2' }],
    ['our own pair is given as the source', ownPair],
  ] as const)('does not fire when %s', (_name, reply) => {
    const steps = [ask('truthful', plain), ask('translated', reply)];
    expect(evidenceOfRule('translated-clean', steps)).toEqual([]);
  });

  it('leaves it to other rules to accuse an outer router: our private address in a public Via is proof', () => {
    const steps = [ask('truthful', plain), ask('translated', { viaHost: '192.168.1.10', viaPort: 40_001 })];
    expect(accusations(steps)).toEqual([['echo-edited', 100]]);
  });
});

describe('contradicting-replies', () => {
  it.each([
    ['status', { status: '200 OK' }],
    ['source address', { received: '192.168.1.10' }],
    ['source port', { rport: 'own' }],
    ['Via host', { viaHost: '203.0.113.2' }],
  ] as const)('takes both replies out of the evidence when they differ in %s', (_name, second) => {
    const steps = [ask('truthful', plain, second)];
    expect(onlyEvidence('contradicting-replies', steps)).toMatchObject({
      direction: 'neutral',
      notRuledOut: ['forged-or-copied-reply'],
    });
    expect(accusations(steps)).toEqual([]);
    expect(judge(steps)).toMatchObject({ level: 'inconclusive', reason: 'contradicting-replies' });
  });

  it('does not fire on the same reply twice', () => {
    const steps = [ask('truthful', plain, plain), ask('diverted', plain)];
    expect(evidenceOfRule('contradicting-replies', steps)).toEqual([]);
    expect(judge(steps).level).toBe('unlikely');
  });

  it('does not fire on a provisional reply before the final one', () => {
    const steps = [ask('truthful', { status: '100 Trying', received: null }, plain)];
    expect(evidenceOfRule('contradicting-replies', steps)).toEqual([]);
    expect(evidenceOfRule('truthful-clean', steps).length).toBe(1);
  });

  it('does not let a contradicted decoy prove anything', () => {
    const steps = [ask('truthful', ownPair), ask('decoy', plain, ownPair)];
    expect(judge(steps).level).toBe('possible');
  });
});

describe('foreign-reply', () => {
  it.each([
    ['another address', stranger],
    ['another port of the server', { address: '203.0.113.10', port: 5061 }],
  ])('is recorded and never used when a reply came from %s', (_name, from) => {
    const steps = [ask('truthful', { viaHost: '203.0.113.2', from })];
    expect(onlyEvidence('foreign-reply', steps)).toMatchObject({ direction: 'neutral', weight: 0 });
    expect(accusations(steps)).toEqual([]);
    expect(judge(steps)).toMatchObject({ level: 'inconclusive', reason: 'foreign-replies-only' });
  });

  it('does not fire on the address of the server written in another way', () => {
    const steps = [ask('truthful', { from: { address: '::ffff:203.0.113.10', port: 5060 } })];
    expect(evidenceOfRule('foreign-reply', steps)).toEqual([]);
    expect(evidenceOfRule('truthful-clean', steps).length).toBe(1);
  });

  it('does not spoil the answer of the server that came as well', () => {
    const forged = { viaHost: '203.0.113.2', status: '200 OK', from: stranger };
    const steps = [ask('truthful', forged, plain), ask('diverted', plain)];
    expect(evidenceOfRule('foreign-reply', steps).length).toBe(1);
    expect(judge(steps).level).toBe('unlikely');
  });
});
