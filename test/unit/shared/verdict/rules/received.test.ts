import { describe, expect, it } from 'vitest';
import { accusations, evidenceOfRule, judge, onlyEvidence } from '../../../../fakes/judge.ts';
import { altPath, ask, mappedPort, onSocketB, ownPair, plain, portOf } from '../../../../fakes/run-script.ts';
import { natAddress } from '../../../../fakes/server-reply.ts';

const ownAddressOtherPort = { received: '192.168.1.10', rport: 'mapped' } as const;
const noReceived = { received: null, rport: 'own' } as const;
const bridge = { received: '172.17.0.1' } as const;

describe('received-own-pair', () => {
  it('is proof when another probe on the same path shows the address of the NAT', () => {
    const found = onlyEvidence('received-own-pair', [ask('truthful', ownPair), ask('decoy', plain)]);
    expect(found).toMatchObject({ direction: 'for', weight: 100, notRuledOut: [] });
    expect(found.ruledOut).toEqual(['no-nat-on-this-path', 'same-network', 'server-side-translation']);
    expect(found.control.length).toBe(2);
    expect(found.changes).toEqual([
      { field: 'received', sent: natAddress, got: '192.168.1.10' },
      { field: 'rport', sent: String(mappedPort(portOf('decoy'))), got: String(portOf('truthful')) },
    ]);
  });

  it('is proof with an open question when only another port shows the address of the NAT', () => {
    const found = onlyEvidence('received-own-pair', [
      ask('truthful', ownPair),
      ask('alternative-port', plain),
    ]);
    expect(found).toMatchObject({ weight: 100, notRuledOut: ['other-route-by-port'] });
  });

  it('is a trace when nothing shows a NAT', () => {
    const found = onlyEvidence('received-own-pair', [ask('truthful', ownPair)]);
    expect(found).toMatchObject({ weight: 40, control: [], notRuledOut: ['no-nat-on-this-path'] });
  });

  it('is a trace when the decoy shows our own pair too, although another port is translated', () => {
    const steps = [ask('truthful', ownPair), ask('decoy', ownPair), ask('alternative-port', plain)];
    expect(onlyEvidence('received-own-pair', steps)).toMatchObject({
      weight: 40,
      notRuledOut: ['other-route-by-port'],
    });
  });

  it.each([
    ['plain NAT', [ask('truthful', plain), ask('decoy', plain)], {}],
    ['another port of ours', [ask('truthful', ownAddressOtherPort)], {}],
    ['an unfilled rport', [ask('truthful', { received: '192.168.1.10', rport: null })], {}],
    ['another private address', [ask('truthful', { received: '192.168.1.1', rport: 'own' })], {}],
    ['only the decoy', [ask('truthful', plain), ask('decoy', ownPair)], {}],
  ] as const)('does not fire on %s', (_name, steps, surroundings) => {
    expect(evidenceOfRule('received-own-pair', steps, surroundings)).toEqual([]);
  });

  it.each([
    ['a VPN', { interfaceKind: 'vpn' }],
    ['the same network', { sameNetwork: true }],
    ['a server with a private address', { serverAddress: '10.8.0.1' }],
    ['a public address of our own', { localAddress: '198.51.100.77' }],
  ] as const)('does not fire behind %s', (_name, surroundings) => {
    const local = 'localAddress' in surroundings ? surroundings.localAddress : '192.168.1.10';
    const steps = [ask('truthful', { received: local, rport: 'own' }), ask('alternative-port', plain)];
    expect(evidenceOfRule('received-own-pair', steps, surroundings)).toEqual([]);
  });

  it('takes our own pair on truthful and decoy for a path without a NAT', () => {
    const steps = [ask('truthful', ownPair), ask('decoy', ownPair)];
    expect(accusations(steps)).toEqual([]);
    expect(onlyEvidence('no-translation', steps)).toMatchObject({ direction: 'neutral', weight: 0 });
  });
});

describe('a decoy that shows our own pair', () => {
  it('outweighs another flow of the same path that is translated', () => {
    const steps = [ask('truthful', ownPair), ask('decoy', ownPair), ask('diverted', plain)];
    expect(evidenceOfRule('received-own-pair', steps)).toEqual([]);
    expect(accusations(steps)).toEqual([]);
  });
});

