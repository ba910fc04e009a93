// Innocent situations: whatever they look like, nobody may be accused.
import { describe, expect, it } from 'vitest';
import { accusations, judge, levelAndReason } from '../../../fakes/judge.ts';
import {
  ask,
  mappedPort,
  notSent,
  onSocketB,
  ownPair,
  plain,
  portOf,
  type Step,
  stray,
} from '../../../fakes/run-script.ts';

const bridge = { received: '172.17.0.1', rport: 33_333 } as const;
const proxied = {
  extraLines: ['Record-Route: <sip:198.51.100.3;lr>', 'Contact: <sip:algcheck@198.51.100.3:5060>'],
};
const withoutRport = { rport: null, received: null } as const;
const ipv6 = '2001:db8:1::10';

const innocent: readonly (readonly [string, readonly Step[], string])[] = [
  ['plain NAT', [ask('truthful', plain), ask('diverted', plain)], 'unlikely clean-with-coverage'],
  [
    'a NAT that keeps the port',
    [ask('truthful', { rport: 'own' }), ask('diverted', { rport: 'own' })],
    'unlikely clean-with-coverage',
  ],
  [
    'a carrier NAT',
    [ask('truthful', { received: '100.64.3.4' }), ask('diverted', { received: '100.64.3.4' })],
    'unlikely clean-with-coverage',
  ],
  [
    'a symmetric NAT with another address for every flow',
    [ask('truthful', plain), ask('diverted', { received: '203.0.113.77' })],
    'unlikely clean-with-coverage',
  ],
  [
    'a server behind a container bridge on every port',
    [ask('truthful', bridge), ask('diverted', bridge), ask('alternative-port', bridge)],
    'unlikely clean-with-coverage',
  ],
  [
    'a server behind a container bridge on one port',
    [ask('truthful', plain), ask('diverted', plain), ask('alternative-port', bridge)],
    'unlikely clean-with-coverage',
  ],
  [
    'a container bridge on the main port only',
    [ask('truthful', bridge), ask('diverted', bridge), ask('alternative-port', plain)],
    'possible traces-only',
  ],
  [
    'a server that re-prints From and To',
    [ask('truthful', { fromHost: 'sip.example', toHost: 'sip.example' }), ask('diverted', plain)],
    'unlikely clean-with-coverage',
  ],
  [
    'a proxy of the operator with Record-Route and its own Contact',
    [ask('truthful', proxied), ask('diverted', proxied)],
    'unlikely clean-with-coverage',
  ],
  [
    'a proxy of the operator on one port only',
    [
      ask('truthful', { ...proxied, server: 'OtherProxy/2' }),
      ask('diverted', proxied),
      ask('alternative-port', plain),
    ],
    'possible traces-only',
  ],
  [
    'a server without rport, behind an open NAT',
    [ask('truthful', { rport: null }), ask('diverted', { ...onSocketB, rport: null })],
    'inconclusive too-little-coverage',
  ],
  [
    'a server that fills in neither received nor rport',
    [ask('truthful', withoutRport), ask('diverted', { ...onSocketB, ...withoutRport })],
    'inconclusive too-little-coverage',
  ],
  [
    'a private line to the server without any NAT',
    [ask('truthful', ownPair), ask('decoy', ownPair)],
    'not-applicable no-translation',
  ],
  [
    'a reply lost to the diverted probe',
    [ask('truthful', plain), ask('diverted')],
    'inconclusive too-little-coverage',
  ],
  [
    'a firewall on this computer that drops what comes to socket b',
    [ask('truthful', plain), ask('diverted'), notSent('decoy', 'request-budget')],
    'inconclusive too-little-coverage',
  ],
  [
    'replies copied by the network',
    [ask('truthful', plain, plain), ask('diverted', plain, plain)],
    'unlikely clean-with-coverage',
  ],
  [
    'packets of strangers on our sockets',
    [
      ask('truthful', plain),
      stray('not-sip'),
      stray('is-a-request'),
      stray('no-such-request'),
      ask('diverted', plain),
    ],
    'unlikely clean-with-coverage',
  ],
];

