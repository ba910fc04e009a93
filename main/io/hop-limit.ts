// The IP time-to-live this computer gives to packets. Node can set it on a socket but not read it back, so the
// default has to come from the system before a changed one can be restored.
import { readFileSync } from 'node:fs';

const linuxSource = {
  4: '/proc/sys/net/ipv4/ip_default_ttl',
  6: '/proc/sys/net/ipv6/conf/default/hop_limit',
} as const;

/** Hops a fresh socket starts with, 1..255: read on Linux, 128 on Windows, else 64 (RFC 1700, also macOS). */
export function defaultHopLimit(family: 4 | 6): number {
  if (process.platform === 'win32') return 128;
  try {
    const hops = Number(readFileSync(linuxSource[family], 'latin1'));
    if (Number.isInteger(hops) && hops >= 1 && hops <= 255) return hops;
  } catch {
    // Not Linux, or /proc is hidden.
  }
  return 64;
}
