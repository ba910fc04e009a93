// Lends a UDP socket of a lab machine to a test, which itself stands outside of the network.
//
//   node datagram-pipe.mjs HOST PORT     first prints {address, port} of the socket; then one datagram a line, base64:
//                                        standard input goes to HOST:PORT, what arrives goes to standard output
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const [host, port] = process.argv.slice(2);
const socket = createSocket('udp4');
socket.connect(Number(port), host);
await once(socket, 'connect');
socket.on('message', (data) => console.log(data.toString('base64')));
socket.on('error', () => undefined);
console.log(JSON.stringify(socket.address()));
for await (const line of createInterface({ input: process.stdin })) socket.send(Buffer.from(line, 'base64'));
socket.close();
