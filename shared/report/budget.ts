// What a run cost the server: requests, new flows, and answers that a ban tool may have counted.
import { z } from 'zod';
import { groupExchanges } from '../exchange/exchange.ts';
import type { Observation, ObservationOf } from '../observation/observation.ts';
import { isAccountActivity } from '../verdict/facts.ts';

const count = z.int().min(0).max(1000);

export const budgetSchema = z.strictObject({
  requestsSent: count,
  newFlows: count,
  /** Requests that a log watcher such as fail2ban may have counted against this address. */
  strikesSuspected: count,
});
export type Budget = Readonly<z.infer<typeof budgetSchema>>;

/** Counts over the observations; every transmission is a request. */
export function budgetOf(
  observations: readonly Observation[],
  exchanges = groupExchanges(observations),
): Budget {
  const requests = observations.filter((o) => o.kind === 'request-sent');
  const mode = observations.find((o) => o.kind === 'ledger-read')?.mode;
  const refused = exchanges.filter((exchange) =>
    exchange.replies.some((reply) => [401, 403, 407].includes(reply.echo?.statusCode ?? 0)),
  );
  const strikes =
    mode === 'anonymous' ? refused.reduce((sum, exchange) => sum + exchange.requests.length, 0) : 0;
  const account = observations.filter((o) => isAccountActivity(o));
  return {
    requestsSent: requests.length + account.reduce((sum, o) => sum + requestsIn(o), 0),
    newFlows: new Set(
      [...requests, ...account].map((o) => `${o.path.transport} ${o.local?.port} ${o.remote?.port}`),
    ).size,
    strikesSuspected: strikes + account.filter((o) => struck.includes(o.outcome)).length,
  };
}

type AccountActivity = ObservationOf<'registration' | 'call' | 'readback'>;

/** Outcomes that Asterisk writes a line about which a ban tool counts (measured). */
const struck: readonly AccountActivity['outcome'][] = ['credential-refused', 'not-found', 'forbidden'];

/** Requests among the messages; an ACK is half of one, a response none. */
const requestsIn = ({ messages }: AccountActivity): number =>
  messages.filter(({ direction, bytes }) => direction === 'sent' && !/^(?:ACK |SIP\/2\.0 )/.test(bytes))
    .length;
