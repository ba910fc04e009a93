// The only way from a page to the host: every method of the contract passes here, and so does every refusal.
// Order: who is asking, then how, then the host service, which checks the request and its own answer by schema.

import { err, type Result } from '../../shared/base/result.ts';
import { type CallError, methodNames } from '../../shared/ipc/contract.ts';
import { callChannel } from './channels.ts';

/** What is known of the sender of a call. */
export type CallSender = {
  readonly sender: unknown;
  /** Null when the frame is gone already. */
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
};

export type GateOptions = {
  readonly isOwnContents: (sender: unknown) => boolean;
  readonly isOwnPage: (url: string) => boolean;
  readonly call: (method: string, request: unknown) => Promise<Result<unknown, CallError>>;
};

type Handle = (
  channel: string,
  listener: (event: CallSender, ...requests: unknown[]) => Promise<Result<unknown, CallError>>,
) => void;

/** True when the call comes from the main frame of our window while that shows our page. */
function isTrusted(event: CallSender, { isOwnContents, isOwnPage }: GateOptions): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isOwnContents(event.sender) && isOwnPage(frame.url);
}

const refuse = (code: CallError['code'], message: string): Result<never, CallError> => err({ code, message });

/** Registers one channel a method with `handle` (ipcMain.handle) and lets only our own page through. */
export function openGate(handle: Handle, options: GateOptions): void {
  for (const method of methodNames) {
    handle(callChannel(method), async (event, ...requests) => {
      if (!isTrusted(event, options)) return refuse('not-allowed', 'the call does not come from our page');
      if (requests.length !== 1) return refuse('bad-request', 'a call has exactly one request');
      try {
        return await options.call(method, requests[0]);
      } catch {
        // What went wrong may hold addresses or paths; the page gets the code only.
        return refuse('internal', `${method} failed`);
      }
    });
  }
}
