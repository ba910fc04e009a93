// Builds the observations of a run from a readable script:
//   buildRun([ask('truthful', ownPair), ask('decoy', plain)])
// is a run in which the reply to `truthful` names our own pair and the one to `decoy` the address of the NAT.
import type { Endpoint } from '../../shared/base/address.ts';
import { bytesToLatin1 } from '../../shared/base/bytes.ts';
import type {
  Fact,
  FlowFaultCode,
  NotSentReason,
  Observation,
  ObservationOf,
} from '../../shared/observation/observation.ts';
import { type Path, type ProbeName, pathName } from '../../shared/observation/path.ts';
import { anonymousUser, buildProbeRequest } from '../../shared/probe/probe-request.ts';
import { natAddress, type Ports, type ReplyParts, serverReply } from './server-reply.ts';

export const localAddress = '192.168.1.10';
export const serverAddress = '203.0.113.10';
export const serverName = 'pbx.example';
export const mainPath: Path = { transport: 'udp', port: 5060 };
export const altPath: Path = { transport: 'udp', port: 5160 };
export const tcpPath: Path = { transport: 'tcp', port: 5060 };
export const tlsPath: Path = { transport: 'tls', port: 5061 };

/** One reply: how it reads, and how it arrived. */
export type ReplyScript = ReplyParts & {
  readonly socket?: 'a' | 'b';
  readonly from?: Endpoint;
  readonly isLate?: boolean;
  readonly isDuplicate?: boolean;
};

export type AskOptions = {
  readonly probe: ProbeName;
  readonly path?: Path;
  /** Transmissions of the request; 0 for a flow that could not be opened. */
  readonly sends?: number;
  readonly failure?: FlowFaultCode;
  /** Sending socket, when it is not the one of the path. */
  readonly local?: Endpoint;
  /** Address and port that the request names, when they are not those of the probe. */
  readonly claimed?: Endpoint;
};

type Recorder = {
  readonly record: (fact: Fact) => void;
  readonly nextExchange: () => number;
  readonly localAddress: string;
};
/** One thing that happens in a run. */
export type Step = (recorder: Recorder) => void;

export type Surroundings = Partial<Omit<ObservationOf<'environment'>, 'id' | 'atMs' | 'kind'>> & {
  readonly port?: number;
  readonly mode?: ObservationOf<'ledger-read'>['mode'];
  readonly ledger?: ObservationOf<'ledger-read'>['state'];
};

/** What a server behind a plain NAT's public side gives back. */
export const plain: ReplyScript = {};
/** The source is our own address and port: an ALG that undid its work, or no NAT at all. */
export const ownPair: ReplyScript = { received: localAddress, rport: 'own' };
/** The reply to `diverted` at the port that only its Via names. */
export const onSocketB: ReplyScript = { socket: 'b' };

const samePorts: Readonly<Record<ProbeName, { readonly path: Path; readonly port: number }>> = {
  truthful: { path: mainPath, port: 40_001 },
  decoy: { path: mainPath, port: 40_001 },
  translated: { path: mainPath, port: 40_001 },
  diverted: { path: mainPath, port: 40_011 },
  'alternative-port': { path: altPath, port: 40_021 },
  tcp: { path: tcpPath, port: 40_031 },
  tls: { path: tlsPath, port: 40_041 },
};

/** Port the NAT of these tests gives to a socket. */
export const mappedPort = (ownPort: number): number => ownPort + 20_000;
/** Socket b of `diverted`. */
export const secondPort = 40_012;
/** Sending port of a probe. */
export const portOf = (probe: ProbeName): number => samePorts[probe].port;

