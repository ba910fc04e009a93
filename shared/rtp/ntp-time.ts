// Wall time as RTCP carries it: 32 bits of seconds since 1900 and 32 bits of fraction. RFC 3550 4.

/** A moment in NTP format; both halves unsigned 32 bit. */
export type NtpTime = { readonly seconds: number; readonly fraction: number };

/** Seconds from 1900 to 1970. RFC 868. */
const epochOffsetSeconds = 2_208_988_800;
const two32 = 2 ** 32;

/** NTP time of a wall clock, ms since 1970; the seconds wrap in 2036 as the format does. */
export function ntpOfWallMs(wallMs: number): NtpTime {
  const seconds = Math.floor(wallMs / 1000);
  const fraction = Math.floor(((wallMs - seconds * 1000) / 1000) * two32);
  return { seconds: (((seconds + epochOffsetSeconds) % two32) + two32) % two32, fraction };
}

/** The middle 32 bits, in units of 1/65536 s: how LSR names a sender report. RFC 3550 6.4.1. */
export const compactNtp = ({ seconds, fraction }: NtpTime): number =>
  (((seconds & 0xffff) << 16) | (fraction >>> 16)) >>> 0;

/** A duration in units of 1/65536 s as DLSR carries it, at most what 32 bits hold. RFC 3550 6.4.1. */
export const compactDelay = (delayMs: number): number =>
  Math.min(two32 - 1, Math.max(0, Math.round((delayMs * 65_536) / 1000)));
