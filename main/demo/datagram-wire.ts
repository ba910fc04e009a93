// Real UDP sockets on 127.0.0.1 that speak for virtual endpoints. A segment is one link (home network, internet);
// a station on it is one socket. Stations address each other by virtual endpoint only; this file alone knows the
// real ports. Datagrams from sockets that are no station are dropped unread.
import { createSocket, type Socket } from 'node:dgram';
import type { Endpoint } from '../../shared/base/address.ts';
import { sameEndpoint } from './virtual-addresses.ts';

/** Most sockets one demo may hold; a run needs about 20. */
const maxStations = 512;
const loopback = '127.0.0.1';

export type StationPlan = {
  readonly segment: string;
  /** The endpoint it speaks for; a function where the virtual port is the real one. */
  readonly endpoint: Endpoint | ((realPort: number) => Endpoint);
  /** Only this endpoint can reach it; null for anybody (address-and-port-dependent against none, RFC 4787 5). */
  readonly peer: Endpoint | null;
  readonly onDatagram: (bytes: Uint8Array, from: Endpoint) => void;
};

/** One socket of the demo and the endpoint it speaks for. */
export interface Station {
  readonly endpoint: Endpoint;
  /** Sends to a virtual endpoint of the same segment; false when nobody is there. */
  send(to: Endpoint, bytes: Uint8Array): Promise<boolean>;
  close(): Promise<void>;
}

export type DatagramWire = {
  readonly attach: (plan: StationPlan) => Promise<Station>;
  readonly close: () => Promise<void>;
};

type Entry = {
  readonly segment: string;
  readonly endpoint: Endpoint;
  readonly peer: Endpoint | null;
  readonly realPort: number;
};

const bind = (socket: Socket): Promise<number> =>
  new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, loopback, () => {
      socket.off('error', reject);
      resolve(socket.address().port);
    });
  });

const closeSocket = (socket: Socket): Promise<void> =>
  new Promise((resolve) => socket.close(() => resolve()));

function stationOf(
  socket: Socket,
  entry: Entry,
  reach: (from: Entry, to: Endpoint) => Entry | undefined,
  onClosing: () => void,
): Station {
  let closing: Promise<void> | null = null;
  return {
    endpoint: entry.endpoint,
    send: (to, bytes) => {
      const target = reach(entry, to);
      if (closing !== null || target === undefined) return Promise.resolve(false);
      return new Promise((resolve, reject) => {
        socket.send(bytes, target.realPort, loopback, (error) => (error ? reject(error) : resolve(true)));
      });
    },
    close: () => {
      if (closing === null) {
        onClosing();
        closing = closeSocket(socket);
      }
      return closing;
    },
  };
}

/** A wire with nothing attached. */
export function createDatagramWire(): DatagramWire {
  /** Keeps closed ones until the port is used again: a datagram may outlive the socket that sent it. */
  const byRealPort = new Map<number, Entry>();
  const open = new Set<Entry>();
  const stations = new Set<Station>();
  let isClosed = false;

  const reach = (from: Entry, to: Endpoint): Entry | undefined =>
    [...open].find(
      (entry) =>
        entry.segment === from.segment &&
        sameEndpoint(entry.endpoint, to) &&
        (entry.peer === null || sameEndpoint(entry.peer, from.endpoint)),
    );

  async function attach(plan: StationPlan): Promise<Station> {
    if (isClosed || stations.size >= maxStations)
      throw new Error('the demo is closed or holds too many sockets');
    const socket = createSocket('udp4');
    const realPort = await bind(socket);
    if (isClosed) {
      await closeSocket(socket);
      throw new Error('the demo is closed');
    }
    const endpoint = typeof plan.endpoint === 'function' ? plan.endpoint(realPort) : plan.endpoint;
    const entry: Entry = { segment: plan.segment, endpoint, peer: plan.peer, realPort };
    byRealPort.set(realPort, entry);
    open.add(entry);
    const station = stationOf(socket, entry, reach, () => {
      open.delete(entry);
      stations.delete(station);
    });
    stations.add(station);
    // A loopback socket reports errors of single datagrams here; the sender's callback already got them.
    socket.on('error', () => undefined);
    socket.on('message', (bytes, source) => {
      const from = byRealPort.get(source.port);
      if (from !== undefined) plan.onDatagram(bytes, from.endpoint);
    });
    return station;
  }

  return {
    attach,
    close: async () => {
      isClosed = true;
      await Promise.all([...stations].map((station) => station.close()));
    },
  };
}
