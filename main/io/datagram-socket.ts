// node:dgram as promises and Results: bind and connect, and nothing ever thrown.
import { createSocket, type Socket } from 'node:dgram';
import { addressFamily, type Endpoint } from '../../shared/base/address.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';

/** Where to bind; port 0 lets the system choose. `isShared` allows a second socket of ours on the same port. */
export type DatagramBinding = Endpoint & { readonly isShared: boolean };

/** An endpoint without the zone that node appends to link-local IPv6 addresses. */
export const plainEndpoint = (at: Endpoint): Endpoint => ({
  address: at.address.replace(/%.*$/, ''),
  port: at.port,
});

function createQuietSocket(address: string, isShared = false): Socket {
  const family = addressFamily(address) === 6 ? 6 : 4;
  const socket = createSocket({
    type: `udp${family}`,
    reuseAddr: isShared,
    // Every address here is a literal. Node's own lookup would hold a datagram back until the running code is done.
    lookup: (literal, _options, done) => done(null, literal, family),
  });
  // An error that comes while nobody asked must not end the program.
  socket.on('error', () => undefined);
  return socket;
}

/** Closes a socket; resolves when the system has really let go of the port. */
export const closeDatagram = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    try {
      socket.close(resolve);
    } catch {
      resolve();
    }
  });

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

function outcome(
  socket: Socket,
  start: (done: (error?: Error) => void) => void,
): Promise<Result<void, Error>> {
  return new Promise((resolve) => {
    const onError = (error: Error): void => resolve(err(error));
    const done = (error?: Error): void => {
      socket.off('error', onError);
      resolve(error === undefined ? ok(undefined) : err(error));
    };
    socket.once('error', onError);
    try {
      start(done);
    } catch (thrown) {
      done(asError(thrown));
    }
  });
}

/** A socket bound to one literal address, or the system's error that prevented it. */
export async function bindDatagram(at: DatagramBinding): Promise<Result<Socket, Error>> {
  const socket = createQuietSocket(at.address, at.isShared);
  const bound = await outcome(socket, (done) => {
    socket.bind({ address: at.address, port: at.port, exclusive: true }, () => done());
  });
  if (bound.ok) return ok(socket);
  await closeDatagram(socket);
  return bound;
}

/** Fixes the peer of a socket; sends nothing. An unbound socket gets its local address from the routing table. */
export const connectDatagram = (socket: Socket, to: Endpoint): Promise<Result<void, Error>> =>
  outcome(socket, (done) => {
    // The type says no argument, but node passes the error of a failed connect.
    socket.connect(to.port, to.address, (error?: Error | null) => done(error ?? undefined));
  });

/** The local address from which the system would reach a literal address, or the system's error; no packet leaves. */
export async function routedLocalAddress(address: string): Promise<Result<string, Error>> {
  if (addressFamily(address) === null) return err(new Error(`not an address: ${address}`));
  const socket = createQuietSocket(address);
  // Port 5060, because policy routing may send SIP another way than the rest.
  const connected = await connectDatagram(socket, { address, port: 5060 });
  const local = connected.ok ? ok(plainEndpoint(socket.address()).address) : connected;
  await closeDatagram(socket);
  return local;
}
