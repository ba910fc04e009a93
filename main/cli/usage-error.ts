import { exitCodes } from './exit-codes.ts';

/** Input that cannot be used: one line for the user, and the exit status that goes with it. */
export class UsageError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = exitCodes.unusableInput) {
    super(message);
    this.exitCode = exitCode;
  }
}
