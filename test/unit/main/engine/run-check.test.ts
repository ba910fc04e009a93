// The whole check on a scripted network: finding the server, following the plan, obeying the guard.
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../../shared/base/result.ts';
import { createFakeLedger } from '../../../fakes/network/fake-ledger.ts';
import { serverAddress } from '../../../fakes/network/fake-network.ts';
import { answering, check, endings, isPartial, leaked, notSent, ofKind, useFakeTime } from './check-bench.ts';

useFakeTime();

describe('a check beyond a plain NAT', () => {
  it('sends the four probes in order, each once, and closes every flow', async () => {
    const checked = await check();
    expect(endings(checked)).toEqual([
      'truthful answered',
      'diverted answered',
      'translated answered',
      'decoy answered',
    ]);
    expect(checked.network.sent).toHaveLength(4);
    expect(notSent(checked)).toEqual([]);
    expect(isPartial(checked)).toBe(false);
    expect(leaked(checked)).toEqual([]);
  });

  it('shares one flow among all probes but diverted, which gets two of its own', async () => {
    const { network } = await check();
    expect(network.sent.map((sent) => sent.flow.localPort)).toEqual([40_000, 40_002, 40_000, 40_000]);
    expect(network.primes.map((prime) => prime.localPort)).toEqual([40_001]);
    expect(network.sent[1]?.text).toContain('Via: SIP/2.0/UDP 192.168.1.10:40001;');
  });

  it('records what was found before what was sent, numbered from one', async () => {
    const { observations } = await check();
    expect(observations.slice(0, 4).map((o) => o.kind)).toEqual([
      'server-resolved',
      'environment',
      'ledger-read',
      'request-sent',
    ]);
    expect(observations.map((o) => o.id)).toEqual(observations.map((_, i) => i + 1));
    expect(observations.every((o, i) => i === 0 || o.atMs >= (observations[i - 1]?.atMs ?? 0))).toBe(true);
  });

  it('uses the server by its name, in every request, and shows no user', async () => {
    const { network } = await check();
    for (const { text } of network.sent) expect(text).toMatch(/^OPTIONS sip:pbx\.example SIP\/2\.0\r\n/);
  });

  it('tells what it does as it does it', async () => {
    const { progress } = await check();
    expect(progress.slice(0, 2).map((p) => p.kind)).toEqual(['probing', 'hint']);
    expect(progress.filter((p) => p.kind === 'probing')).toHaveLength(4);
  });

  it('uses the provisioned user and nothing else of the anonymous one', async () => {
    const { network } = await check({ request: { probeUser: 'probe.7' } });
    for (const { text } of network.sent) {
      expect(text).toContain('<sip:probe.7@');
      expect(text).not.toContain('algcheck');
    }
  });
});

describe('a check that the guard holds back', () => {
  it('sends two requests to a server that refuses, and names what was left out', async () => {
    const checked = await check({ script: { onSend: answering(() => ({ status: '401 Unauthorized' })) } });
    expect(checked.network.sent).toHaveLength(2);
    expect(endings(checked).slice(0, 2)).toEqual(['truthful answered', 'diverted answered']);
    expect(notSent(checked)).toEqual(['translated strike-risk', 'decoy strike-risk']);
  });

  it('sends two requests to a silent server and answers within 4 s', async () => {
    const checked = await check({ script: {} });
    expect(checked.network.sent.map((sent) => sent.atMs - 1_800_000_000_000)).toEqual([0, 1500]);
    expect(endings(checked)).toEqual(['truthful silent']);
    expect(notSent(checked)).toEqual([
      'diverted no-answer-yet',
      'translated no-answer-yet',
      'decoy no-answer-yet',
    ]);
    expect(checked.tookMs).toBeLessThanOrEqual(4000);
  });

  it('sends nothing when earlier runs spent the budget', async () => {
    const first = await check({ script: {} });
    const second = await check({ ledger: first.ledger });
    expect(second.network.sent).toEqual([]);
    expect(notSent(second)[0]).toBe('truthful request-budget');
    expect(ofKind(second, 'ledger-read')).toMatchObject([{ requestsBefore: 2 }]);
    expect(leaked(second)).toEqual([]);
  });

  it.each(['unreadable', 'not-writable'] as const)(
    'sends two requests with a ledger that is %s',
    async (state) => {
      const request = { probeUser: 'probe' };
      const checked = await check({ request, ledger: createFakeLedger({ state }) });
      expect(checked.network.sent).toHaveLength(2);
      expect(ofKind(checked, 'ledger-read')).toMatchObject([{ state, mode: 'probe-user' }]);
    },
  );

  it('stops when a server that answered falls silent', async () => {
    const onSend = answering((sent) => (sent.index === 0 ? {} : null));
    const checked = await check({ request: { altPort: 5160 }, script: { onSend } });
    expect(endings(checked)).toEqual(['truthful answered', 'diverted silent']);
    expect(notSent(checked)).toContain('decoy answers-stopped');
    expect(checked.network.sent).toHaveLength(4);
  });

  it('announces and records the pause before a fourth flow', async () => {
    const request = { probeUser: 'probe', altPort: 5160, transports: ['udp', 'tcp', 'tls'] as const };
    const checked = await check({ request });
    const pauses = ofKind(checked, 'paused');
    expect(pauses.length).toBeGreaterThan(0);
    expect(checked.progress.filter((p) => p.kind === 'paused')).toHaveLength(pauses.length);
    expect(endings(checked)).toContain('tls answered');
    const flowTimes = checked.ledger.entries.filter((e) => e.kind === 'flow').map((e) => e.atWallMs);
    for (const at of flowTimes)
      expect(flowTimes.filter((t) => t >= at && t < at + 30_000).length).toBeLessThanOrEqual(3);
  });
});