describe('innocent situations', () => {
  it.each(innocent)('%s', (_name, steps, expected) => {
    expect(levelAndReason(steps)).toBe(expected);
  });

  it.each([
    ['the same network', { sameNetwork: true }, 'not-applicable same-network'],
    ['a private server address', { serverAddress: '10.1.2.3' }, 'not-applicable same-network'],
    ['a VPN', { interfaceKind: 'vpn' }, 'not-applicable vpn'],
    [
      'a VPN into the network of the server',
      { interfaceKind: 'vpn', sameNetwork: true },
      'not-applicable vpn',
    ],
  ] as const)('%s hides nothing and accuses nobody', (_name, surroundings, expected) => {
    for (const steps of [
      [ask('truthful', ownPair)],
      [ask('truthful', plain), ask('diverted', plain)],
      [ask('truthful', ownPair), ask('decoy', plain), ask('alternative-port', plain)],
    ]) {
      expect(levelAndReason(steps, surroundings)).toBe(expected);
      expect(accusations(steps, surroundings).filter(([, weight]) => weight === 100)).toEqual([]);
    }
  });

  it.each([
    ['198.51.100.4', { received: '198.51.100.4', rport: 'own' }],
    ['198.51.100.4', { received: null, rport: 'own' }],
    [ipv6, { received: ipv6, rport: 'own' }],
  ] as const)('our own public address %s seen by the server means no NAT', (localAddress, reply) => {
    const steps = [ask('truthful', reply), ask('decoy', reply)];
    expect(levelAndReason(steps, { localAddress })).toBe('not-applicable no-translation');
  });

  it('a public address that is translated all the same is judged like any other', () => {
    const steps = [ask('truthful', plain), ask('diverted', plain)];
    expect(levelAndReason(steps, { localAddress: '198.51.100.4' })).toBe('unlikely clean-with-coverage');
  });

  it.each([
    { sipPortInUse: true },
    { interfaceKind: 'wireless' },
    { interfaceKind: 'virtual' },
    { localAddress: '100.64.9.9' },
    { localAddress: '169.254.7.7' },
    { sameNetwork: null },
    { ledger: 'unreadable' },
    { mode: 'probe-user' },
  ] as const)('%o weighs nothing', (surroundings) => {
    const steps = [ask('truthful', plain), ask('diverted', plain)];
    expect(levelAndReason(steps, surroundings)).toBe('unlikely clean-with-coverage');
  });

  it('a public address of our own clears nobody of a trace', () => {
    const steps = [ask('truthful', { received: '198.51.100.4', rport: 'own', cseq: '1 OPTIONS' })];
    expect(levelAndReason(steps, { localAddress: '198.51.100.4' })).toBe('possible traces-only');
  });

  it('a decoy without a truthful answer proves nothing', () => {
    expect(accusations([ask('truthful'), ask('decoy', plain)])).toEqual([]);
  });

  it('a port that the server gives to From is no edit unless it is one of ours', () => {
    const ours = mappedPort(portOf('truthful'));
    expect(accusations([ask('truthful', { fromPort: ours + 1 })])).toEqual([]);
    expect(accusations([ask('truthful', { fromPort: ours })])).toEqual([['echo-edited', 100]]);
  });
});

describe('silence', () => {
  it.each([
    [
      'a late reply',
      [ask({ probe: 'truthful', sends: 5 }, { isLate: true }), ask('alternative-port', plain)],
    ],
    ['4 silent sends', [ask({ probe: 'truthful', sends: 4 }), ask('alternative-port', plain)]],
    [
      '4 silent sends and an unanswered diverted probe, which a firewall here may have stopped',
      [ask({ probe: 'truthful', sends: 4 }), ask('diverted'), ask('alternative-port', plain)],
    ],
    ['no live control', [ask({ probe: 'truthful', sends: 5 }), ask('alternative-port')]],
    ['no control at all', [ask({ probe: 'truthful', sends: 5 })]],
    [
      'an ICMP port unreachable',
      [ask({ probe: 'truthful', sends: 5, failure: 'port-unreachable' }), ask('alternative-port', plain)],
    ],
    [
      'silence of the diverted probe only',
      [ask('truthful', plain), ask('diverted'), ask('diverted'), ask('diverted'), ask('tcp', plain)],
    ],
    [
      'a live control in the form of a forged reply',
      [
        ask({ probe: 'truthful', sends: 5 }),
        ask('alternative-port', { from: { address: '198.51.100.66', port: 5160 } }),
      ],
    ],
    [
      'a reply of a stranger',
      [
        ask({ probe: 'truthful', sends: 5 }, { from: { address: '198.51.100.66', port: 5060 } }),
        ask('alternative-port', plain),
      ],
    ],
  ] as const)('is not called blocked with %s', (_name, steps) => {
    expect(judge(steps).level).not.toBe('blocked');
  });

  it.each([
    ['in one exchange', [ask({ probe: 'truthful', sends: 5 }), ask('alternative-port', plain)]],
    ['over two', [ask({ probe: 'truthful', sends: 4 }), ask('tcp', plain), ask('truthful')]],
  ] as const)('is called blocked with 5 silent sends %s and a live control', (_name, steps) => {
    expect(levelAndReason(steps)).toBe('blocked path-dead-control-alive');
  });

  it('after an answer reads as a possible ban, not as a block or an edit', () => {
    const steps = [ask('truthful', plain), ask({ probe: 'diverted', sends: 3 }), ask('tcp', plain)];
    expect(levelAndReason(steps)).toBe('inconclusive answers-stopped');
  });

  it.each([1, 2])('of %d packets after an answer is no ban yet', (sends) => {
    expect(levelAndReason([ask('truthful', plain), ask({ probe: 'diverted', sends })])).toBe(
      'inconclusive too-little-coverage',
    );
  });

  it.each([{ interfaceKind: 'vpn' }, { sameNetwork: true }, { localAddress: '198.51.100.4' }] as const)(
    'says nothing about the network, not even with %o',
    (surroundings) => {
      expect(levelAndReason([ask('truthful')], surroundings)).toBe('inconclusive no-answer');
    },
  );
});
