// Is anybody at an address? One TCP connection that is closed at once; nothing is sent over it.
import { connect } from 'node:net';
import type { Endpoint } from '../../shared/base/address.ts';
import { errorCode } from './flow-fault.ts';

/** True when the connection was accepted, or refused by the address itself; false after `timeLimitMs` or without a way there. */
export function knock(
  { address, port }: Endpoint,
  timeLimitMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const end = (isThere: boolean): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      socket.destroy();
      resolve(isThere);
    };
    const giveUp = (): void => end(false);
    const timer = setTimeout(giveUp, timeLimitMs);
    signal.addEventListener('abort', giveUp, { once: true });
    socket.once('connect', () => end(true));
    socket.on('error', (error) => end(errorCode(error) === 'ECONNREFUSED'));
  });
}
