// What an account adds to the script of a run: a Contact that was stored and read back, a readback, a call.
import type { MediaSummary, ReadbackFields } from '../../shared/observation/account.ts';
import type { Fact, ObservationOf } from '../../shared/observation/observation.ts';
import type { Path } from '../../shared/observation/path.ts';
import { localAddress, mainPath, type Step, serverAddress } from './run-script.ts';

type Registration = Omit<ObservationOf<'registration'>, 'id' | 'atMs'>;

/** Contact that a phone at home sends, and what an editor makes of it. */
export const ownContact = `sip:algcheck-1@${localAddress}:40000`;
export const publicContact = 'sip:algcheck-1@203.0.113.2:40000';

const common = (path: Path, port: number) => ({
  path,
  local: { address: localAddress, port },
  remote: { address: serverAddress, port: path.port },
  detail: null,
  statusCode: 200,
  messages: [
    { direction: 'sent' as const, sinceStartMs: 0, bytes: 'REGISTER sip:pbx.example SIP/2.0\r\n\r\n' },
  ],
  messagesDropped: 0,
});

export type Stored = {
  /** As the answer on the flow of the REGISTER lists it. */
  readonly told?: string;
  /** As it is read over another flow; null when it is not there. */
  readonly stored?: string | null;
  readonly path?: Path;
  readonly readPort?: number;
};

/** Stores our Contact and reads it back. */
export const register =
  ({ told = ownContact, stored = ownContact, path = mainPath, readPort = 40_001 }: Stored = {}): Step =>
  ({ record }) => {
    const bind: Registration = {
      ...common(path, 40_000),
      kind: 'registration',
      step: 'bind',
      outcome: 'done',
      contact: ownContact,
      bindings: [told],
    };
    record(bind);
    const bindings = stored === null ? [] : ['sip:desk@10.0.0.1', stored];
    record({ ...bind, ...common(path, readPort), step: 'read', contact: null, bindings });
  };

export const sentVia = `SIP/2.0/UDP ${localAddress}:40000;rport;branch=z9hG4bKme`;
const invite = `INVITE sip:readback@pbx.example SIP/2.0\r\nVia: ${sentVia}\r\nCall-ID: id@${localAddress}\r\nContent-Length: 146\r\n\r\n`;

/** Asks the server what it received; without changes it is what was sent, as Asterisk prints it. */
export const readback =
  (seen: Partial<ReadbackFields> = {}, path: Path = mainPath): Step =>
  ({ record }) =>
    record({
      ...common(path, 40_000),
      kind: 'readback',
      messages: [{ direction: 'sent', sinceStartMs: 0, bytes: invite }],
      extension: 'readback',
      outcome: 'read',
      statusCode: 302,
      offered: { address: localAddress, port: 41_000 },
      seen: {
        source: '203.0.113.2:61000',
        via: `SIP/2.0/UDP ${localAddress}:40000;received=203.0.113.2;rport=61000;branch=z9hG4bKme`,
        contact: `<${ownContact}>`,
        from: '<sip:probe@pbx.example>;tag=1',
        callId: `id@${localAddress}`,
        contentLengthBytes: 146,
        media: null,
        ...seen,
      },
    });

/** An answered call to an echo whose sound went as `media` says; without changes the server had to learn first. */
export const call =
  (media: Partial<MediaSummary> = {}, path: Path = mainPath, offered = localAddress): Step =>
  ({ record }) => {
    const fact: Fact = {
      ...common(path, 40_000),
      kind: 'call',
      extension: '600',
      outcome: 'answered',
      offered: { address: offered, port: 41_000 },
      answer: null,
      answeredAfterMs: 5,
      upMs: 5000,
      endedBy: 'us',
      media: { sentPackets: 250, echoedPackets: 246, leadingLostPackets: 4, earlyPackets: 0, ...media },
    };
    record(fact);
  };
