// Firewalls that administrators put in front of Asterisk, so that a test can prove that checking never trips them.
// All three use iptables with `recent` and `string`, as the guides that people copy from do.
import { must } from './command.ts';
import { type Network, serverName } from './network.ts';

/**
 * - `ufw-limit`: what `ufw limit 5060/udp` and `ufw limit 5060/tcp` make: the 6th new flow of a source in 30 s is
 *   refused. Both rules count on one list, as ufw does it.
 * - `recent`: the 10th new flow in 60 s is dropped; one list for UDP, one for TCP.
 * - `string-match`: only sources that have sent `sip:HOSTNAME` get through on UDP; words that scanners use put the
 *   source on a list, and so do some TCP ports that only scanners try; an empty datagram is dropped.
 */
export type ServerFirewall = 'ufw-limit' | 'recent' | 'string-match';

export interface FirewallOptions {
  /** Open (and limited) SIP ports of `ufw-limit` and `recent`; an administrator opens 5160 if he uses it. */
  readonly ports?: readonly number[];
}

/** What the firewall has done since it was loaded. */
export interface FirewallRecord {
  /** Packets refused by a limit, a blacklist or for being empty: must be 0 for a harmless client. */
  readonly refused: number;
  /** Packets to ports or from strangers that were never let in. */
  readonly closed: number;
  /** Source addresses on each list of the `recent` match; only bad behaviour leads onto `BADSIP` and `RLM`. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

// The comments tell the two kinds of dropping rules apart when the counters are read.
const refuse = '-m comment --comment lab-refused -j DROP';
const close = '-m comment --comment lab-closed -j DROP';

const opening = [
  ':INPUT ACCEPT [0:0]',
  '-A INPUT -i lo -j ACCEPT',
  '-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
];

interface Limit {
  readonly seconds: number;
  readonly hits: number;
  readonly list: (protocol: string) => string;
  readonly refusal: string;
}

function limitRules(ports: readonly number[], limit: Limit): string[] {
  const rules = ports.flatMap((port) =>
    ['udp', 'tcp'].flatMap((protocol) => {
      const flow = `-A INPUT -p ${protocol} --dport ${port}`;
      const recent = `${flow} -m conntrack --ctstate NEW -m recent --name ${limit.list(protocol)}`;
      return [
        `${recent} --set`,
        `${recent} --update --seconds ${limit.seconds} --hitcount ${limit.hits} ${limit.refusal}`,
        `${flow} -j ACCEPT`,
      ];
    }),
  );
  return [...opening, ...rules, '-A INPUT -p udp --dport 10000:20000 -j ACCEPT', `-A INPUT ${close}`];
}

const scannerWords = [
  'sundayddr',
  'sipsak',
  'sipvicious',
  'friendly-scanner',
  'iWar',
  'sip-scan',
  'sipcli',
  'eyeBeam',
  'VaxSIPUserAgent',
  'sip:nm@nm',
  'sip:carol@chicago.com',
];

const sipPorts = '--dport 5060:5082';

function stringMatchRaw(): string[] {
  const entry = '-A PREROUTING -i eth+';
  const scans = ['tcp', 'udp'].flatMap((protocol) =>
    scannerWords.map(
      (word) =>
        `${entry} -p ${protocol} ${sipPorts} -m string --string "${word}" --algo bm --icase -j BADSIP`,
    ),
  );
  return [
    ':PREROUTING ACCEPT [0:0]',
    ':BADSIP - [0:0]',
    ':NEWSIP - [0:0]',
    '-A NEWSIP -m recent --name MYSIP --set -j ACCEPT',
    `-A BADSIP -m recent --name BADSIP --set ${refuse}`,
    `${entry} -m recent --name MYSIP --update -j ACCEPT`,
    ...['tcp', 'udp'].map(
      (protocol) =>
        `${entry} -p ${protocol} ${sipPorts} -m string --string "sip:${serverName}" --algo bm --icase -j NEWSIP`,
    ),
    `${entry} -m recent --name BADSIP --update ${refuse}`,
    ...scans,
  ];
}

function stringMatchInput(): string[] {
  return [
    ':INPUT ACCEPT [0:0]',
    // A TCP flow counts as known only once its source has named the host.
    `-A INPUT -p tcp ${sipPorts} -m conntrack --ctstate RELATED,ESTABLISHED -m recent ! --rcheck --name MYSIP ${close}`,
    `-A INPUT -m conntrack --ctstate INVALID ${close}`,
    // Before the flows already known, so that an empty datagram never hides in one.
    `-A INPUT -p udp -m length --length 0:28 ${refuse}`,
    ...opening.slice(1),
    `-A INPUT -m recent --name RLM --update --seconds 600 --hitcount 1 ${refuse}`,
    `-A INPUT -p tcp --syn -m recent --name INSYN --update --seconds 1 --hitcount 11 ${refuse}`,
    '-A INPUT -p tcp --syn -m recent --name INSYN --set',
    `-A INPUT -p tcp ${sipPorts} -j ACCEPT`,
    `-A INPUT -p udp ${sipPorts} -m recent --name MYSIP --update -j ACCEPT`,
    `-A INPUT -p udp ${sipPorts} ${close}`,
    '-A INPUT -p udp --dport 10000:20000 -j ACCEPT',
    `-A INPUT -p tcp -m multiport --dports 22,23,25,1433,3128,3306,3389,4899,5900 -m recent --name RLM --set ${refuse}`,
    `-A INPUT ${close}`,
  ];
}

const table = (name: string, rules: readonly string[]) => `*${name}\n${rules.join('\n')}\nCOMMIT\n`;

const listPerProtocol = (protocol: string) => (protocol === 'udp' ? 'SIP' : 'SIP_TCP');

const rulesOf: Readonly<Record<ServerFirewall, (ports: readonly number[]) => string>> = {
  'ufw-limit': (ports) => {
    const refusal = '-m comment --comment lab-refused -j REJECT --reject-with icmp-port-unreachable';
    return table('filter', limitRules(ports, { seconds: 30, hits: 6, list: () => 'DEFAULT', refusal }));
  },
  recent: (ports) => {
    return table(
      'filter',
      limitRules(ports, { seconds: 60, hits: 10, list: listPerProtocol, refusal: refuse }),
    );
  },
  'string-match': () => table('raw', stringMatchRaw()) + table('filter', stringMatchInput()),
};

/** Loads a firewall on the server with counters and lists empty; null opens everything. */
export async function loadFirewall(
  network: Network,
  firewall: ServerFirewall | null,
  options: FirewallOptions = {},
): Promise<void> {
  // An empty table first: a list of the `recent` match lives as long as a rule names it.
  const empty = table('raw', [':PREROUTING ACCEPT [0:0]']) + table('filter', [':INPUT ACCEPT [0:0]']);
  await must(network.on('server', ['iptables-restore']), { input: empty });
  if (firewall !== null)
    await must(network.on('server', ['iptables-restore']), {
      input: rulesOf[firewall](options.ports ?? [5060]),
    });
}

/** Reads the counters and lists. */
export async function readFirewall(network: Network): Promise<FirewallRecord> {
  const saved = await must(network.on('server', ['iptables-save', '-c']));
  const packets = (comment: string) =>
    [...saved.matchAll(/^\[(\d+):\d+\] (.*)$/gm)]
      .filter(([, , rule]) => rule?.includes(`--comment ${comment} `))
      .reduce((sum, [, count]) => sum + Number(count), 0);
  const listing = await must(
    network.on('server', ['sh', '-c', 'cd /proc/net/xt_recent 2>/dev/null && grep -H "^src=" ./* || true']),
  );
  const lists: Record<string, string[]> = {};
  for (const [, list = '', source = ''] of listing.matchAll(/^\.\/([^:]+):src=(\S+)/gm))
    lists[list] = [...(lists[list] ?? []), source];
  return { refused: packets('lab-refused'), closed: packets('lab-closed'), lists };
}
