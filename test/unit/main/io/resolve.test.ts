import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  bestService,
  type DnsFunctions,
  resolveServer,
  type ServiceRecord,
} from '../../../../main/io/resolve.ts';

const dnsError = (code: string): Error => Object.assign(new Error(`query ${code}`), { code });
const never = (): Promise<never> => new Promise(() => undefined);
const srv = (name: string, port = 5070, priority = 0, weight = 0): ServiceRecord => ({
  name,
  port,
  priority,
  weight,
});

/** A resolver that knows these names and service records and nothing else. */
function dnsOf(
  hosts: Readonly<Record<string, readonly string[]>>,
  services: readonly ServiceRecord[] = [],
  changes: Partial<DnsFunctions> = {},
): DnsFunctions & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    lookup: async (name) => {
      asked.push(name);
      const found = hosts[name];
      if (!found) throw dnsError('ENOTFOUND');
      return found.map((address) => ({ address }));
    },
    resolveSrv: async (name) => {
      asked.push(name);
      if (services.length === 0) throw dnsError('ENODATA');
      return services;
    },
    srvTimeoutMs: 40,
    totalTimeoutMs: 120,
    ...changes,
  };
}

const name = 'pbx.example.test';
const hosts = { [name]: ['192.0.2.1'], 'sip.example.test': ['192.0.2.9'] };
const byAddress = { ok: true, value: { method: 'address-record', addresses: ['192.0.2.1'], port: 5060 } };

describe('resolving a literal address', () => {
  it.each(['192.0.2.1', '2001:db8::1'])('%s asks nobody', async (address) => {
    const dns = dnsOf({});
    expect(await resolveServer(address, null, dns)).toEqual({
      ok: true,
      value: { method: 'literal', addresses: [address], port: 5060 },
    });
    expect(await resolveServer(address, 5080, dns)).toMatchObject({ value: { port: 5080 } });
    expect(dns.asked).toEqual([]);
  });
});

describe('resolving a name with a port', () => {
  it('asks for addresses only', async () => {
    const dns = dnsOf(hosts, [srv('sip.example.test')]);
    expect(await resolveServer(name, 5080, dns)).toEqual({
      ok: true,
      value: { method: 'address-record', addresses: ['192.0.2.1'], port: 5080 },
    });
    expect(dns.asked).toEqual([name]);
  });

  it('puts IPv4 first, keeps the order within a family, and drops doubles and zoned addresses', async () => {
    const found = [
      '2001:db8::2',
      '192.0.2.7',
      '2001:db8::1',
      '192.0.2.3',
      '192.0.2.7',
      '2001:db8:0::2',
      'fe80::1%1',
    ];
    expect(await resolveServer(name, 5060, dnsOf({ [name]: found }))).toMatchObject({
      value: { addresses: ['192.0.2.7', '192.0.2.3', '2001:db8::2', '2001:db8::1'] },
    });
  });

  it('keeps at most 32 addresses', async () => {
    const found = Array.from({ length: 40 }, (_, i) => `192.0.2.${i + 1}`);
    const result = await resolveServer(name, 5060, dnsOf({ [name]: found }));
    expect(result.ok && result.value.addresses).toEqual(found.slice(0, 32));
  });
});

