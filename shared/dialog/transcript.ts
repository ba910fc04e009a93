// What was said, for the report. This is the one place where messages of an account become text, and the one
// place where that which proves a password is taken out.
import { bytesToLatin1 } from '../base/bytes.ts';
import type { Ms } from '../base/units.ts';
import {
  credentialLines,
  type KeptMessage,
  maxActivityBytes,
  maxActivityMessages,
  removedValue,
} from '../observation/account.ts';

export type Transcript = {
  readonly startMs: Ms | null;
  readonly messages: readonly KeptMessage[];
  readonly keptBytes: number;
  readonly dropped: number;
  /** Digest responses of this activity (hex): a server that echoes one elsewhere must not bring it into a report. */
  readonly digests: readonly string[];
};

export const emptyTranscript: Transcript = {
  startMs: null,
  messages: [],
  keptBytes: 0,
  dropped: 0,
  digests: [],
};

/** Names a digest response before it is sent. */
export const hideDigest = (transcript: Transcript, digest: string): Transcript =>
  digest === '' ? transcript : { ...transcript, digests: [...transcript.digests, digest] };

/** Adds a message, or counts it when the activity has said too much already. */
export function noteMessage(
  transcript: Transcript,
  direction: KeptMessage['direction'],
  bytes: Uint8Array,
  nowMs: Ms,
): Transcript {
  const startMs = transcript.startMs ?? nowMs;
  const keptBytes = transcript.keptBytes + bytes.length;
  if (transcript.messages.length >= maxActivityMessages || keptBytes > maxActivityBytes)
    return { ...transcript, startMs, dropped: transcript.dropped + 1 };
  const message = {
    direction,
    sinceStartMs: Math.max(0, nowMs - startMs),
    bytes: withoutCredentials(bytesToLatin1(bytes), transcript.digests),
  };
  return { ...transcript, startMs, keptBytes, messages: [...transcript.messages, message] };
}

function withoutCredentials(text: string, digests: readonly string[]): string {
  const withoutLines = text.replace(credentialLines, `$1 ${removedValue}`);
  return digests.reduce((rest, digest) => rest.replace(new RegExp(digest, 'gi'), removedValue), withoutLines);
}
