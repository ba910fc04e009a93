// What the name of a network interface tells about it. A name is a hint, so what is not clear is 'unknown'.
import type { Route } from './network.ts';

type Rule = readonly [kind: Route['interfaceKind'], name: RegExp];

// In this order: a VPN adapter on Windows may well have "Ethernet" or "Wi-Fi" in its name.
const rules: readonly Rule[] = [
  ['vpn', /^(tun|tap|wg|utun|ppp|tailscale|zt|ipsec|nordlynx)/i],
  ['vpn', /vpn|wireguard|tailscale|zerotier|\bTAP\b/i],
  ['virtual', /^(docker|br-|veth|virbr|vmnet|vEthernet)/i],
  ['wireless', /^(wl|wi-fi)/i],
  ['wired', /^(eth|en)/i],
];

/** Kind of the interface with this name; on macOS `en0` is as often wireless as wired and therefore unknown. */
export function interfaceKind(
  name: string,
  isLoopback: boolean,
  platform: NodeJS.Platform = process.platform,
): Route['interfaceKind'] {
  if (isLoopback) return 'loopback';
  if (platform === 'darwin' && /^en\d/.test(name)) return 'unknown';
  return rules.find(([, pattern]) => pattern.test(name))?.[0] ?? 'unknown';
}
