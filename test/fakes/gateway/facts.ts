// Facts about a router, put behind the observations of a run.
import type { DeviceFields, GatewaySource } from '../../../shared/observation/gateway.ts';
import type { Observation, ObservationOf } from '../../../shared/observation/observation.ts';

export type GatewayParts = Partial<Omit<ObservationOf<'gateway'>, 'id' | 'atMs' | 'kind'>>;

const home = {
  state: 'found',
  address: '192.168.1.1',
  ipv4Address: '192.168.1.1',
  routePrefixBits: 0,
  interfaceName: 'eth0',
  link: 'wired',
  signalPercent: null,
  macPrefix: '38:10:d5',
  macKind: 'registered',
  hardwareVendor: null,
} as const;

/** A router that told these fields, one question each. */
export type RouterScript = {
  readonly gateway?: GatewayParts;
  readonly answers?: Partial<Record<GatewaySource, DeviceFields>>;
};

/** The run with a look at the router behind it. */
export function withRouter(
  observations: readonly Observation[],
  { gateway = {}, answers = {} }: RouterScript,
): readonly Observation[] {
  const id = observations.at(-1)?.id ?? 0;
  const atMs = observations.at(-1)?.atMs ?? 0;
  const sources = Object.entries(answers) as [GatewaySource, DeviceFields][];
  return [
    ...observations,
    { id: id + 1, atMs, kind: 'gateway', ...home, ...gateway },
    ...sources.map(([source, fields], index) => ({
      id: id + 2 + index,
      atMs,
      kind: 'gateway-answer' as const,
      source,
      outcome: 'answered' as const,
      tookMs: 5,
      sizeBytes: 100,
      fields,
    })),
  ];
}
