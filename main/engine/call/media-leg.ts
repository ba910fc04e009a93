import type { Endpoint } from '../../../shared/base/address.ts';
import type { MediaSummary } from '../../../shared/observation/account.ts';

/** The sound of one call: a port that is bound before the call, and a stream once it is known where to send. */
export interface MediaLeg {
  /** Bound already; fresh for every call, because a router may remember the last one's. */
  readonly localPort: number;
  /** Where the answer says the sound goes; it was checked (shared/dialog/sdp-answer.ts). */
  aim(remote: Endpoint): void;
  /** Streams until it is done or the signal ends it, then says what was counted; null when nothing was. Never rejects. */
  run(signal: AbortSignal): Promise<MediaSummary | null>;
}
