// From a server's name to the address that is used and the way to it. What must not be contacted is refused here,
// before anything is sent.
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Fact, ObservationOf } from '../../shared/observation/observation.ts';
import { holdsScannerString } from '../../shared/probe/scanner-strings.ts';
import { type TargetRefusal, targetRefusal } from '../../shared/probe/target-rules.ts';
import type { Network, ResolveFault, Route } from '../io/network.ts';

/** The input cannot be used: nothing was sent, there is nothing to report. */
export type CheckRefusal =
  | { readonly code: Exclude<ResolveFault['code'], 'no-resolver'> }
  | { readonly code: TargetRefusal; readonly address: string; readonly port: number }
  /** Firewalls ban whoever sends this word, wherever it stands. */
  | { readonly code: 'banned-word'; readonly word: string };

/** What decides about the address. */
export type ServerQuestion = {
  readonly serverName: string;
  readonly port: number | null;
  readonly altPort: number | null;
  readonly probeUser: string | null;
};

/** An address that may be contacted, and how this computer gets there. */
export type Server = { readonly address: string; readonly port: number; readonly route: Route };

/** The server's address and the way to it; null when this computer cannot reach it at all. */
export async function findServer(
  request: ServerQuestion,
  network: Network,
  record: (fact: Fact) => void,
): Promise<Result<Server | null, CheckRefusal>> {
  const banned = [request.serverName, request.probeUser ?? ''].find(holdsScannerString);
  if (banned !== undefined) return err({ code: 'banned-word', word: banned });
  const resolved = await network.resolve(request.serverName, request.port);
  if (!resolved.ok && resolved.error.code !== 'no-resolver') return err({ code: resolved.error.code });
  if (!resolved.ok) {
    record({ kind: 'server-unreachable', step: 'name', code: 'no-resolver' });
    return ok(null);
  }
  const { addresses, method, port } = resolved.value;
  const refusals = addresses.flatMap((address) => refusal(address, [port, request.altPort ?? port]) ?? []);
  const usable = addresses.filter((address) => refusal(address, [port, request.altPort ?? port]) === null);
  const routed = await firstRouted(usable, network);
  const chosen = routed.ok ? routed.value.address : usable[0];
  if (chosen === undefined) return err(refusals[0] ?? { code: 'no-address' });
  record({
    kind: 'server-resolved',
    name: request.serverName,
    method,
    addresses: [...addresses],
    chosen,
    port,
  });
  if (routed.ok) return ok({ address: routed.value.address, port, route: routed.value.route });
  record({ kind: 'server-unreachable', step: 'route', code: routed.error });
  return ok(null);
}

function refusal(address: string, ports: readonly number[]): CheckRefusal | null {
  for (const port of ports) {
    const code = targetRefusal(address, port);
    if (code !== null) return { code, address, port };
  }
  return null;
}

type RouteFault = ObservationOf<'server-unreachable'>['code'];

async function firstRouted(
  addresses: readonly string[],
  network: Network,
): Promise<Result<{ address: string; route: Route }, RouteFault>> {
  let fault: RouteFault = 'network-unreachable';
  for (const address of addresses) {
    const route = await network.routeTo(address);
    if (route.ok) return ok({ address, route: route.value });
    fault = route.error.code;
  }
  return err(fault);
}
