// Outcome of an operation that can fail for reasons the caller must handle.
// Exceptions stay reserved for bugs.

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Err<E> = { readonly ok: false; readonly error: E };

/** Either a value or the reason why there is none; never both, never neither. */
export type Result<T, E> = Ok<T> | Err<E>;

/** A successful result. */
export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

/** A failed result. */
export const err = <E>(error: E): Err<E> => ({ ok: false, error });
