// Ground truth for the lab: sends well-formed OPTIONS and prints, as JSON, what came back. Shares no code with the
// product on purpose, so that a mistake there cannot hide a mistake here.
//
//   node options-probe.mjs HOST PORT FROM_USER KIND...      KIND: truthful decoy translated diverted tcp
//   node options-probe.mjs listen PORT                      prints the first datagram that arrives
//   FROM_PORT in the environment: the local port of that shared socket
//
// truthful, decoy and translated share one socket, in the order given; translated uses the mapping that
// decoy (or truthful, without a decoy) has shown.
import { randomBytes, randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';

const waitMs = 1_200;
const [host, portText, user, ...kinds] = process.argv.slice(2);
const port = Number(portText);
const id = () => randomBytes(8).toString('hex');

async function openSocket(at = 0) {
  const socket = createSocket('udp4').bind(at);
  await once(socket, 'listening');
  return socket;
}

/** The local address on the route to the server: connecting a UDP socket sends nothing. */
async function ownAddress() {
  const socket = await openSocket();
  socket.connect(port, host);
  await once(socket, 'connect');
  const { address } = socket.address();
  socket.close();
  return address;
}

function request(transport, via, fromHost, branch) {
  const head = [
    `OPTIONS sip:${host} SIP/2.0`,
    `Via: SIP/2.0/${transport} ${via};rport;branch=${branch}`,
    'Max-Forwards: 70',
    `From: <sip:${user}@${fromHost}>;tag=${id()}`,
    `To: <sip:${host}>`,
    `Call-ID: ${id()}@${fromHost}`,
    `CSeq: ${randomInt(1_000, 2 ** 30)} OPTIONS`,
    `Contact: <sip:${user}@${via}>`,
    'User-Agent: sip-alg-checker lab',
    'Accept: application/sdp',
    'Content-Length: 0',
  ];
  return `${head.join('\r\n')}\r\n\r\n`;
}

function read(text, socketName) {
  const via = /^Via:\s*SIP\/2\.0\/\w+\s+([^;\s]+)(.*)$/im.exec(text);
  const parameter = (name) => new RegExp(`;${name}=([^;\\s]+)`).exec(via?.[2] ?? '')?.[1] ?? null;
  const rport = parameter('rport');
  return {
    status: Number(/^SIP\/2\.0 (\d{3})/.exec(text)?.[1]),
    via: via?.[1] ?? null,
    received: parameter('received'),
    rport: rport === null ? null : Number(rport),
    arrivedOn: socketName,
  };
}

const silence = { status: null, via: null, received: null, rport: null, arrivedOn: null };

/** Sends once (never again) and waits for the answer with this branch on any of the named sockets. */
function exchange(sockets, branch, send) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(silence), waitMs);
    for (const [name, socket] of Object.entries(sockets))
      socket.on('message', (data) => {
        if (!data.includes(branch)) return;
        clearTimeout(timer);
        resolve(read(data.toString('latin1'), name));
      });
    send();
  });
}

async function overUdp(kind, address, socket, mapping) {
  const branch = `z9hG4bK${id()}`;
  const own = socket.address().port;
  const via = { truthful: `${address}:${own}`, decoy: `192.0.2.1:${own}`, translated: mapping }[kind];
  const fromHost = kind === 'translated' ? mapping.split(':')[0] : address;
  const message = request('UDP', via, fromHost, branch);
  return {
    sentVia: via,
    ownPort: own,
    ...(await exchange({ A: socket }, branch, () => socket.send(message, port, host))),
  };
}

async function diverted(address) {
  const [a, b] = [await openSocket(), await openSocket()];
  // TTL 1: opens a firewall of this computer for the answer, gets no further than the first router.
  b.setTTL(1);
  b.send('\r\n', port, host);
  const branch = `z9hG4bK${id()}`;
  const via = `${address}:${b.address().port}`;
  const send = () => a.send(request('UDP', via, address, branch), port, host);
  const answer = await exchange({ A: a, B: b }, branch, send);
  const result = { sentVia: via, ownPort: a.address().port, ...answer };
  a.close();
  b.close();
  return result;
}

async function overTcp(address) {
  const socket = connect({ host, port, timeout: waitMs });
  const opened = await Promise.race([
    once(socket, 'connect').then(
      () => true,
      () => false,
    ),
    once(socket, 'timeout').then(() => false),
  ]);
  if (!opened) socket.destroy();
  if (!opened) return { sentVia: null, ownPort: null, ...silence };
  const branch = `z9hG4bK${id()}`;
  const via = `${address}:${socket.localPort}`;
  socket.write(request('TCP', via, address, branch));
  const [data] = await Promise.race([once(socket, 'data'), once(socket, 'timeout')]);
  const result = {
    sentVia: via,
    ownPort: socket.localPort,
    ...(data ? read(data.toString('latin1'), 'A') : silence),
  };
  socket.destroy();
  return result;
}

async function probe() {
  const address = await ownAddress();
  const socket = await openSocket(Number(process.env.FROM_PORT ?? 0));
  const results = [];
  for (const kind of kinds) {
    // The decoy's answer shows the mapping even behind an ALG, which hides it from the truthful one.
    const answers = results.filter((result) => result.received !== null);
    const seen = answers.find((result) => result.kind === 'decoy') ?? answers[0];
    if (kind === 'translated' && seen === undefined) continue; // no mapping known: nothing well-formed to send
    const mapping = `${seen?.received}:${seen?.rport}`;
    const result =
      kind === 'tcp'
        ? await overTcp(address)
        : kind === 'diverted'
          ? await diverted(address)
          : await overUdp(kind, address, socket, mapping);
    results.push({ kind, ...result });
  }
  socket.close();
  return results;
}

async function listen() {
  const socket = createSocket('udp4').bind(port);
  const arrived = once(socket, 'message').then(([data]) => data.toString('latin1'));
  const nothing = new Promise((resolve) => {
    setTimeout(resolve, waitMs, null);
  });
  const result = await Promise.race([arrived, nothing]);
  socket.close();
  return result;
}

console.log(JSON.stringify(host === 'listen' ? await listen() : await probe()));
