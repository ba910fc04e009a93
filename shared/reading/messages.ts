// The messages of a run in the order they were seen.
import type { Observation, ObservationOf } from '../observation/observation.ts';

/** Characters of one message that are shown; the report file keeps them all. */
export const mostMessageChars = 8000;

export type Message =
  | ObservationOf<'request-sent'>
  | ObservationOf<'reply-received'>
  | ObservationOf<'stray-received'>;

export const messagesOf = (observations: readonly Observation[]): readonly Message[] =>
  observations.filter(
    (o) => o.kind === 'request-sent' || o.kind === 'reply-received' || o.kind === 'stray-received',
  );
