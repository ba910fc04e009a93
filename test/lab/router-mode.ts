// What a router of the lab can be, as nftables rules. The SIP ALG is the Linux kernel's own
// (nf_conntrack_sip + nf_nat_sip), attached to flows with a `ct helper` rule.

/** Behaviour of one router; `describeMode` says each in a line. */
export const routerModes = [
  'none',
  'plain',
  'random',
  'fullcone',
  'alg',
  'alg-random',
  'alg-5160',
  'alg-any',
  'alg-tcp',
  'alg-nonat',
  'block5060',
] as const;

export type RouterMode = (typeof routerModes)[number];

/** Faults on top of a mode. */
export interface LineFaults {
  /** Share of UDP datagrams, each way, that vanish. */
  readonly lossPercent?: number;
  /** After this many datagrams to a SIP port, everything of that host is dropped both ways, like a ban. */
  readonly dropAfter?: number;
}

/** Where a router stands: interface names are the same in every router namespace. */
export interface RouterPlace {
  /** The host that a full-cone router passes inbound datagrams to. */
  readonly insideHost: string;
}

export const lanInterface = 'lan0';
export const wanInterface = 'wan0';

type Translation = 'off' | 'masquerade' | 'masquerade fully-random';

interface Behaviour {
  readonly translation: Translation;
  readonly what: string;
  /** Matches of the flows that get the kernel's SIP helper. */
  readonly inspected?: readonly string[];
  readonly forwardAllInbound?: true;
  readonly dropSipPort?: true;
}

const udp5060 = 'udp dport 5060 ct helper set "sip-udp"';

const behaviours: Readonly<Record<RouterMode, Behaviour>> = {
  none: { translation: 'off', what: 'routes, translates nothing' },
  plain: { translation: 'masquerade', what: 'keeps the source port when it is free' },
  random: { translation: 'masquerade fully-random', what: 'picks a random source port' },
  fullcone: { translation: 'masquerade', what: 'lets anybody in on any UDP port', forwardAllInbound: true },
  alg: { translation: 'masquerade', what: 'SIP ALG on udp/5060', inspected: [udp5060] },
  'alg-random': {
    translation: 'masquerade fully-random',
    what: 'SIP ALG on udp/5060 and random source ports',
    inspected: [udp5060],
  },
  'alg-5160': {
    translation: 'masquerade',
    what: 'SIP ALG on udp/5060 and udp/5160',
    inspected: ['udp dport { 5060, 5160 } ct helper set "sip-udp"'],
  },
  'alg-any': {
    translation: 'masquerade',
    what: 'SIP ALG on every UDP port, as one that looks at the payload',
    inspected: ['meta l4proto udp ct helper set "sip-udp"'],
  },
  'alg-tcp': {
    translation: 'masquerade',
    what: 'SIP ALG on udp/5060 and tcp/5060',
    inspected: [udp5060, 'tcp dport 5060 ct helper set "sip-tcp"'],
  },
  'alg-nonat': { translation: 'off', what: 'inspects SIP, translates nothing', inspected: [udp5060] },
  block5060: { translation: 'masquerade', what: 'drops udp/5060', dropSipPort: true },
};

/** Does this mode replace addresses? If not, the side behind it needs a route back. */
export const translates = (mode: RouterMode): boolean => behaviours[mode].translation !== 'off';

/** One line about a mode, for test names and failure messages. */
export const describeMode = (mode: RouterMode): string => behaviours[mode].what;

function faultRules({ lossPercent = 0, dropAfter }: LineFaults): string[] {
  const rules = ['ip saddr @cut_off counter drop', 'ip daddr @cut_off counter drop'];
  if (lossPercent >= 100) rules.push('meta l4proto udp counter drop');
  else if (lossPercent > 0)
    rules.push(`meta l4proto udp numgen random mod 1000 < ${Math.round(lossPercent * 10)} counter drop`);
  if (dropAfter !== undefined) {
    // The counter of numgen starts at 0 with each loading of the rules, so values >= N are datagram N+1 onwards.
    rules.push(
      `iifname ${lanInterface} udp dport { 5060, 5160 } numgen inc mod 1000000 >= ${dropAfter} ` +
        'add @cut_off { ip saddr } counter drop',
    );
  }
  return rules;
}

function forwardRules(behaviour: Behaviour, faults: LineFaults): string[] {
  return [
    ...faultRules(faults),
    ...(behaviour.dropSipPort ? ['udp dport 5060 counter drop'] : []),
    `iifname ${lanInterface} accept`,
    'ct state established,related accept',
    'ct status dnat accept',
    ...(behaviour.translation === 'off' ? ['accept'] : []),
  ];
}

const lines = (rules: readonly string[]) => rules.map((rule) => `    ${rule}\n`).join('');

/** The complete nftables ruleset of one router; loading it replaces the former one in one step. */
export function routerRules(mode: RouterMode, place: RouterPlace, faults: LineFaults = {}): string {
  const behaviour = behaviours[mode];
  const inbound = behaviour.forwardAllInbound
    ? [`iifname ${wanInterface} udp dport 1024-65535 dnat to ${place.insideHost}`]
    : [];
  const outbound =
    behaviour.translation === 'off' ? [] : [`oifname ${wanInterface} ${behaviour.translation}`];
  return `flush ruleset
table ip lab {
  ct helper sip-udp { type "sip" protocol udp; }
  ct helper sip-tcp { type "sip" protocol tcp; }
  set cut_off { type ipv4_addr; flags dynamic,timeout; timeout 10m; size 64; }
  chain arriving {
    type nat hook prerouting priority dstnat;
${lines(inbound)}  }
  chain inspecting {
    type filter hook prerouting priority filter;
${lines(behaviour.inspected ?? [])}  }
  chain forwarding {
    type filter hook forward priority filter; policy drop;
${lines(forwardRules(behaviour, faults))}  }
  chain leaving {
    type nat hook postrouting priority srcnat;
${lines(outbound)}  }
}
`;
}
