// Name to addresses, and on request to the port of the service record. A subset of RFC 3263 4.2, on purpose: no
// NAPTR, only `_sip._udp` whatever the transport will be, only the best SRV target and no failover to the next,
// and the address records come from the system's resolver (so /etc/hosts counts, as it does for a phone app).
import { promises as systemDns } from 'node:dns';
import { addressFamily, sameAddress } from '../../shared/base/address.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { isPort } from '../../shared/base/units.ts';
import { errorCode, errorDetail } from './flow-fault.ts';
import type { Resolution, ResolveFault } from './network.ts';

export type ServiceRecord = {
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
};

/** What resolving asks of the system; both functions reject as node:dns does. */
export type DnsFunctions = {
  /** All addresses of a name, in the system's order. */
  readonly lookup: (name: string) => Promise<readonly { readonly address: string }[]>;
  /** SRV records; gives up when the signal says so. */
  readonly resolveSrv: (name: string, signal: AbortSignal) => Promise<readonly ServiceRecord[]>;
  readonly srvTimeoutMs: number;
  readonly totalTimeoutMs: number;
};

const srvTimeoutMs = 1500;
const totalTimeoutMs = 3000;
const defaultSipPort = 5060;
const mostAddresses = 32;

async function resolveSrvBySystem(name: string, signal: AbortSignal): Promise<readonly ServiceRecord[]> {
  const resolver = new systemDns.Resolver({ timeout: srvTimeoutMs, tries: 1 });
  signal.addEventListener('abort', () => resolver.cancel());
  return resolver.resolveSrv(name);
}

/** The system's resolver, with 1500 ms for the service record and 3000 ms for everything. */
export const systemDnsFunctions: DnsFunctions = {
  lookup: (name) => systemDns.lookup(name, { all: true, verbatim: true }),
  resolveSrv: resolveSrvBySystem,
  srvTimeoutMs,
  totalTimeoutMs,
};

type Addresses = Result<string[], ResolveFault>;

function lookupFault(error: unknown): ResolveFault {
  const code = errorCode(error);
  const detail = errorDetail(error);
  // ERR_*: node refused to ask, because this cannot be a name.
  if (code === 'ENOTFOUND' || code.startsWith('ERR_')) return { code: 'unknown-name', detail };
  return { code: code === 'ENODATA' ? 'no-address' : 'no-resolver', detail };
}

function usableAddresses(found: readonly { readonly address: string }[]): string[] {
  const kept: string[] = [];
  for (const family of [4, 6])
    for (const { address } of found)
      if (addressFamily(address) === family && !kept.some((known) => sameAddress(known, address)))
        kept.push(address);
  return kept.slice(0, mostAddresses);
}

async function lookUp(dns: DnsFunctions, name: string): Promise<Addresses> {
  try {
    const addresses = usableAddresses(await dns.lookup(name));
    if (addresses.length > 0) return ok(addresses);
    return err({ code: 'no-address', detail: `${name} has no address` });
  } catch (error) {
    return err(lookupFault(error));
  }
}

/**
 * The record to use: lowest priority, then highest weight, then name and port. RFC 2782 draws lots by weight;
 * a check that is repeated must meet the same server. Null when there is none or the name offers no service.
 */
export function bestService(records: readonly ServiceRecord[]): ServiceRecord | null {
  const usable = records.filter(({ name, port }) => name !== '' && name !== '.' && isPort(port));
  const [best] = usable.toSorted(
    (a, b) =>
      a.priority - b.priority || b.weight - a.weight || a.name.localeCompare(b.name, 'en') || a.port - b.port,
  );
  return best ?? null;
}

async function findService(dns: DnsFunctions, name: string): Promise<Resolution | null> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), dns.srvTimeoutMs);
  const aborted = new Promise<null>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(null));
  });
  try {
    const records = await Promise.race([dns.resolveSrv(`_sip._udp.${name}`, controller.signal), aborted]);
    const best = records && bestService(records);
    if (!best) return null;
    const target = await lookUp(dns, best.name);
    return target.ok ? { method: 'service-record', addresses: target.value, port: best.port } : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function resolveName(
  dns: DnsFunctions,
  name: string,
  port: number | null,
  late: Promise<null>,
): Promise<Result<Resolution, ResolveFault>> {
  const lookup = lookUp(dns, name);
  const service = port === null ? await Promise.race([findService(dns, name), late]) : null;
  if (service) return ok(service);
  const found = await Promise.race([lookup, late]);
  if (found === null) {
    return err({ code: 'no-resolver', detail: `no answer within ${dns.totalTimeoutMs} ms` });
  }
  if (!found.ok) return found;
  return ok({ method: 'address-record', addresses: found.value, port: port ?? defaultSipPort });
}

/**
 * Addresses (IPv4 first, at most 32) and port of a name or literal address, within 3 s. The system cannot call
 * off a look-up of address records: one that came too late still holds a thread until the system gives up.
 */
export async function resolveServer(
  name: string,
  port: number | null,
  dns: DnsFunctions = systemDnsFunctions,
): Promise<Result<Resolution, ResolveFault>> {
  if (addressFamily(name) !== null) {
    return ok({ method: 'literal', addresses: [name], port: port ?? defaultSipPort });
  }
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), dns.totalTimeoutMs);
  });
  try {
    return await resolveName(dns, name, port, late);
  } finally {
    clearTimeout(timer);
  }
}
