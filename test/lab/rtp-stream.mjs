// Ground truth for the wire: a numbered RTP stream and the other end that sends it back, in plain node. Shares no code
// with the product on purpose, so that a mistake there cannot hide a mistake here.
//
//   node rtp-stream.mjs echo PORT                        prints `listening`, echoes until it is ended
//   node rtp-stream.mjs send HOST PORT COUNT EVERY_MS    prints JSON [{number, roundTripMs}] as packets came back
//
// Like Asterisk, the echo keeps the payload and puts its own SSRC and sequence numbers in front.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** Where the packet's number stands in the UDP payload: first of all after the RTP header (RFC 3550 5.1). */
const numberOffset = 12;
const headerBytes = 12;
const audioBytes = 160;
const lastPacketsMs = 400;

const [mode, ...args] = process.argv.slice(2);

async function echo(port) {
  const socket = createSocket('udp4').bind(port);
  await once(socket, 'listening');
  let echoed = 0;
  socket.on('message', (packet, from) => {
    echoed += 1;
    packet.writeUInt16BE(echoed, 2);
    packet.writeUInt32BE(0x0ec40000, 8);
    socket.send(packet, from.port, from.address);
  });
  console.log('listening');
}

function audioPacket(number) {
  const packet = Buffer.alloc(headerBytes + audioBytes, 0xff);
  packet.writeUInt16BE(0x8000, 0); // version 2, PCMU
  // Not from 0, and over the end: RFC 3550 5.1.
  packet.writeUInt16BE((65_400 + number) % 65_536, 2);
  packet.writeUInt32BE(number * audioBytes, 4);
  packet.writeUInt32BE(0x5a1650, 8);
  packet.writeUInt32BE(number, numberOffset);
  return packet;
}

async function send(host, port, count, everyMs) {
  const socket = createSocket('udp4').bind(0);
  await once(socket, 'listening');
  const came = [];
  const sentAt = [];
  socket.on('message', (packet) => {
    const number = packet.readUInt32BE(numberOffset);
    came.push({ number, roundTripMs: performance.now() - sentAt[number] });
  });
  const start = performance.now();
  for (let number = 0; number < count; number += 1) {
    await new Promise((resolve) => {
      setTimeout(resolve, start + number * everyMs - performance.now());
    });
    sentAt.push(performance.now());
    socket.send(audioPacket(number), port, host);
  }
  await new Promise((resolve) => {
    setTimeout(resolve, lastPacketsMs);
  });
  socket.close();
  return came;
}

if (mode === 'echo') await echo(Number(args[0]));
else console.log(JSON.stringify(await send(args[0], ...args.slice(1).map(Number))));