/** Sends a probe and receives the replies; none means silence. */
export const ask =
  (what: ProbeName | AskOptions, ...replies: readonly ReplyScript[]): Step =>
  (recorder) => {
    const options = typeof what === 'string' ? { probe: what } : what;
    const { probe, sends = 1, failure } = options;
    const path = options.path ?? samePorts[probe].path;
    const port = samePorts[probe].port + (pathName(path) === pathName(samePorts[probe].path) ? 0 : 100);
    const local = options.local ?? { address: recorder.localAddress, port };
    const remote = { address: serverAddress, port: path.port };
    const exchange = recorder.nextExchange();
    const common = { exchange, probe, path };
    const bytes = requestText(common, options.claimed ?? claimOf(probe, local));
    if (probe === 'diverted')
      recorder.record({
        kind: 'prime-sent',
        ...common,
        socket: 'b',
        local: { ...local, port: secondPort },
        remote,
        ttlHops: 1,
      });
    for (let transmission = 1; transmission <= sends; transmission++)
      recorder.record({ kind: 'request-sent', ...common, socket: 'a', transmission, local, remote, bytes });
    const ports: Ports = { own: local.port, mapped: mappedPort(local.port) };
    for (const reply of replies)
      recorder.record({
        kind: 'reply-received',
        ...common,
        socket: reply.socket ?? 'a',
        from: reply.from ?? remote,
        bytes: serverReply(bytes, reply, ports),
        matchedBy: ['branch', 'call-id', 'cseq'],
        isDuplicate: reply.isDuplicate ?? false,
        isLate: reply.isLate ?? false,
        sinceRequestMs: reply.isLate === true ? 4000 : 20,
      });
    if (failure !== undefined)
      recorder.record({
        kind: 'flow-failed',
        ...common,
        phase: sends === 0 ? 'open' : 'receive',
        code: failure,
      });
    const isOnTime = replies.some((reply) => reply.isLate !== true);
    const outcome = failure !== undefined ? 'failed' : isOnTime ? 'answered' : 'silent';
    recorder.record({ kind: 'exchange-ended', ...common, outcome, transmissions: sends, waitedMs: 20 });
  };

/** A datagram that belongs to no request. */
export const stray =
  (reason: ObservationOf<'stray-received'>['reason'], path: Path = mainPath): Step =>
  ({ record }) =>
    record({
      kind: 'stray-received',
      path,
      socket: 'a',
      from: { address: serverAddress, port: path.port },
      reason,
      sizeBytes: 4,
      bytes: '\u0000\u0001\u0002\u0003',
    });

export const notSent =
  (probe: ProbeName, reason: NotSentReason, path: Path = samePorts[probe].path): Step =>
  ({ record }) =>
    record({ kind: 'not-sent', probe, path, reason });

export const unreachable =
  (step: ObservationOf<'server-unreachable'>['step']): Step =>
  ({ record }) =>
    record({ kind: 'server-unreachable', step, code: 'network-unreachable' });

function claimOf(probe: ProbeName, local: Endpoint): Endpoint {
  if (probe === 'decoy') return { address: '192.0.2.1', port: local.port };
  if (probe === 'translated') return { address: natAddress, port: mappedPort(local.port) };
  return probe === 'diverted' ? { ...local, port: secondPort } : local;
}

const requestText = (
  { exchange, path }: { readonly exchange: number; readonly path: Path },
  claimed: Endpoint,
): string =>
  bytesToLatin1(
    buildProbeRequest({
      serverName,
      transport: path.transport,
      claimed,
      fromUser: anonymousUser,
      ids: {
        branch: `z9hG4bKbranch${exchange}`,
        callIdToken: `token${exchange}`,
        fromTag: `tag${exchange}`,
        cseqNumber: 100_000_000 + exchange,
      },
    }),
  );

/** The observations of a run on a home network behind a NAT, unless `surroundings` say otherwise. */
export function buildRun(steps: readonly Step[], surroundings: Surroundings = {}): readonly Observation[] {
  const { port = 5060, mode = 'anonymous', ledger = 'kept', ...environment } = surroundings;
  const observations: Observation[] = [];
  const record = (fact: Fact): void => {
    observations.push({ id: observations.length + 1, atMs: observations.length * 10, ...fact });
  };
  record(resolvedFact(port));
  record({ ...homeNetwork, ...environment });
  record({ kind: 'ledger-read', state: ledger, mode, requestsBefore: 0 });
  let exchange = 0;
  const address = environment.localAddress ?? localAddress;
  for (const step of steps) step({ record, nextExchange: () => ++exchange, localAddress: address });
  return observations;
}

/** The observations of a run in which nothing but these steps was recorded. */
export function buildBareRun(steps: readonly Step[]): readonly Observation[] {
  return buildRun(steps).filter(({ id }) => id > 3);
}

const resolvedFact = (port: number): Fact => ({
  kind: 'server-resolved',
  name: serverName,
  method: 'address-record',
  addresses: [serverAddress],
  chosen: serverAddress,
  port,
});

const homeNetwork = {
  kind: 'environment',
  localAddress,
  serverAddress,
  interfaceName: 'eth0',
  interfaceKind: 'wired',
  sameNetwork: false,
  sipPortInUse: false,
  isSimulated: false,
} as const satisfies Fact;
