// The host's count of messages per server, read anew while a page that shows it is open.
import { useEffect, useState } from 'react';
import type { ResponseOf } from '../../shared/ipc/contract.ts';
import { codeOf } from '../client/answer.ts';
import type { App } from '../state/store.ts';

type Ledger = ResponseOf<'ledger.read'>;

/** It counts down in minutes; between two readings, ms. */
const rereadMs = 20_000;

/** Null until it was read. */
export function useLedger(app: App): Ledger | null {
  const [ledger, setLedger] = useState<Ledger | null>(null);
  useEffect(() => {
    let isOpen = true;
    const read = async () => {
      try {
        const answer = await app.client.call('ledger.read', {});
        if (isOpen) setLedger(answer);
      } catch (error) {
        app.store.setState({ notice: codeOf(error) });
      }
    };
    void read();
    const rereading = setInterval(() => void read(), rereadMs);
    return () => {
      isOpen = false;
      clearInterval(rereading);
    };
  }, [app]);
  return ledger;
}
