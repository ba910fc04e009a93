// A router's front: SSDP, HTTP and HTTPS as one product, or one hostile device, shows them.
//   node fake-gateway.mjs < behaviour.json
// Prints one line with the ports in use and serves until its input ends. The behaviour is described in
// test/fakes/gateway/behaviour.ts.
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';

const chunks = [];
const input = process.stdin;
const text = await new Promise((resolve) => {
  input.on('data', (chunk) => {
    chunks.push(chunk);
    const line = Buffer.concat(chunks).indexOf('\n');
    if (line >= 0) resolve(Buffer.concat(chunks).subarray(0, line).toString('utf8'));
  });
});
input.on('end', () => process.exit(0));
const behaviour = JSON.parse(text);
const { address } = behaviour;
const ports = {};
const log = { requests: [], datagrams: 0 };

/** Places and ports that are only known once everything listens. */
const fill = (template) =>
  template.replaceAll('{address}', address).replace(/\{port:(\w+)\}/g, (_whole, name) => String(ports[name]));

function reply(response, { status = 200, headers = {}, body = '', mode = 'plain', sizeBytes = 0 }) {
  if (mode === 'silent') return;
  const filled = Object.entries(headers).map(([name, value]) => [name, fill(value)]);
  response.writeHead(status, Object.fromEntries(filled));
  if (mode === 'plain') return response.end(fill(body));
  response.write(fill(body));
  if (mode === 'drip') {
    const timer = setInterval(() => response.write('x'), 100);
    return response.on('close', () => clearInterval(timer));
  }
  // `endless` for ever, `large` up to a size; as fast as the other side reads.
  const filler = Buffer.alloc(64 * 1024, 'a');
  let left = mode === 'endless' ? Number.POSITIVE_INFINITY : sizeBytes;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= filler.length;
      if (!response.write(filler)) return response.once('drain', more);
    }
    response.end();
  };
  more();
}

const answer = (door) => (request, response) => {
  log.requests.push(`${door} ${request.method} ${request.url}`);
  response.on('error', () => undefined);
  const page = behaviour.pages[`${door} ${request.url}`];
  request.resume();
  reply(response, page ?? { status: 404, body: 'none' });
};

async function listen(name, server) {
  if (behaviour.ports[name] === undefined) return;
  server.on('error', (error) => console.error(error.message));
  server.on('clientError', () => undefined);
  await new Promise((resolve) => server.listen(behaviour.ports[name], address, resolve));
  ports[name] = server.address().port;
}

for (const door of ['web', 'tr064', 'igd']) await listen(door, createServer(answer(door)));
if (behaviour.certificate !== null)
  await listen('secureWeb', createSecureServer(behaviour.certificate, answer('secureWeb')));

const { ssdp } = behaviour;
if (ssdp !== null) {
  const socket = createSocket('udp4');
  socket.on('error', () => undefined);
  socket.on('message', (message, from) => {
    log.datagrams += 1;
    const target = /^ST: (.*)\r$/m.exec(message.toString('latin1'))?.[1];
    const send = (lines) => socket.send(lines.map(fill).join('\r\n'), from.port, from.address);
    for (const lines of ssdp.garbage ?? []) send([lines]);
    if (ssdp.targets.includes(target))
      send(['HTTP/1.1 200 OK', 'CACHE-CONTROL: max-age=120', `ST: ${target}`, ...ssdp.headers, '', '']);
  });
  await new Promise((resolve) => socket.bind(behaviour.ports.ssdp, address, resolve));
  ports.ssdp = socket.address().port;
}
console.log(JSON.stringify(ports));
// What was asked, once its input ends.
process.on('exit', () => console.log(JSON.stringify(log)));
