import { exitCodes } from './exit-codes.ts';

/** Input that cannot be used: one line for the user, and the exit status that goes with it. */
export class UsageError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = exitCodes.unusableInput) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** What the user typed, short enough and free of control characters for one line. */
export const clip = (text: string): string => text.slice(0, 80).replace(/[^\u0020-\u007e]/g, '?');
