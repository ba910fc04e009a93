// Branded numbers: a duration cannot be passed where a share is meant.

declare const unit: unique symbol;
type Branded<Unit extends string> = number & { readonly [unit]: Unit };

/** Duration or monotonic instant, milliseconds, finite. */
export type Ms = Branded<'ms'>;
/** UDP or TCP port, 1..65535. */
export type Port = Branded<'port'>;

/** Milliseconds; throws on a number that is not finite, because no measurement of ours may be NaN. */
export function ms(value: number): Ms {
  if (!Number.isFinite(value)) throw new RangeError(`not a duration: ${value}`);
  return value as Ms;
}

/** True for a whole number 1..65535. */
export const isPort = (value: number): value is Port =>
  Number.isInteger(value) && value >= 1 && value <= 65535;
