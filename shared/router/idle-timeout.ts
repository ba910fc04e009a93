// How long a router should keep an idle UDP mapping, against how often a phone speaks up: one number, at one place.

export type IdleTimeout = {
  /** As delivered; null where no source says. */
  readonly defaultSeconds: number | null;
  /** What a source for this very router sets. */
  readonly suggestedSeconds: number | null;
  /** A source shows where it is set. */
  readonly canBeSet: boolean;
};

/** `none`: the account is renewed before the router forgets, every so many seconds. */
export type NumberToSet = {
  readonly at: 'router' | 'phone' | 'none';
  readonly seconds: number;
};

/** RFC 4787 4.3, REQ-5: five minutes or more are recommended; providers of telephone lines ask for the same. */
export const enoughSeconds = 300;
/** RFC 5626 4.4: a phone behind NAT sends every 24 to 29 s. */
const keepAliveSeconds = 25;
/** Ours: longer mappings are asked for by no provider that was read (VoiceTel: 600 s); longer renewals need a keep-alive. */
const longestSeconds = 600;
/** Ours: a renewal may come this much late, because of repeats and a busy phone. */
const marginSeconds = 30;

/** `registrationSeconds`: how long the account's registration lasts; null when not known. */
export function numberToSet(timeout: IdleTimeout, registrationSeconds: number | null): NumberToSet {
  const { defaultSeconds, suggestedSeconds, canBeSet } = timeout;
  if (registrationSeconds !== null && defaultSeconds !== null && registrationSeconds < defaultSeconds)
    return { at: 'none', seconds: registrationSeconds };
  if (!canBeSet) {
    const half = defaultSeconds === null ? keepAliveSeconds : Math.floor(defaultSeconds / 2);
    return { at: 'phone', seconds: Math.max(1, Math.min(keepAliveSeconds, half)) };
  }
  const renewed = (registrationSeconds ?? 0) + marginSeconds;
  const forRenewal =
    registrationSeconds !== null && renewed <= longestSeconds ? Math.ceil(renewed / 10) * 10 : 0;
  return { at: 'router', seconds: Math.max(enoughSeconds, suggestedSeconds ?? 0, forRenewal) };
}
