// Sends datagrams to one address and hears replies from that address only.
import type { Endpoint } from '../../../shared/base/address.ts';
import { bindDatagram, closeDatagram } from '../datagram-socket.ts';

export type DatagramQuestion = {
  readonly localAddress: string;
  readonly remote: Endpoint;
  readonly datagrams: readonly Uint8Array[];
  /** All of them are sent once more after this time, because a datagram may be lost. */
  readonly repeatAfterMs: number;
  readonly timeLimitMs: number;
  readonly signal: AbortSignal;
};

/** What else arrived is counted, never read. */
const mostReplies = 16;

/** The first reply that `read` accepts; null when none came in time. A device may answer from another port. */
export async function askDatagram<T>(
  question: DatagramQuestion,
  read: (bytes: Uint8Array) => T | null,
): Promise<{ readonly reply: T; readonly sizeBytes: number } | null> {
  const bound = await bindDatagram({ address: question.localAddress, port: 0, isShared: false });
  if (!bound.ok) return null;
  const socket = bound.value;
  const { remote, signal } = question;
  const found = await new Promise<{ reply: T; sizeBytes: number } | null>((resolve) => {
    const none = (): void => resolve(null);
    const send = (): void => {
      for (const bytes of question.datagrams)
        socket.send(bytes, remote.port, remote.address, () => undefined);
    };
    const repeat = setTimeout(send, question.repeatAfterMs);
    const timer = setTimeout(none, question.timeLimitMs);
    let heard = 0;
    socket.on('error', () => undefined);
    socket.on('message', (bytes, from) => {
      if (from.address !== remote.address || ++heard > mostReplies) return;
      const reply = read(bytes);
      if (reply !== null) resolve({ reply, sizeBytes: bytes.length });
    });
    signal.addEventListener('abort', none, { once: true });
    socket.once('close', () => {
      clearTimeout(repeat);
      clearTimeout(timer);
      signal.removeEventListener('abort', none);
    });
    if (signal.aborted) none();
    else send();
  });
  await closeDatagram(socket);
  return found;
}
