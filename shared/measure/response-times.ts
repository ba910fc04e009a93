// How fast and how reliably a server answers SIP requests. For OPTIONS this is neither a ping nor one of the delays of
// RFC 6076, which are about registrations and calls.
import { z } from 'zod';
import { sameAddress } from '../base/address.ts';
import { maxObservations, type Observation, type ObservationOf } from '../observation/observation.ts';
import { percentile, sorted } from './percentile.ts';

const count = z.int().min(0).max(maxObservations);

export const responseTimesSchema = z.strictObject({
  /** Requests that left, each transmission counted. */
  requestsSent: count,
  /** Transmissions beyond the first (timer E, RFC 3261 17.1.2.2). */
  retransmissions: count,
  /** Exchanges that ended, and those of them that the server answered. */
  exchanges: count,
  answered: count,
  /** Transmissions without a reply of their own. */
  unanswered: count,
  /** unanswered / requestsSent, 0..1; null when nothing was sent. */
  lossRatio: z.number().min(0).max(1).nullable(),
  /** From the request to the first reply, ms; null without a sample. */
  responseMs: z.strictObject({ p50: z.number(), p95: z.number(), samples: count }).nullable(),
});
/** Summary of SIP exchanges with one server. */
export type ResponseTimes = Readonly<z.infer<typeof responseTimesSchema>>;

type Transmissions = {
  readonly requests: readonly ObservationOf<'request-sent'>[];
  readonly replies: readonly ObservationOf<'reply-received'>[];
};

/**
 * Sums up the exchanges among the observations that ran to their end. `diverted` is left out: a NAT may rightly
 * withhold its reply.
 */
export function responseTimesOf(observations: readonly Observation[]): ResponseTimes {
  const exchanges = endedExchanges(observations);
  const requestsSent = exchanges.reduce((sum, { requests }) => sum + requests.length, 0);
  const unanswered = exchanges.reduce(
    (sum, { requests, replies }) => sum + Math.max(0, requests.length - replies.length),
    0,
  );
  const times = sorted(Float64Array.from(exchanges.flatMap(responseTime)));
  const p50 = percentile(times, 50);
  const p95 = percentile(times, 95);
  return {
    requestsSent,
    retransmissions: requestsSent - exchanges.length,
    exchanges: exchanges.length,
    answered: exchanges.filter(({ replies }) => replies.length > 0).length,
    unanswered,
    lossRatio: requestsSent === 0 ? null : unanswered / requestsSent,
    responseMs: p50 === null || p95 === null ? null : { p50, p95, samples: times.length },
  };
}

function endedExchanges(observations: readonly Observation[]): readonly Transmissions[] {
  const sent = observations.filter((o) => o.kind === 'request-sent');
  const received = observations.filter((o) => o.kind === 'reply-received');
  return observations.filter(isCounted).flatMap(({ exchange }) => {
    const requests = sent.filter((o) => o.exchange === exchange);
    const server = requests[0]?.remote;
    if (server === undefined) return [];
    const replies = received.filter(
      ({ exchange: own, from }) =>
        own === exchange && from.port === server.port && sameAddress(from.address, server.address),
    );
    return [{ requests, replies }];
  });
}

/** What was cancelled or failed in this computer says nothing about the server. */
const isCounted = (o: Observation): o is ObservationOf<'exchange-ended'> =>
  o.kind === 'exchange-ended' &&
  o.probe !== 'diverted' &&
  (o.outcome === 'answered' || o.outcome === 'silent');

/** None after a retransmission: nobody can tell which transmission a reply belongs to (Karn's rule, RFC 6298 3). */
function responseTime({ requests, replies }: Transmissions): readonly number[] {
  const first = replies[0];
  return first === undefined || requests.length > 1 ? [] : [first.sinceRequestMs];
}
