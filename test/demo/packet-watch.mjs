// Preloaded into the command line by tests that say "nothing is sent": notes every datagram and every connection
// that the program tries, in the file named by PACKET_WATCH_FILE, and still lets it happen.
import { Socket as DatagramSocket } from 'node:dgram';
import { appendFileSync } from 'node:fs';
import { Socket as StreamSocket } from 'node:net';

const file = process.env.PACKET_WATCH_FILE;

function watch(prototype, name, what) {
  const original = prototype[name];
  prototype[name] = function watched(...args) {
    if (file) appendFileSync(file, `${what}\n`);
    return original.apply(this, args);
  };
}

watch(DatagramSocket.prototype, 'send', 'datagram');
watch(StreamSocket.prototype, 'connect', 'connection');
