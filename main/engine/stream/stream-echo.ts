// Thread of the self-noise measurement: echoes a stream on loopback after a fixed delay, and keeps when it sent each
// echo. The delay matters: an immediate echo is read in the same turn in which the packet was sent, and would
// measure nothing.
import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { readUint32, rtpHeaderBytes } from '../../../shared/rtp/rtp-header.ts';
import { bindDatagram, closeDatagram } from '../../io/datagram-socket.ts';
import type { EchoSetup, FromEcho } from './loopback-echo.ts';
import { systemOffsetMs } from './system-time.ts';

const host = parentPort;
if (host === null) throw new Error('this file runs as a worker thread');
const { delayMs, slotCount } = workerData as EchoSetup;
const offsetMs = systemOffsetMs();
const sentAtSystemMs = new Float64Array(slotCount);
const post = (message: FromEcho): void => host.postMessage(message);

const socket = await bindDatagram({ address: '127.0.0.1', port: 0, isShared: false });
if (socket.ok) {
  const { value: echo } = socket;
  echo.on('message', (bytes, from) => {
    // Where stream-packet.ts puts the probe number.
    const probeNumber = readUint32(bytes, rtpHeaderBytes + 12);
    setTimeout(() => {
      if (probeNumber < slotCount) sentAtSystemMs[probeNumber] = performance.now() + offsetMs;
      echo.send(bytes, from.port, from.address, () => undefined);
    }, delayMs);
  });
  host.once('message', () => {
    post({ kind: 'stamps', sentAtSystemMs });
    void closeDatagram(echo);
  });
  post({ kind: 'listening', port: echo.address().port });
} else post({ kind: 'listening', port: null });
