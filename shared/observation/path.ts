// Where a probe was sent: a path is transport plus server port (design: every path gets its own level).
import { z } from 'zod';

export const transportSchema = z.enum(['udp', 'tcp', 'tls']);
export type Transport = z.infer<typeof transportSchema>;

export const portSchema = z.int().min(1).max(65535);

export const pathSchema = z.strictObject({ transport: transportSchema, port: portSchema });
/** One way to reach the server: the thing that is clean, edited or blocked. */
export type Path = Readonly<z.infer<typeof pathSchema>>;

/** `udp/5060`: the form people and reports use. */
export const pathName = (path: Path): string => `${path.transport}/${path.port}`;

/** True when both name the same transport and port. */
export const samePath = (a: Path, b: Path): boolean => a.transport === b.transport && a.port === b.port;

export const probeNameSchema = z.enum([
  'truthful',
  'decoy',
  'translated',
  'diverted',
  'alternative-port',
  'tcp',
  'tls',
]);
/** The probes of the SIP ALG check. */
export type ProbeName = z.infer<typeof probeNameSchema>;

/** Probes whose Via tells the truth about the sending socket; they differ only in the path. */
export const isTruthfulProbe = (probe: ProbeName): boolean =>
  probe === 'truthful' || probe === 'alternative-port' || probe === 'tcp' || probe === 'tls';