describe('a check without a home router in between', () => {
  it.each([
    ['on the same link', { sameNetwork: true }],
    ['behind a VPN', { interfaceKind: 'vpn' }],
  ] as const)('sends one request to a server %s', async (_what, route) => {
    const checked = await check({ script: { route, onSend: answering() } });
    expect(checked.network.sent).toHaveLength(1);
    expect(notSent(checked)).toEqual([
      'diverted same-network',
      'translated same-network',
      'decoy same-network',
    ]);
  });
});

const resolution = (addresses: readonly string[]) =>
  ok({ method: 'address-record' as const, addresses: [...addresses], port: 5060 });

describe('finding the server', () => {
  it('takes the first address that has a route', async () => {
    const checked = await check({
      script: {
        resolution: resolution(['2001:db8::5', serverAddress]),
        routeFaults: { '2001:db8::5': 'network-unreachable' },
        onSend: answering(),
      },
    });
    expect(ofKind(checked, 'server-resolved')).toMatchObject([
      { addresses: ['2001:db8::5', serverAddress], chosen: serverAddress },
    ]);
    expect(checked.network.flows.every(({ what }) => what.remote.address === serverAddress)).toBe(true);
  });

  it('passes over an address that must not be contacted', async () => {
    const checked = await check({
      script: { resolution: resolution(['0.0.0.0', serverAddress]), onSend: answering() },
    });
    expect(ofKind(checked, 'server-resolved')).toMatchObject([{ chosen: serverAddress }]);
  });

  it('claims an IPv6 documentation address toward an IPv6 server', async () => {
    const checked = await check({
      script: { resolution: resolution(['2001:db8::5']), onSend: answering() },
    });
    expect(checked.network.sent.at(-1)?.text).toContain('Via: SIP/2.0/UDP [2001:db8::1]:40000;');
  });

  it('says that there is no route to any address, and sends nothing', async () => {
    const routeFaults = { [serverAddress]: 'host-unreachable' } as const;
    const checked = await check({ script: { routeFaults } });
    expect(checked.observations.map((o) => o.kind)).toEqual(['server-resolved', 'server-unreachable']);
    expect(checked.observations[1]).toMatchObject({ step: 'route', code: 'host-unreachable' });
    expect(checked.network.opensAsked).toEqual([]);
  });

  it('says that nobody resolves the name', async () => {
    const checked = await check({ script: { resolution: err({ code: 'no-resolver', detail: '' }) } });
    expect(checked.observations).toMatchObject([
      { kind: 'server-unreachable', step: 'name', code: 'no-resolver' },
    ]);
  });

  it.each(['unknown-name', 'no-address'] as const)('refuses the input when the name has %s', async (code) => {
    const { result } = await check({ script: { resolution: err({ code, detail: '' }) } });
    expect(result).toEqual(err({ code }));
  });

  it.each([
    ['a multicast address', { script: { resolution: resolution(['224.0.1.75']) } }, 'multicast-address'],
    ['a broadcast address', { script: { resolution: resolution(['255.255.255.255']) } }, 'broadcast-address'],
    ['a trap port', { request: { port: 22 } }, 'trap-port'],
    ['a trap port as the other port', { request: { altPort: 3306 } }, 'trap-port'],
  ] as const)('refuses %s before anything is sent', async (_what, options, code) => {
    const { result, network } = await check(options);
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(network.opensAsked).toEqual([]);
  });
});

describe('other paths of the check', () => {
  it('are TCP on the same port and TLS on the next one', async () => {
    const request = { probeUser: 'probe', transports: ['udp', 'tcp', 'tls'] as const };
    const { network } = await check({ request });
    const streams = network.flows.filter(({ what }) => what.transport !== 'udp').map(({ what }) => what);
    expect(streams.map((what) => [what.transport, what.remote.port, what.serverName])).toEqual([
      ['tcp', 5060, 'pbx.example'],
      ['tls', 5061, 'pbx.example'],
    ]);
  });

  it('do not include another port that is the same port', async () => {
    const { network } = await check({ request: { altPort: 5060 } });
    expect(new Set(network.sent.map((sent) => sent.flow.what.remote.port))).toEqual(new Set([5060]));
  });

  it('have a port that exists, even next to the highest one', async () => {
    const request = { port: 65_535, probeUser: 'probe', transports: ['udp', 'tls'] as const };
    const { network } = await check({ request });
    for (const { remote } of network.opensAsked) expect(remote.port).toBeLessThanOrEqual(65_535);
  });
});
