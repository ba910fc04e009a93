import { describe, expect, it } from 'vitest';
import { ownContact, publicContact, readback, register } from '../../../../fakes/account-steps.ts';
import { accusations, evidenceOfRule, judge, levelAndReason, onlyEvidence } from '../../../../fakes/judge.ts';
import { altPath, ask, ownPair, plain, type Step } from '../../../../fakes/run-script.ts';

const withNat = (...steps: readonly Step[]): readonly Step[] => [
  ask('truthful', plain),
  ask('diverted', plain),
  ...steps,
];

describe('stored-contact-edited', () => {
  it('is proof when another Contact is stored than the answer on its own flow shows', () => {
    expect(onlyEvidence('stored-contact-edited', withNat(register({ stored: publicContact })))).toMatchObject(
      {
        direction: 'for',
        weight: 100,
        ruledOut: ['server-reprints-fields'],
        notRuledOut: [],
        changes: [{ field: 'contact-host', sent: '192.168.1.10', got: '203.0.113.2' }],
      },
    );
  });

  it('names the port too where it was changed', () => {
    const stored = publicContact.replace(':40000', ':61000');
    const { changes } = onlyEvidence('stored-contact-edited', withNat(register({ stored })));
    expect(changes.map(({ field }) => field)).toEqual(['contact-host', 'contact-port']);
  });

  it('does not fire when what is stored is what was sent, and speaks for the path', () => {
    const steps = withNat(register());
    expect(evidenceOfRule('stored-contact-edited', steps)).toEqual([]);
    expect(onlyEvidence('stored-contact-clean', steps)).toMatchObject({ direction: 'against', weight: 0 });
    const [without, withIt] = [judge(withNat()), judge(steps)];
    expect(withIt.confidence).toBeGreaterThan(without.confidence ?? 1);
    expect(withIt.notTested).not.toContainEqual(expect.objectContaining({ part: 'registered-contact' }));
  });

  it('is only a trace when the server says so on the flow of the REGISTER as well: it may store the source', () => {
    const steps = withNat(register({ told: publicContact, stored: publicContact }));
    expect(onlyEvidence('stored-contact-edited', steps)).toMatchObject({
      weight: 40,
      notRuledOut: ['server-reprints-fields'],
    });
    expect(levelAndReason(steps)).toBe('possible traces-only');
  });

  it('is proof again when the same server stores as sent what comes over another path', () => {
    const steps = withNat(
      register({ told: publicContact, stored: publicContact }),
      register({ path: altPath }),
    );
    expect(onlyEvidence('stored-contact-edited', steps)).toMatchObject({ weight: 100, path: { port: 5060 } });
  });

  it.each([
    ['read over the very flow that registered', { stored: publicContact, readPort: 40_000 }],
    ['a binding that is gone', { stored: null }],
    ['a binding of somebody else', { stored: 'sip:desk@203.0.113.2:40000' }],
    ['a binding that is no SIP URI', { stored: 'tel:1' }],
  ])('says nothing about %s', (_name, stored) => {
    const rules = judge(withNat(register(stored))).evidence.map(({ rule }) => rule);
    expect(rules.filter((rule) => rule.startsWith('stored-contact'))).toEqual([]);
  });

  it.each([{ sameNetwork: true }, { interfaceKind: 'vpn' as const }, { localAddress: '198.51.100.7' }])(
    'accuses nobody without a router in between: %o',
    (surroundings) => {
      expect(accusations(withNat(register({ stored: publicContact })), surroundings)).toEqual([]);
    },
  );

  it('confirms together with another proof', () => {
    const steps = [ask('truthful', ownPair), ask('decoy', plain), register({ stored: publicContact })];
    expect(levelAndReason(steps)).toBe('confirmed proof-reproduced');
  });

  it('alone is likely, and a clean Contact alone proves too little', () => {
    expect(levelAndReason([register({ stored: publicContact })])).toBe('likely proof-once');
    expect(levelAndReason([register({ stored: ownContact })])).toBe('inconclusive too-little-coverage');
  });
});

describe('readback-edited', () => {
  const edited = 'SIP/2.0/UDP 203.0.113.2:40000;received=203.0.113.2;rport=40000;branch=z9hG4bKme';

  it('is proof when our own Via reached the server with another address', () => {
    expect(
      onlyEvidence('readback-edited', withNat(readback({ via: edited, contentLengthBytes: 144 }))),
    ).toMatchObject({
      direction: 'for',
      weight: 100,
      ruledOut: ['operator-proxy', 'server-reprints-fields'],
      changes: [
        { field: 'via-host', sent: '192.168.1.10', got: '203.0.113.2' },
        { field: 'content-length', sent: '146', got: '144' },
      ],
    });
  });

  it.each([
    ['the length of the body', { contentLengthBytes: 144 }, 'content-length'],
    ['the Call-ID', { callId: 'id@203.0.113.2' }, 'call-id'],
    ['the port of the Via', { via: edited.replace('203.0.113.2:40000', '192.168.1.10:61000') }, 'via-port'],
    ['where the sound goes', { media: '203.0.113.2:41000' }, 'media'],
  ])('is proof by %s alone', (_name, seen, field) => {
    const { changes } = onlyEvidence('readback-edited', withNat(readback(seen)));
    expect(changes.map((change) => change.field)).toEqual([field]);
  });

  it('does not fire when all came as it was sent, whatever the server added or did not tell', () => {
    for (const seen of [{}, { contentLengthBytes: null }, { media: '192.168.1.10:41000' }, { media: '' }]) {
      const steps = withNat(readback(seen));
      expect(accusations(steps)).toEqual([]);
      expect(onlyEvidence('readback-clean', steps)).toMatchObject({ direction: 'against' });
    }
  });

  it('never judges by the Contact, which the server itself rewrites', () => {
    expect(accusations(withNat(readback({ contact: `<${publicContact}>` })))).toEqual([]);
  });

  it.each([
    ['a proxy of the operator put its own Via on top', 'SIP/2.0/UDP 198.51.100.5;branch=z9hG4bKproxy'],
    ['the Via cannot be read', 'nonsense'],
  ])('says nothing when %s', (_name, via) => {
    const rules = judge(withNat(readback({ via, contentLengthBytes: 144 }))).evidence.map(({ rule }) => rule);
    expect(rules.filter((rule) => rule.startsWith('readback'))).toEqual([]);
  });
});
