// A phone that answers calls as no phone should, in plain node. The extension that is called says how. Shares no code
// with the product on purpose, so that a mistake there cannot hide a mistake here.
//
//   node odd-phone.mjs ADDRESS OTHER_ADDRESS PORT [BEHAVIOUR]    prints `listening`, then `up EXTENSION`, `down EXTENSION`
//
// It takes any REGISTER and OPTIONS without asking for a password. BEHAVIOUR, when given, holds for every extension.
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const [address = '', otherAddress = '', portText = '', always = null] = process.argv.slice(2);
const port = Number(portText);
const sip = createSocket('udp4').bind(port, address);
await once(sip, 'listening');
const calls = new Map();

const audio = (mediaPort, { format = '0', host = address } = {}) =>
  `v=0\r\no=odd 1 1 IN IP4 ${host}\r\ns=-\r\nc=IN IP4 ${host}\r\nt=0 0\r\nm=audio ${mediaPort} RTP/AVP ${format}\r\n`;

async function mediaSocket(at = address) {
  const socket = createSocket('udp4').bind(0, at);
  await once(socket, 'listening');
  return socket;
}

/** Puts an SSRC and sequence numbers of its own in front, as Asterisk does. RFC 3550 5.1. */
function echoed(packet, call) {
  call.sequence = (call.sequence + 1) % 65_536;
  packet.writeUInt16BE(call.sequence, 2);
  packet.writeUInt32BE(0x0dd0_0001, 8);
  return packet;
}

/** What is done with each packet of sound that arrives. */
const sounds = {
  echo: (packet, from, call, socket) => socket.send(echoed(packet, call), from.port, from.address),
  silent: () => undefined,
  'other-source': (packet, from, call) => sounds.echo(packet, from, call, call.other),
  'foreign-ssrc'(packet, from, call, socket) {
    const foreign = Buffer.from(packet);
    foreign.writeUInt32BE(0x0bad_0002, 8);
    foreign.fill(0x7f, 12);
    socket.send(foreign, from.port, from.address);
    sounds.echo(packet, from, call, socket);
  },
  replay(packet, from, call, socket) {
    const copy = Buffer.from(echoed(packet, call));
    socket.send(packet, from.port, from.address);
    setTimeout(() => {
      if (!call.isOver) socket.send(copy, from.port, from.address);
    }, 300);
  },
  leaves(packet, from, call, socket) {
    sounds.echo(packet, from, call, socket);
    call.heard += 1;
    if (call.heard === 75) goodbye(call);
  },
};

/** What the answer describes instead of the sound that there is. */
const descriptions = {
  'no-sdp': () => '',
  'port-zero': () => audio(0),
  'other-codec': (call) => audio(call.media.address().port, { format: '9' }),
  elsewhere: (call) => audio(call.other.address().port, { host: otherAddress }),
  'loopback-address': () => audio(20_000, { host: '127.0.0.1' }),
  'huge-sdp': (call) => audio(call.media.address().port) + 'a=x-filler:0123456789abcdef\r\n'.repeat(2_200),
  closed: () => audio(19_999),
};

function readMessage(bytes) {
  const lines = bytes.toString('latin1').split('\r\n');
  const values = (name) =>
    lines
      .filter((line) => line.toLowerCase().startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trim());
  return { method: lines[0].split(' ')[0], uri: lines[0].split(' ')[1], values };
}

function answer({ values }, from, status, { tag = 'odd', more = [], body = '' } = {}) {
  const [topVia, ...vias] = values('via');
  const via = topVia.replace(/;rport(?=;|$)/, `;received=${from.address};rport=${from.port}`);
  const [to] = values('to');
  const head = [
    `SIP/2.0 ${status}`,
    ...[via, ...vias].map((value) => `Via: ${value}`),
    `From: ${values('from')[0]}`,
    `To: ${to.includes(';tag=') ? to : `${to};tag=${tag}`}`,
    `Call-ID: ${values('call-id')[0]}`,
    `CSeq: ${values('cseq')[0]}`,
    ...more,
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${body.length}`,
  ];
  sip.send(`${head.join('\r\n')}\r\n\r\n${body}`, from.port, from.address);
}

async function takeCall(request, from) {
  const [id] = request.values('call-id');
  if (calls.has(id)) return;
  const extension = /^sips?:([^@]*)@/.exec(request.uri)?.[1] ?? '';
  const how = always ?? extension;
  const call = { id, extension, from, request, sequence: 0, heard: 0, tag: randomBytes(6).toString('hex') };
  calls.set(id, call);
  call.media = await mediaSocket();
  call.other = await mediaSocket(otherAddress);
  const sound = sounds[how] ?? sounds.echo;
  for (const socket of [call.media, call.other])
    socket.on('message', (packet, source) => sound(packet, source, call, socket));
  const describe = descriptions[how] ?? (() => audio(call.media.address().port));
  const more = [`Contact: <sip:odd@${address}:${port}>`];
  console.log(`up ${extension}`);
  answer(request, from, '200 OK', { tag: call.tag, more, body: describe(call) });
}

function end(call) {
  if (call === undefined || call.isOver) return;
  call.isOver = true;
  call.media.close();
  call.other.close();
  console.log(`down ${call.extension}`);
}

/** Ends the call from this side. RFC 3261 15.1.1. */
function goodbye(call) {
  const { request, from, tag } = call;
  const [caller] = request.values('contact').map((value) => /<([^>]+)>/.exec(value)?.[1] ?? value);
  const head = [
    `BYE ${caller} SIP/2.0`,
    `Via: SIP/2.0/UDP ${address}:${port};branch=z9hG4bK${tag}`,
    'Max-Forwards: 70',
    `From: ${request.values('to')[0]};tag=${tag}`,
    `To: ${request.values('from')[0]}`,
    `Call-ID: ${call.id}`,
    'CSeq: 1 BYE',
    'Content-Length: 0',
  ];
  sip.send(`${head.join('\r\n')}\r\n\r\n`, from.port, from.address);
  end(call);
}

const methods = {
  OPTIONS: (request, from) => answer(request, from, '200 OK'),
  // It stores nothing: calls of several customers at once must not find each other's address.
  REGISTER: (request, from) => answer(request, from, '200 OK'),
  INVITE: takeCall,
  BYE(request, from) {
    answer(request, from, '200 OK');
    end(calls.get(request.values('call-id')[0]));
  },
};

sip.on('message', (bytes, from) => {
  const request = readMessage(bytes);
  void methods[request.method]?.(request, from);
});
console.log('listening');
