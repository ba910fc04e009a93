// A UDP flow of two sockets on one port: the connected one sends, gets the peer's datagrams and learns of a closed
// port by ICMP (Linux does not tell it of an unreachable host); the unconnected one gets what anybody else sends.
// The kernel gives every datagram to exactly one of them. Windows has only the unconnected one: two sockets on a
// port have no defined order there, and libuv hides ICMP errors of UDP on Windows in any case.
import type { Socket } from 'node:dgram';
import { addressFamily, type Endpoint } from '../../shared/base/address.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { bindDatagram, closeDatagram, connectDatagram, plainEndpoint } from './datagram-socket.ts';
import { errorCode, flowFault } from './flow-fault.ts';
import { createFlowGate, type FlowGate } from './flow-gate.ts';
import { defaultHopLimit } from './hop-limit.ts';
import type { Flow, FlowFault, FlowHandlers } from './network.ts';

/** With `isPaired` two sockets share the port, else both names mean one unconnected socket. */
type Sockets = { readonly sender: Socket; readonly listener: Socket; readonly isPaired: boolean };
type Sent = Result<void, FlowFault>;

const mostPortTries = 5;

async function findFreePort(address: string): Promise<Result<number, Error>> {
  const bound = await bindDatagram({ address, port: 0, isShared: false });
  if (!bound.ok) return bound;
  const { port } = bound.value.address();
  await closeDatagram(bound.value);
  return ok(port);
}

async function connectedSender(at: Endpoint, remote: Endpoint): Promise<Result<Socket, Error>> {
  const sender = await bindDatagram({ ...at, isShared: true });
  if (!sender.ok) return sender;
  const connected = await connectDatagram(sender.value, remote);
  if (connected.ok) return sender;
  await closeDatagram(sender.value);
  return connected;
}

async function openPair(local: string, remote: Endpoint): Promise<Result<Sockets, Error>> {
  const port = await findFreePort(local);
  if (!port.ok) return port;
  const at = { address: local, port: port.value };
  const listener = await bindDatagram({ ...at, isShared: true });
  if (!listener.ok) return listener;
  const sender = await connectedSender(at, remote);
  if (sender.ok) return ok({ sender: sender.value, listener: listener.value, isPaired: true });
  await closeDatagram(listener.value);
  return sender;
}

async function openSockets(
  local: string,
  remote: Endpoint,
  isPaired: boolean,
): Promise<Result<Sockets, Error>> {
  if (!isPaired) {
    const only = await bindDatagram({ address: local, port: 0, isShared: false });
    return only.ok ? ok({ sender: only.value, listener: only.value, isPaired }) : only;
  }
  let opened = await openPair(local, remote);
  // Another program may take the port between finding it and binding it.
  for (let tries = 1; tries < mostPortTries; tries++) {
    if (opened.ok || errorCode(opened.error) !== 'EADDRINUSE') break;
    opened = await openPair(local, remote);
  }
  return opened;
}

function listen(gate: FlowGate, sockets: Sockets): void {
  for (const socket of new Set([sockets.sender, sockets.listener])) {
    socket.on('message', (bytes, from) => gate.bytes(bytes, plainEndpoint(from)));
    socket.on('error', (error) => gate.fault(flowFault(error, 'udp')));
  }
}

function post(gate: FlowGate, sockets: Sockets, remote: Endpoint, bytes: Uint8Array): Promise<Sent> {
  return gate.attempt((settle) => {
    const done = (error: Error | null): void =>
      settle(error === null ? ok(undefined) : err(flowFault(error, 'udp')));
    if (sockets.isPaired) sockets.sender.send(bytes, done);
    else sockets.sender.send(bytes, remote.port, remote.address, done);
  });
}

function setHops(socket: Socket, hops: number): Sent {
  try {
    socket.setTTL(hops);
    return ok(undefined);
  } catch (error) {
    return err(flowFault(error, 'udp'));
  }
}

/**
 * A UDP flow from a literal local address to a literal remote one; faults as the system names them.
 * `isPaired` false is the Windows way with one socket: no port-unreachable there.
 */
export async function openUdpFlow(
  local: string,
  remote: Endpoint,
  handlers: FlowHandlers,
  isPaired: boolean = process.platform !== 'win32',
): Promise<Result<Flow, FlowFault>> {
  const opened = await openSockets(local, remote, isPaired);
  if (!opened.ok) return err(flowFault(opened.error, 'udp'));
  const sockets = opened.value;
  const gate = createFlowGate('udp', handlers);
  const family = addressFamily(remote.address) ?? 4;
  listen(gate, sockets);

  // One after the other, or a request could leave with the hop limit of a prime.
  let last: Promise<Sent> = Promise.resolve(ok(undefined));
  const inTurn = (job: () => Promise<Sent>): Promise<Sent> => (last = last.then(job));
  const send = (bytes: Uint8Array): Promise<Sent> => post(gate, sockets, remote, bytes);
  const close = (): void => {
    if (!gate.shut()) return;
    for (const socket of new Set([sockets.sender, sockets.listener])) void closeDatagram(socket);
  };

  const prime = async (bytes: Uint8Array): Promise<Sent> => {
    // libuv sets the wrong option for IPv6 on Windows, and the datagram would reach the server.
    if (process.platform === 'win32' && family === 6)
      return err({ code: 'other', detail: 'the hop limit of IPv6 cannot be set on Windows' });
    if (!gate.isOpen()) return send(bytes);
    const limited = setHops(sockets.sender, 1);
    if (!limited.ok) return limited;
    const sent = await send(bytes);
    const restored = setHops(sockets.sender, defaultHopLimit(family));
    // Requests that die after one hop would look like a network that swallows them.
    if (!restored.ok) close();
    return restored.ok ? sent : restored;
  };

  return ok({
    transport: 'udp',
    local: plainEndpoint(sockets.listener.address()),
    remote,
    isVerified: null,
    send: (bytes) => inTurn(() => send(bytes)),
    prime: (bytes) => inTurn(() => prime(bytes)),
    close,
  });
}
