// Turns what a flow delivers into whole SIP messages: a datagram is one; a TCP or TLS stream is cut by
// Content-Length (RFC 3261 18.3) and given up when it breaks that rule or never ends.

import { maxMessageBytes } from '../../shared/observation/observation.ts';
import type { Transport } from '../../shared/observation/path.ts';
import { createFramer, pushBytes } from '../../shared/sip/stream-framer.ts';

export type MessageSink = {
  readonly onMessage: (bytes: Uint8Array) => void;
  readonly onBroken: (bytes: Uint8Array) => void;
};

/** A function to feed with what the flow delivers. */
export function messageStream(transport: Transport, sink: MessageSink): (bytes: Uint8Array) => void {
  if (transport === 'udp') return sink.onMessage;
  let framer = createFramer(maxMessageBytes);
  let isBroken = false;
  return (chunk) => {
    if (isBroken) return;
    const pushed = pushBytes(framer, chunk);
    framer = pushed.framer;
    for (const message of pushed.messages) sink.onMessage(message);
    if (pushed.fault === null) return;
    isBroken = true;
    sink.onBroken(chunk);
  };
}
