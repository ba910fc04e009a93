// The two promises every flow makes: no callback after close(), and every send gets an answer, even when node
// drops its callback because the socket was closed meanwhile.
import type { Endpoint } from '../../shared/base/address.ts';
import { err, type Result } from '../../shared/base/result.ts';
import type { Transport } from '../../shared/observation/path.ts';
import { flowFault } from './flow-fault.ts';
import type { FlowFault, FlowHandlers } from './network.ts';

type Sent = Result<void, FlowFault>;

/** Stands between a socket and the flow's owner. */
export type FlowGate = {
  isOpen(): boolean;
  bytes(bytes: Uint8Array, from: Endpoint): void;
  fault(fault: FlowFault): void;
  /** Runs a send that calls `settle` once; resolves as Err when it throws or when the gate is shut first. */
  attempt(start: (settle: (sent: Sent) => void) => void): Promise<Sent>;
  /** Ends all callbacks; true the first time. */
  shut(): boolean;
};

const closed: Sent = err({ code: 'no-socket', detail: 'the flow was closed' });

/** A gate that is open. */
export function createFlowGate(transport: Transport, handlers: FlowHandlers): FlowGate {
  const waiting = new Set<() => void>();
  let isOpen = true;

  const attempt: FlowGate['attempt'] = (start) =>
    new Promise((resolve) => {
      if (!isOpen) {
        resolve(closed);
        return;
      }
      const abandon = (): void => resolve(closed);
      waiting.add(abandon);
      const settle = (sent: Sent): void => {
        waiting.delete(abandon);
        resolve(sent);
      };
      try {
        start(settle);
      } catch (error) {
        settle(err(flowFault(error, transport)));
      }
    });

  return {
    isOpen: () => isOpen,
    // A copy, because node may hand out a view of a buffer it shares.
    bytes: (bytes, from) => {
      if (isOpen) handlers.onBytes(Uint8Array.from(bytes), from);
    },
    fault: (fault) => {
      if (isOpen) handlers.onFault(fault);
    },
    attempt,
    shut: () => {
      if (!isOpen) return false;
      isOpen = false;
      for (const abandon of waiting) abandon();
      waiting.clear();
      return true;
    },
  };
}