describe('decoy-differs', () => {
  it.each([
    ['names our own pair', ownPair],
    ['names our address with another port', ownAddressOtherPort],
    ['names no source at all, as if Via and source were alike', noReceived],
  ] as const)('is proof when the decoy shows the NAT and the truthful reply %s', (_name, reply) => {
    const found = onlyEvidence('decoy-differs', [ask('truthful', reply), ask('decoy', plain)]);
    expect(found).toMatchObject({ direction: 'for', weight: 100, notRuledOut: [] });
    expect(found.control.length).toBe(2);
  });

  it.each([
    ['both show the NAT', [ask('truthful', plain), ask('decoy', plain)]],
    ['both show our own pair', [ask('truthful', ownPair), ask('decoy', ownPair)]],
    ['the decoy stays silent', [ask('truthful', ownPair), ask('decoy')]],
    ['the truthful request stays silent', [ask('truthful'), ask('decoy', plain)]],
    [
      'they left by different sockets',
      [
        ask('truthful', ownPair),
        ask({ probe: 'decoy', local: { address: '192.168.1.10', port: 41_000 } }, plain),
      ],
    ],
    [
      'the decoy went to another port of the server',
      [
        ask('truthful', ownPair),
        ask({ probe: 'decoy', path: altPath, local: { address: '192.168.1.10', port: 40_001 } }, plain),
      ],
    ],
  ] as const)('does not fire when %s', (_name, steps) => {
    expect(evidenceOfRule('decoy-differs', steps)).toEqual([]);
  });

  it.each([{ interfaceKind: 'vpn' }, { sameNetwork: true }] as const)(
    'does not fire in a network without a home router: %o',
    (surroundings) => {
      const steps = [ask('truthful', ownPair), ask('decoy', plain)];
      expect(evidenceOfRule('decoy-differs', steps, surroundings)).toEqual([]);
    },
  );

  it('counts an agreeing decoy as a clean probe', () => {
    const steps = [ask('truthful', plain), ask('decoy', plain)];
    expect(onlyEvidence('decoy-agrees', steps)).toMatchObject({ direction: 'against', weight: 0 });
  });

  it('draws nothing from two different addresses that are both not ours', () => {
    const steps = [ask('truthful', plain), ask('decoy', { received: '203.0.113.3' })];
    expect(onlyEvidence('decoy-agrees', steps).direction).toBe('neutral');
    expect(accusations(steps)).toEqual([]);
  });
});

describe('received-own-address', () => {
  it('is a trace, for a path without a NAT keeps the port', () => {
    const steps = [ask('truthful', ownAddressOtherPort)];
    expect(onlyEvidence('received-own-address', steps)).toMatchObject({
      direction: 'for',
      weight: 40,
      notRuledOut: ['no-nat-on-this-path'],
    });
    expect(judge(steps)).toMatchObject({ level: 'possible', reason: 'traces-only' });
  });

  it.each([
    ['our own pair', [ask('truthful', ownPair)]],
    ['plain NAT', [ask('truthful', plain)]],
    ['no source', [ask('truthful', noReceived)]],
    ['a decoy alone', [ask('decoy', ownAddressOtherPort)]],
  ] as const)('does not fire on %s', (_name, steps) => {
    expect(evidenceOfRule('received-own-address', steps)).toEqual([]);
  });

  it('does not fire in the network of the server', () => {
    const steps = [ask('truthful', ownAddressOtherPort)];
    expect(evidenceOfRule('received-own-address', steps, { sameNetwork: true })).toEqual([]);
  });
});

describe('received-differs-by-port', () => {
  it('is a weak trace when one port shows an internal address and another a public one', () => {
    const steps = [ask('truthful', bridge), ask('alternative-port', plain)];
    expect(onlyEvidence('received-differs-by-port', steps)).toMatchObject({
      direction: 'for',
      weight: 25,
      notRuledOut: ['server-side-translation'],
      path: { transport: 'udp', port: 5060 },
    });
    expect(judge(steps).level).toBe('possible');
  });

  it.each([
    ['both ports show the bridge', [ask('truthful', bridge), ask('alternative-port', bridge)]],
    ['both ports show the NAT', [ask('truthful', plain), ask('alternative-port', plain)]],
    ['no other port answered', [ask('truthful', bridge), ask('alternative-port')]],
    ['our own pair is what differs', [ask('truthful', ownPair), ask('alternative-port', plain)]],
    ['only diverted shows it', [ask('diverted', { ...bridge, ...onSocketB }), ask('tcp', plain)]],
  ] as const)('does not fire when %s', (_name, steps) => {
    expect(evidenceOfRule('received-differs-by-port', steps)).toEqual([]);
  });
});
