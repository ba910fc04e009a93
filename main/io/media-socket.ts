// The two ports of a media stream, RTP on an even one and RTCP on the next (RFC 3550 11), open before it is known
// where they will send: an SDP offer names them first. As with udp-flow.ts the connected socket that `aim` adds sends
// and learns of closed ports, while the first, unconnected one goes on to hear everybody else; a connected socket
// alone would be deaf to early media and to replies from other addresses. Windows has the unconnected one only.
import type { Socket } from 'node:dgram';
import type { Endpoint } from '../../shared/base/address.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { bindDatagram, closeDatagram, connectDatagram } from './datagram-socket.ts';
import { errorCode, flowFault } from './flow-fault.ts';
import type { FlowFault } from './network.ts';

/** What arrives on a port; called from node's own read loop, with a view that is valid until it returns. */
export type MediaHandlers = {
  readonly onDatagram: (bytes: Uint8Array, from: Endpoint) => void;
  /** The far end said that nobody listens on its port (ICMP); never on Windows. */
  readonly onRefused: () => void;
};

export interface MediaSocket {
  readonly port: number;
  /** Fixes where `send` sends to; sends nothing. */
  aim(remote: Endpoint): Promise<Result<void, FlowFault>>;
  /** Hands one datagram to the system before it returns; `onFailed` when that was refused. Needs `aim`. */
  send(bytes: Uint8Array, onFailed: () => void): void;
  /** Frees the port; calling it twice is allowed. */
  close(): Promise<void>;
}

export type MediaPair = { readonly rtp: MediaSocket; readonly rtcp: MediaSocket };

/** ours: an even port with a free neighbour is found at the first or second try on an idle machine. */
const mostPortTries = 20;
/** Holds 200 streams of 50 packets/s for half a second, while the thread is not scheduled. */
const receiveBufferBytes = 1 << 20;

/** Opens RTP on `port`, which is even, and RTCP on the next one; null lets the system choose. */
export async function openMediaPair(
  at: { readonly address: string; readonly port: number | null },
  handlers: { readonly rtp: MediaHandlers; readonly rtcp: MediaHandlers },
  isPaired: boolean = process.platform !== 'win32',
): Promise<Result<MediaPair, FlowFault>> {
  let pair: Result<MediaPair, Error> = err(new Error('no even port is free'));
  for (let tries = 0; tries < mostPortTries && !pair.ok; tries++) {
    const port = at.port === null ? await suggestEvenPort(at.address) : ok(at.port);
    if (!port.ok) return err(flowFault(port.error, 'udp'));
    pair = await openBoth({ address: at.address, port: port.value }, handlers, isPaired);
    // A port that was asked for is tried once, and so is everything but a port in use.
    if (!pair.ok && (at.port !== null || errorCode(pair.error) !== 'EADDRINUSE')) break;
  }
  return pair.ok ? pair : err(flowFault(pair.error, 'udp'));
}

async function suggestEvenPort(address: string): Promise<Result<number, Error>> {
  const probe = await bindDatagram({ address, port: 0, isShared: false });
  if (!probe.ok) return probe;
  const { port } = probe.value.address();
  await closeDatagram(probe.value);
  return ok(port - (port % 2));
}

async function openBoth(
  at: Endpoint,
  handlers: { readonly rtp: MediaHandlers; readonly rtcp: MediaHandlers },
  isPaired: boolean,
): Promise<Result<MediaPair, Error>> {
  const rtp = await openMedia(at, handlers.rtp, isPaired);
  if (!rtp.ok) return rtp;
  const rtcp = await openMedia({ ...at, port: at.port + 1 }, handlers.rtcp, isPaired);
  if (rtcp.ok) return ok({ rtp: rtp.value, rtcp: rtcp.value });
  await rtp.value.close();
  return rtcp;
}

async function openMedia(
  at: Endpoint,
  handlers: MediaHandlers,
  isPaired: boolean,
): Promise<Result<MediaSocket, Error>> {
  if (isPaired) {
    // A shared bind would succeed beside another program's shared socket and steal from it.
    const alone = await bindDatagram({ ...at, isShared: false });
    if (!alone.ok) return alone;
    await closeDatagram(alone.value);
  }
  const listener = await bindDatagram({ ...at, isShared: isPaired });
  if (!listener.ok) return listener;
  listen(listener.value, handlers);
  return ok(mediaSocket(at, listener.value, handlers, isPaired));
}

function mediaSocket(
  at: Endpoint,
  listener: Socket,
  handlers: MediaHandlers,
  isPaired: boolean,
): MediaSocket {
  const open = new Set([listener]);
  let target: { readonly sender: Socket; readonly remote: Endpoint } | null = null;

  const connected = async (remote: Endpoint): Promise<Result<Socket, Error>> => {
    if (!isPaired) return ok(listener);
    const sender = await bindDatagram({ ...at, isShared: true });
    if (!sender.ok) return sender;
    open.add(sender.value);
    // Before it is connected it may already be given a datagram.
    listen(sender.value, handlers);
    const done = await connectDatagram(sender.value, remote);
    return done.ok ? sender : done;
  };

  const post = (bytes: Uint8Array, done: (error: Error | null) => void): void => {
    try {
      if (target === null) throw new Error('not aimed');
      if (isPaired) target.sender.send(bytes, done);
      else target.sender.send(bytes, target.remote.port, target.remote.address, done);
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  };

  return {
    port: at.port,
    async aim(remote) {
      const sender = await connected(remote);
      if (!sender.ok) return err(flowFault(sender.error, 'udp'));
      target = { sender: sender.value, remote };
      return ok(undefined);
    },
    send: (bytes, onFailed) =>
      post(bytes, (error) => {
        if (error === null) return;
        // An ICMP answer to an earlier datagram fails the next send, which then never left.
        if (errorCode(error) === 'ECONNREFUSED') post(bytes, (again) => again !== null && onFailed());
        else onFailed();
      }),
    close: async () => {
      const sockets = [...open];
      open.clear();
      await Promise.all(sockets.map(closeDatagram));
    },
  };
}

function listen(socket: Socket, { onDatagram, onRefused }: MediaHandlers): void {
  socket.on('message', onDatagram);
  socket.on('error', (error) => {
    if (errorCode(error) === 'ECONNREFUSED') onRefused();
  });
  try {
    socket.setRecvBufferSize(receiveBufferBytes);
  } catch {
    // The system's own size holds a second of one stream.
  }
}
