// An exchange is one request with everything that came back for it, put together from single observations.
import { sameAddress } from '../base/address.ts';
import { latin1ToBytes } from '../base/bytes.ts';
import type { Observation, ObservationOf } from '../observation/observation.ts';
import type { Path, ProbeName } from '../observation/path.ts';
import { type Echo, readEcho } from './echo.ts';

export type Reply = {
  readonly observation: ObservationOf<'reply-received'>;
  /** It came from the address and port the request went to. */
  readonly isFromServer: boolean;
  /** Null when the reply cannot be compared with the request. */
  readonly echo: Echo | null;
};

export type Exchange = {
  readonly exchange: number;
  readonly probe: ProbeName;
  readonly path: Path;
  readonly requests: readonly ObservationOf<'request-sent'>[];
  readonly replies: readonly Reply[];
  readonly failure: ObservationOf<'flow-failed'> | null;
  readonly ended: ObservationOf<'exchange-ended'> | null;
  /** Own endpoint of the sending socket; null when nothing was sent. */
  readonly local: ObservationOf<'request-sent'>['local'] | null;
  /** Two final replies of the server that say different things. */
  readonly isContradicted: boolean;
  /** The one final reply that may be used as evidence: from the server, not contradicted. */
  readonly answer: (Reply & { readonly echo: Echo }) | null;
  /** Nothing of any kind came back, not even late. */
  readonly isSilent: boolean;
};

/** Exchanges in the order they began; observations of other kinds are passed over. */
export function groupExchanges(observations: readonly Observation[]): readonly Exchange[] {
  const numbers = new Set<number>();
  for (const o of observations) if ('exchange' in o) numbers.add(o.exchange);
  return [...numbers].toSorted((a, b) => a - b).flatMap((number) => readExchange(number, observations) ?? []);
}

function readExchange(number: number, observations: readonly Observation[]): Exchange | null {
  const own = observations.filter((o) => 'exchange' in o && o.exchange === number);
  const first = own.find((o) => 'probe' in o);
  if (first === undefined || !('probe' in first) || !('path' in first)) return null;
  const requests = own.filter((o) => o.kind === 'request-sent');
  const request = requests[0];
  const replies = request === undefined ? [] : repliesTo(request, own);
  const finals = replies.filter(isFinal);
  const isContradicted = finals.some(
    (reply) => finals[0] !== undefined && contradicts(finals[0].echo, reply.echo),
  );
  return {
    exchange: number,
    probe: first.probe,
    path: first.path,
    requests,
    replies,
    failure: own.find((o) => o.kind === 'flow-failed') ?? null,
    ended: own.find((o) => o.kind === 'exchange-ended') ?? null,
    local: request?.local ?? null,
    isContradicted,
    answer: isContradicted ? null : (finals[0] ?? null),
    isSilent: requests.length > 0 && replies.length === 0 && !own.some((o) => o.kind === 'flow-failed'),
  };
}

const repliesTo = (request: ObservationOf<'request-sent'>, own: readonly Observation[]): readonly Reply[] =>
  own
    .filter((o) => o.kind === 'reply-received')
    .map((observation) => {
      const echo = readEcho(latin1ToBytes(request.bytes), latin1ToBytes(observation.bytes));
      return {
        observation,
        isFromServer:
          sameAddress(observation.from.address, request.remote.address) &&
          observation.from.port === request.remote.port,
        echo: echo.ok ? echo.value : null,
      };
    });

const isFinal = (reply: Reply): reply is Reply & { readonly echo: Echo } =>
  reply.isFromServer && reply.echo !== null && reply.echo.statusCode >= 200;

const contradicts = (a: Echo, b: Echo): boolean =>
  a.statusCode !== b.statusCode ||
  a.received !== b.received ||
  a.rport !== b.rport ||
  JSON.stringify(a.changes) !== JSON.stringify(b.changes);
