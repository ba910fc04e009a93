// What several facts are made of.
import { z } from 'zod';
import { portSchema } from './path.ts';

/** Longest datagram or stream message kept, bytes: the UDP maximum. */
export const maxMessageBytes = 65_535;
/** Most observations one report may hold; a run makes fewer than 100. */
export const maxObservations = 1000;

export const addressText = z.string().min(2).max(45);
export const endpoint = z.strictObject({ address: addressText, port: portSchema });
export const byteText = z
  .string()
  .max(maxMessageBytes)
  .regex(/^[\u0000-\u00ff]*$/, 'one character a byte');
/** Number and time of a fact, ms since the run began. */
export const at = { id: z.int().min(1).max(maxObservations), atMs: z.number().min(0).max(86_400_000) };

export const interfaceKindSchema = z.enum(['wired', 'wireless', 'vpn', 'virtual', 'loopback', 'unknown']);

export const flowFaultCodeSchema = z.enum([
  'port-unreachable',
  'host-unreachable',
  'network-unreachable',
  'connection-refused',
  'connection-reset',
  'connection-closed',
  'timed-out',
  'tls-failed',
  'permission-denied',
  'message-too-large',
  'no-socket',
  'other',
]);
/** Why a socket could not be opened or used, in words that mean the same on every system. */
export type FlowFaultCode = z.infer<typeof flowFaultCodeSchema>;

export const notSentReasonSchema = z.enum([
  'request-budget',
  'strike-risk',
  'flow-budget',
  'ledger-unreadable',
  'ledger-not-writable',
  'target-refused',
  'answers-stopped',
  'no-answer-yet',
  'no-translation-seen',
  'same-network',
  'not-asked',
  'not-needed',
  'cancelled',
]);
/** Why a probe that exists was not sent in this run. */
export type NotSentReason = z.infer<typeof notSentReasonSchema>;
