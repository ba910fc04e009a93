// What a run knows that can tell one router from another, taken from its observations.
import type { DeviceField, DeviceFields, GatewaySource } from '../observation/gateway.ts';
import type { Observation, ObservationOf } from '../observation/observation.ts';

export type RouterSignals = {
  readonly gateway: ObservationOf<'gateway'> | null;
  readonly answers: readonly ObservationOf<'gateway-answer'>[];
};

export const readSignals = (observations: readonly Observation[]): RouterSignals => ({
  gateway: observations.findLast((o) => o.kind === 'gateway') ?? null,
  answers: observations.filter((o) => o.kind === 'gateway-answer'),
});

/** Everything that one question brought; empty where it brought nothing. */
export const fieldsOf = ({ answers }: RouterSignals, source: GatewaySource): DeviceFields =>
  answers.find((answer) => answer.source === source)?.fields ?? {};

/** A field from the first of these questions that brought it. */
export function fieldOf(
  signals: RouterSignals,
  field: DeviceField,
  ...sources: readonly GatewaySource[]
): string | null {
  for (const source of sources) {
    const text = fieldsOf(signals, source)[field];
    if (text !== undefined) return text;
  }
  return null;
}

/** Both front doors: without and with TLS. */
export const pageSources = ['web-page', 'secure-web-page'] as const;