describe('resolving a name without a port', () => {
  it('uses target and port of the service record', async () => {
    const dns = dnsOf(hosts, [srv('sip.example.test', 5070)]);
    expect(await resolveServer(name, null, dns)).toEqual({
      ok: true,
      value: { method: 'service-record', addresses: ['192.0.2.9'], port: 5070 },
    });
    expect(dns.asked).toContain(`_sip._udp.${name}`);
  });

  it('uses the service record of a name that has no address itself', async () => {
    const dns = dnsOf({ 'sip.example.test': ['192.0.2.9'] }, [srv('sip.example.test')]);
    expect(await resolveServer(name, null, dns)).toMatchObject({ value: { method: 'service-record' } });
  });

  it('asks for the address at the same time as for the service record', async () => {
    const dns = dnsOf(hosts, [], { resolveSrv: never });
    const result = resolveServer(name, null, dns);
    expect(dns.asked).toContain(name);
    await result;
  });

  it.each([
    ['there is none', dnsOf(hosts)],
    ['it names no target', dnsOf(hosts, [srv('.')])],
    ['its target is the empty name', dnsOf(hosts, [srv('')])],
    ['its port is no port', dnsOf(hosts, [srv('sip.example.test', 0)])],
    ['its target does not exist', dnsOf(hosts, [srv('gone.example.test')])],
    ['nobody answers', dnsOf(hosts, [], { resolveSrv: never })],
    [
      'the answer comes too late',
      dnsOf(hosts, [], { resolveSrv: () => sleep(80, [srv('sip.example.test')]) }),
    ],
  ])('falls back to address and port 5060 when %s', async (_why, dns) => {
    expect(await resolveServer(name, null, dns)).toEqual(byAddress);
  });

  it('calls the query for the service record off when its time is up', async () => {
    let signal: AbortSignal | undefined;
    const resolveSrv: DnsFunctions['resolveSrv'] = (_name, given) => {
      signal = given;
      return never();
    };
    await resolveServer(name, null, dnsOf(hosts, [], { resolveSrv }));
    expect(signal?.aborted).toBe(true);
  });

  it('falls back to the address when the target of the service record is not found in time', async () => {
    const lookup: DnsFunctions['lookup'] = async (asked) =>
      asked === name ? [{ address: '192.0.2.1' }] : never();
    expect(await resolveServer(name, null, dnsOf({}, [srv('sip.example.test')], { lookup }))).toEqual(
      byAddress,
    );
  });
});

describe('a name that does not resolve', () => {
  it.each([
    ['ENOTFOUND', 'unknown-name'],
    ['ERR_INVALID_ARG_VALUE', 'unknown-name'],
    ['ENODATA', 'no-address'],
    ['EAI_AGAIN', 'no-resolver'],
    ['ETIMEOUT', 'no-resolver'],
    ['ESERVFAIL', 'no-resolver'],
  ])('%s means %s', async (code, expected) => {
    const lookup = () => Promise.reject(dnsError(code));
    expect(await resolveServer(name, null, dnsOf({}, [], { lookup }))).toEqual({
      ok: false,
      error: { code: expected, detail: `query ${code}` },
    });
  });

  it('has no address when the answer is empty', async () => {
    expect(await resolveServer(name, 5060, dnsOf({ [name]: [] }))).toMatchObject({
      error: { code: 'no-address' },
    });
  });

  it.each([5060, null])('has no resolver when nobody answers in time (port %s)', async (port) => {
    const startedAt = performance.now();
    const dns = dnsOf({}, [], { lookup: never, resolveSrv: never });
    expect(await resolveServer(name, port, dns)).toMatchObject({ ok: false, error: { code: 'no-resolver' } });
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

describe('the best service record', () => {
  it.each(['.', ''])('is none when the name offers no service (target "%s")', (target) => {
    expect(bestService([srv(target)])).toBe(null);
  });

  it('has the lowest priority, then the highest weight, then the first name and port', () => {
    const best = srv('b.example.test', 5060, 1, 20);
    const others = [
      srv('a.example.test', 5060, 2, 99),
      srv('c.example.test', 5060, 1, 10),
      srv('c.example.test', 5060, 1, 20),
      srv('b.example.test', 5061, 1, 20),
    ];
    expect(bestService([...others, best])).toEqual(best);
    expect(bestService([best, ...others.toReversed()])).toEqual(best);
  });
});

describe('the resolver of this system', () => {
  it('knows localhost from the hosts file', async () => {
    const result = await resolveServer('localhost', 5060);
    expect(result).toMatchObject({ ok: true, value: { method: 'address-record', port: 5060 } });
    expect(result.ok && result.value.addresses).toContain('127.0.0.1');
  });
});
