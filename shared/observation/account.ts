// Facts that need an account: what became of a registration, a call, and a question to the server's own eyes.
// One fact an activity, with every message of it. What proves a password is taken out before, and the schema
// refuses a fact in which it is still there: a report goes to strangers.
import { z } from 'zod';
import { at, byteText, endpoint, flowFaultCodeSchema, notSentReasonSchema } from './parts.ts';
import { pathSchema } from './path.ts';

/** Most messages one activity keeps, and most bytes of them together; a call makes about ten of 500 bytes. */
export const maxActivityMessages = 60;
export const maxActivityBytes = 131_072;

/** What stands in place of a header value that could be used to guess a password. */
export const removedValue = 'removed';

/** A line of these fields in a message, with its folded lines. RFC 3261 20.6, 20.7, 20.28; RFC 7616 3.5. */
export const credentialLines =
  /^((?:proxy-)?(?:authorization|authentication-info)[ \t]*:)[^\r\n]*(?:(?:\r\n|\r|\n)[ \t][^\r\n]*)*/gim;

const holdsNoCredentials = (bytes: string): boolean =>
  [...bytes.matchAll(credentialLines)].every(([line, name]) => line === `${name} ${removedValue}`);

const messageSchema = z.strictObject({
  direction: z.enum(['sent', 'received']),
  /** Since the first message of this activity left. */
  sinceStartMs: z.number().min(0).max(86_400_000),
  bytes: byteText.refine(holdsNoCredentials, 'credentials are never kept'),
});
/** One message of an activity, without what proves a password. */
export type KeptMessage = Readonly<z.infer<typeof messageSchema>>;

const activity = {
  ...at,
  path: pathSchema,
  /** Null when no flow could be opened. */
  local: endpoint.nullable(),
  remote: endpoint.nullable(),
  statusCode: z.int().min(100).max(699).nullable(),
  messages: z.array(messageSchema).max(maxActivityMessages),
  /** Messages that did not fit. */
  messagesDropped: z.int().min(0).max(1_000_000),
};

/** How any request with an account can fail. */
const failures = [
  'credential-refused',
  'other-realm',
  'unanswerable-challenge',
  'forbidden',
  'not-found',
  'refused',
  'server-error',
  'no-answer',
  'not-sent',
  'flow-failed',
  'cancelled',
] as const;

export const registrationOutcomeSchema = z.enum([
  'done',
  'binding-missing',
  'in-use',
  'unreadable-answer',
  ...failures,
]);
export type RegistrationOutcome = z.infer<typeof registrationOutcomeSchema>;

/** Why the session description of an answer cannot be used. RFC 8866, RFC 3264 6. */
export const sdpFaultSchema = z.enum([
  'no-sdp',
  'too-large',
  'unreadable',
  'no-audio',
  'other-profile',
  'port-zero',
  'other-codec',
  'no-address',
  'unsafe-address',
  'internal-address',
  'unsafe-port',
]);
export type SdpFault = z.infer<typeof sdpFaultSchema>;

export const callOutcomeSchema = z.enum([
  'answered',
  'busy',
  'unavailable',
  'declined',
  'rings-for-ever',
  'redirected',
  'bad-answer',
  ...failures,
]);
export type CallOutcome = z.infer<typeof callOutcomeSchema>;

export const readbackFaultSchema = z.enum([
  'no-contact',
  'not-base64',
  'too-long',
  'other-format',
  'bad-field',
]);
export type ReadbackFault = z.infer<typeof readbackFaultSchema>;

export const readbackOutcomeSchema = z.enum([
  'read',
  'answered-instead',
  'unreadable',
  ...callOutcomeSchema.exclude(['answered', 'bad-answer', 'redirected']).options,
]);
export type ReadbackOutcome = z.infer<typeof readbackOutcomeSchema>;

/** Which part exactly, where the outcome leaves it open. */
const detailSchema = z
  .union([notSentReasonSchema, flowFaultCodeSchema, sdpFaultSchema, readbackFaultSchema])
  .nullable();
export type OutcomeDetail = z.infer<typeof detailSchema>;

const uriText = z
  .string()
  .max(512)
  .regex(/^[\u0020-\u007e]*$/);

export const registrationSchema = z.strictObject({
  ...activity,
  kind: z.literal('registration'),
  /** `look`: before anything is stored; `bind`: our Contact; `read`: from another flow; `release`: ours only. */
  step: z.enum(['look', 'bind', 'read', 'release']),
  outcome: registrationOutcomeSchema,
  detail: detailSchema,
  /** Contact that this activity stored or removed; null when it only asks. */
  contact: uriText.nullable(),
  /** URIs of the Contacts that the answer lists, as they came. */
  bindings: z.array(uriText).max(20),
});

const mediaSchema = z.strictObject({
  sentPackets: z.int().min(0).max(1_000_000),
  echoedPackets: z.int().min(0).max(1_000_000),
  /** Packets sent before the first one that came back, none of which did; null when none came back. */
  leadingLostPackets: z.int().min(0).max(1_000_000).nullable(),
  /** Packets that arrived before the first one was sent. */
  earlyPackets: z.int().min(0).max(1_000_000),
});
/** What the sound of a call did; counts, never a judgement. */
export type MediaSummary = Readonly<z.infer<typeof mediaSchema>>;

export const sdpAnswerSchema = z.strictObject({
  media: endpoint,
  rtcp: endpoint,
  codec: z.enum(['PCMU', 'PCMA']),
  payloadType: z.int().min(0).max(127),
  direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']),
  /** The sound goes to another address than the messages. */
  isElsewhere: z.boolean(),
});
/** What an answer says about the sound of a call. RFC 3264 6. */
export type SdpAnswer = Readonly<z.infer<typeof sdpAnswerSchema>>;

const duration = z.number().min(0).max(86_400_000).nullable();

export const callSchema = z.strictObject({
  ...activity,
  kind: z.literal('call'),
  extension: z.string().min(1).max(64),
  outcome: callOutcomeSchema,
  detail: detailSchema,
  /** Where our offer says the sound is expected; null when no offer was made. */
  offered: endpoint.nullable(),
  answer: sdpAnswerSchema.nullable(),
  answeredAfterMs: duration,
  upMs: duration,
  endedBy: z.enum(['us', 'them']).nullable(),
  media: mediaSchema.nullable(),
});

const seenText = z.string().max(1000);
const readbackFieldsSchema = z.strictObject({
  /** `address:port` that the packet came from. */
  source: seenText,
  via: seenText,
  contact: seenText,
  from: seenText,
  callId: seenText,
  contentLengthBytes: z.int().min(0).max(65_535).nullable(),
  /** `address:port` for the sound, where the extension reports it. */
  media: seenText.nullable(),
});
/** A request as the server got it, told by the server. */
export type ReadbackFields = Readonly<z.infer<typeof readbackFieldsSchema>>;

export const readbackSchema = z.strictObject({
  ...activity,
  kind: z.literal('readback'),
  extension: z.string().min(1).max(64),
  outcome: readbackOutcomeSchema,
  detail: detailSchema,
  offered: endpoint.nullable(),
  seen: readbackFieldsSchema.nullable(),
});
