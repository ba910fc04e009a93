// The union of all facts a run can record. An observation says what was sent or seen, where and when; never
// what it means. Bytes are kept whole, one character a byte, so that the verdict can be replayed from them.
import { z } from 'zod';
import { callSchema, readbackSchema, registrationSchema } from './account.ts';
import { gatewayAnswerSchema, gatewaySchema } from './gateway.ts';
import {
  addressText,
  at,
  byteText,
  endpoint,
  flowFaultCodeSchema,
  interfaceKindSchema,
  notSentReasonSchema,
} from './parts.ts';
import { pathSchema, portSchema, probeNameSchema } from './path.ts';
import { selfNoiseFactSchema, soundFailedSchema, streamSchema } from './stream.ts';

export {
  type FlowFaultCode,
  interfaceKindSchema,
  maxMessageBytes,
  maxObservations,
  type NotSentReason,
  notSentReasonSchema,
} from './parts.ts';

const exchange = { exchange: z.int().min(1).max(100), probe: probeNameSchema, path: pathSchema };
/** Socket `a` sent the request; `b` is the second socket that `diverted` names in its Via. */
const socket = { socket: z.enum(['a', 'b']) };

const environmentSchema = z.strictObject({
  ...at,
  kind: z.literal('environment'),
  localAddress: addressText,
  serverAddress: addressText,
  interfaceName: z.string().max(64).nullable(),
  interfaceKind: interfaceKindSchema,
  /** The server is on the same link as this computer; null when that could not be found out. */
  sameNetwork: z.boolean().nullable(),
  /** Another program on this computer holds UDP 5060; null when that could not be found out. */
  sipPortInUse: z.boolean().nullable(),
  /** The network is the demo inside this program, not a real one. */
  isSimulated: z.boolean(),
});

const serverResolvedSchema = z.strictObject({
  ...at,
  kind: z.literal('server-resolved'),
  name: z.string().min(1).max(255),
  method: z.enum(['literal', 'address-record', 'service-record']),
  addresses: z.array(addressText).min(1).max(32),
  chosen: addressText,
  port: portSchema,
});

const serverUnreachableSchema = z.strictObject({
  ...at,
  kind: z.literal('server-unreachable'),
  /** Nobody answered the name query, or this computer has no way to any of the addresses. */
  step: z.enum(['name', 'route']),
  code: z.union([flowFaultCodeSchema, z.literal('no-resolver')]),
});

const requestSentSchema = z.strictObject({
  ...at,
  kind: z.literal('request-sent'),
  ...exchange,
  ...socket,
  transmission: z.int().min(1).max(20),
  local: endpoint,
  remote: endpoint,
  bytes: byteText,
});

const primeSentSchema = z.strictObject({
  ...at,
  kind: z.literal('prime-sent'),
  ...exchange,
  ...socket,
  local: endpoint,
  remote: endpoint,
  ttlHops: z.literal(1),
});

const replyReceivedSchema = z.strictObject({
  ...at,
  kind: z.literal('reply-received'),
  ...exchange,
  ...socket,
  from: endpoint,
  bytes: byteText,
  /** What tied the reply to the request; an ALG may have changed any one of them. */
  matchedBy: z.array(z.enum(['branch', 'call-id', 'cseq'])).max(3),
  /** The same bytes came before: a copy made by the network or a retransmission. */
  isDuplicate: z.boolean(),
  /** It came after the exchange had been given up. */
  isLate: z.boolean(),
  sinceRequestMs: z.number().min(0).max(86_400_000),
});

const strayReceivedSchema = z.strictObject({
  ...at,
  kind: z.literal('stray-received'),
  path: pathSchema,
  ...socket,
  from: endpoint,
  reason: z.enum(['not-sip', 'no-such-request', 'is-a-request', 'too-large', 'broken-stream']),
  sizeBytes: z.int().min(0).max(1_000_000_000),
  /** Its first bytes. */
  bytes: byteText.max(512),
});

const exchangeEndedSchema = z.strictObject({
  ...at,
  kind: z.literal('exchange-ended'),
  ...exchange,
  outcome: z.enum(['answered', 'silent', 'failed', 'cancelled']),
  transmissions: z.int().min(0).max(20),
  waitedMs: z.number().min(0).max(86_400_000),
});

const flowFailedSchema = z.strictObject({
  ...at,
  kind: z.literal('flow-failed'),
  ...exchange,
  phase: z.enum(['open', 'send', 'receive']),
  code: flowFaultCodeSchema,
});

const connectedSchema = z.strictObject({
  ...at,
  kind: z.literal('connected'),
  ...exchange,
  local: endpoint,
  remote: endpoint,
  /** The certificate was valid for the server's name; null where there is no TLS. */
  isVerified: z.boolean().nullable(),
});

const notSentSchema = z.strictObject({
  ...at,
  kind: z.literal('not-sent'),
  probe: probeNameSchema,
  path: pathSchema,
  reason: notSentReasonSchema,
});

const pausedSchema = z.strictObject({
  ...at,
  kind: z.literal('paused'),
  reason: z.enum(['flow-budget', 'request-rate']),
  forMs: z.number().min(0).max(3_600_000),
});

const ledgerReadSchema = z.strictObject({
  ...at,
  kind: z.literal('ledger-read'),
  state: z.enum(['kept', 'unreadable', 'not-writable']),
  mode: z.enum(['anonymous', 'probe-user']),
  /** Requests to this server in the last ten minutes, before this run. */
  requestsBefore: z.int().min(0).max(100_000),
});

export const observationSchema = z.discriminatedUnion('kind', [
  environmentSchema,
  serverResolvedSchema,
  serverUnreachableSchema,
  requestSentSchema,
  primeSentSchema,
  replyReceivedSchema,
  strayReceivedSchema,
  exchangeEndedSchema,
  flowFailedSchema,
  connectedSchema,
  notSentSchema,
  pausedSchema,
  ledgerReadSchema,
  registrationSchema,
  callSchema,
  readbackSchema,
  selfNoiseFactSchema,
  streamSchema,
  soundFailedSchema,
  gatewaySchema,
  gatewayAnswerSchema,
]);

/** A fact with a number and a time (ms since the run began). */
export type Observation = Readonly<z.infer<typeof observationSchema>>;
export type ObservationKind = Observation['kind'];
export type ObservationOf<K extends ObservationKind> = Extract<Observation, { readonly kind: K }>;

type Unstamped<O> = O extends unknown ? Omit<O, 'id' | 'atMs'> : never;
/** A fact before the recorder numbers it and notes the time. */
export type Fact = Unstamped<Observation>;
