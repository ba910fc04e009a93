/** Source of unpredictable identifiers (branches, tags, Call-IDs); never a sequence. */
export interface IdSource {
  /** Random letters and digits, `length` characters. */
  token(length: number): string;
  /** Random whole number, min..max inclusive. */
  integer(min: number, max: number): number;
}
