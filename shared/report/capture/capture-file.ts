// A packet file (pcapng) from a report, for people who read captures. It says of itself what it is not.
import type { ReportedRun } from '../report.ts';
import { frameOf, type StreamPositions } from './ip-frame.ts';
import { type CapturedFrame, pcapngFile } from './pcapng.ts';
import { packetsOf } from './report-packets.ts';

const aboutFile =
  'Made from a report of SIP ALG Checker, not captured on a wire. The messages are as this computer sent and received them, except that credentials were taken out. IP, UDP and TCP headers are reconstructed; handshakes, fragments and sound are missing. Times come from the clock of the program: exact to each other, the date to about a second. Messages with an account are placed so that the last one of an activity stands where it ended.';
const aboutTls = 'This message was inside TLS: it is not what was on the wire.';

export type CaptureFile = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly packets: number;
  /** Messages that no IP packet could carry: without an address, or too long. */
  readonly leftOut: number;
};

/**
 * The messages of a run as a packet file; the run before a change is a file of its own. `madeAtMs` is the report's
 * `createdAt`, ms since 1970.
 */
export function captureFile(run: ReportedRun, madeAtMs: number): CaptureFile {
  const positions: StreamPositions = new Map();
  const packets = packetsOf(run, madeAtMs);
  const frames = packets.flatMap((packet): CapturedFrame[] => {
    const frame = frameOf(packet, positions);
    const { atMs, direction, transport } = packet;
    return frame === null ? [] : [{ frame, atMs, direction, comment: transport === 'tls' ? aboutTls : null }];
  });
  const application = `${run.app.name} ${run.app.version}, report ${run.id}`;
  return {
    bytes: pcapngFile(aboutFile, application, frames),
    packets: frames.length,
    leftOut: packets.length - frames.length,
  };
}
