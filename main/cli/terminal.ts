/** Where a command prints: its result, notes beside it, and what ends it early. */
export type Terminal = {
  readonly out: (text: string) => void;
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
};
