/** Where a command prints: its result, notes beside it, and what ends it early. */
export type Terminal = {
  readonly out: (text: string) => void;
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
};

/** A message may quote what somebody typed or wrote into a file: nothing in it may steer the terminal. */
export const oneLine = (message: string): string =>
  message.replace(/[^\u0020-\u007e\u00a0-\uffff]/g, '?').slice(0, 400);
