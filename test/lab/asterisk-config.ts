// The configuration files of one Asterisk run, as text. Small on purpose: what is not needed is not loaded.
import { readFileSync } from 'node:fs';

export interface AsteriskOptions {
  /** 22 has chan_pjsip only; 16 has both stacks. */
  readonly version?: 22 | 16;
  readonly stack?: 'pjsip' | 'chan_sip';
  /**
   * Status for an OPTIONS from a user the server does not know: 401 (the usual PJSIP server; leaves a ban-worthy log
   * line), 200 (PJSIP with an endpoint `anonymous`; chan_sip with an extension `s`), 404 (chan_sip without one).
   */
  readonly strangerStatus?: 401 | 200 | 404;
  /** Answer to where the request came from, although the client did not ask with `;rport`. */
  readonly forceRport?: boolean;
  /** Send audio to where audio comes from. Without it a phone behind plain NAT hears nothing. */
  readonly rtpSymmetric?: boolean;
  /** Store the address a REGISTER came from instead of its Contact. */
  readonly rewriteContact?: boolean;
  readonly strictRtp?: boolean;
  /** Text at the end of a configuration file, or a file of its own, by its name below `etc`. */
  readonly additions?: Readonly<Record<string, string>>;
}

export type CompleteOptions = Required<AsteriskOptions>;

/** Where one run keeps its files. */
export interface RunPlaces {
  /** Folder that asterisk-install.sh made. */
  readonly installation: string;
  readonly run: string;
  /** File names of all modules it has. */
  readonly modules: readonly string[];
}

/** The accounts every run has. OPTIONS from `probe` gets 401, from `optprobe` 200; neither leaves a log line. */
export const accounts = {
  probe: { user: 'probe', password: 'probe-secret' },
  optprobe: { user: 'optprobe', password: 'optprobe-secret' },
} as const;

export const sipPorts = { main: 5060, alternative: 5160, tls: 5061 } as const;

const yes = (value: boolean) => (value ? 'yes' : 'no');

type Entry = readonly [key: string, value: string | number];

const section = (name: string, entries: readonly Entry[]) =>
  `[${name}]\n${entries.map(([key, value]) => `${key} = ${value}\n`).join('')}\n`;

const folders = ['etc', 'log', 'run', 'spool', 'db', 'keys', 'tls', 'cache'] as const;

/** Folders that must exist below the run folder. */
export const runFolders: readonly string[] = folders;

function mainConfig({ installation, run }: RunPlaces): string {
  const root = `${installation}/root`;
  return (
    section('directories', [
      ['astetcdir', `${run}/etc`],
      ['astmoddir', `${root}/modules`],
      ['astvarlibdir', `${root}/data`],
      ['astdatadir', `${root}/data`],
      ['astagidir', `${root}/data/agi-bin`],
      ['astdbdir', `${run}/db`],
      ['astkeydir', run],
      ['astspooldir', `${run}/spool`],
      ['astrundir', `${run}/run`],
      ['astlogdir', `${run}/log`],
      ['astcachedir', `${run}/cache`],
    ]) +
    section('options', [
      ['verbose', 3],
      ['nocolor', 'yes'],
      ['dontwarn', 'yes'],
    ])
  );
}

/** `messages` is what the stock jail of fail2ban reads; its date format is Asterisk's own with a year. */
const loggerConfig =
  section('general', [['dateformat', '%F %T']]) +
  section('logfiles', [
    ['full', 'notice,warning,error,verbose'],
    ['messages', 'notice,warning,error'],
    ['security', 'security'],
  ]);

function endpoint(name: string, options: CompleteOptions, extra: readonly Entry[]): string {
  return section(name, [
    ['type', 'endpoint'],
    ['disallow', 'all'],
    ['allow', 'ulaw,alaw'],
    ['direct_media', 'no'],
    ['force_rport', yes(options.forceRport)],
    ['rtp_symmetric', yes(options.rtpSymmetric)],
    ['rewrite_contact', yes(options.rewriteContact)],
    ...extra,
  ]);
}

function account(name: keyof typeof accounts, options: CompleteOptions): string {
  const { user, password } = accounts[name];
  const extra: Entry[] = [
    ['context', 'probes'],
    ['auth', user],
    ['aors', user],
  ];
  // 16.28 knows this setting as well; it came with 16.20.
  if (name === 'optprobe') extra.push(['allow_unauthenticated_options', 'yes']);
  return (
    endpoint(user, options, extra) +
    section(user, [
      ['type', 'auth'],
      ['auth_type', 'userpass'],
      ['username', user],
      ['password', password],
    ]) +
    section(user, [
      ['type', 'aor'],
      ['max_contacts', 5],
      ['remove_existing', 'yes'],
      ['minimum_expiration', 30],
    ])
  );
}

function pjsipConfig(options: CompleteOptions, { run }: RunPlaces): string {
  const transport = (protocol: string, port: number, extra: readonly Entry[] = []) =>
    section(`${protocol}-${port}`, [
      ['type', 'transport'],
      ['protocol', protocol],
      ['bind', `0.0.0.0:${port}`],
      ...extra,
    ]);
  const tls: Entry[] = [
    ['cert_file', `${run}/tls/server.crt`],
    ['priv_key_file', `${run}/tls/server.key`],
    ['method', 'tlsv1_2'],
  ];
  const plain = [sipPorts.main, sipPorts.alternative].flatMap((port) =>
    ['udp', 'tcp'].map((protocol) => transport(protocol, port)),
  );
  // An OPTIONS without a user part is answered 200 once an endpoint is found, whatever its context holds.
  const strangers =
    options.strangerStatus === 200 ? endpoint('anonymous', options, [['context', 'strangers']]) : '';
  return [
    ...plain,
    transport('tls', sipPorts.tls, tls),
    account('probe', options),
    account('optprobe', options),
    strangers,
  ].join('');
}

function chanSipConfig(options: CompleteOptions, { run }: RunPlaces): string {
  const nat = [...(options.forceRport ? ['force_rport'] : []), ...(options.rtpSymmetric ? ['comedia'] : [])];
  const peer = ({ user, password }: { user: string; password: string }) =>
    section(user, [
      ['type', 'friend'],
      ['host', 'dynamic'],
      ['secret', password],
      ['context', 'probes'],
      ['disallow', 'all'],
      ['allow', 'ulaw,alaw'],
      ['directmedia', 'no'],
    ]);
  return (
    section('general', [
      ['context', 'strangers'],
      ['allowguest', yes(options.strangerStatus !== 401)],
      ['auth_options_requests', yes(options.strangerStatus === 401)],
      ['alwaysauthreject', 'yes'],
      ['srvlookup', 'no'],
      ['nat', nat.join(',') || 'no'],
      ['udpbindaddr', `0.0.0.0:${sipPorts.main}`],
      ['tcpenable', 'yes'],
      ['tcpbindaddr', `0.0.0.0:${sipPorts.main}`],
      ['tlsenable', 'yes'],
      ['tlsbindaddr', `0.0.0.0:${sipPorts.tls}`],
      ['tlscertfile', `${run}/tls/server.pem`],
      ['tlsdontverifyserver', 'yes'],
    ]) +
    peer(accounts.probe) +
    peer(accounts.optprobe)
  );
}

/** chan_sip answers a user-less OPTIONS by looking for `s`: 200 when there, 404 when not. */
function dialplan(options: CompleteOptions): string {
  const start = options.strangerStatus === 200 ? 'exten => s,1,Hangup()\n' : '';
  return `[strangers]
${start}
[probes]
exten => s,1,Hangup()
exten => 600,1,Answer()
 same => n,Echo()
 same => n,Hangup()
exten => 601,1,Answer()
 same => n,Milliwatt()
exten => 602,1,Answer()
 same => n,Playback(hello-world)
 same => n,Hangup()
exten => 603,1,Ringing()
 same => n,Wait(60)
exten => 604,1,Wait(60)
exten => 605,1,Hangup(17)
exten => 606,1,Answer()
 same => n,Wait(1)
 same => n,Hangup()
${kitReadback()}`;
}

/** The extension as the server kit ships it, without the kit's own limits. */
function kitReadback(): string {
  const kit = readFileSync(
    new URL('../../assets/server-kit/asterisk/sip-alg-checker-dialplan.conf', import.meta.url),
    'utf8',
  );
  const [lines] = /^exten => readback,1,[\s\S]*?Hangup\(\)\n/m.exec(kit) ?? [];
  if (lines === undefined) throw new Error('the server kit has no extension readback');
  return lines.replace(/Gosub\([^)]*\)/, 'NoOp()');
}

/** Modules that look for a file of this name complain when it is missing. */
const emptyFiles = 'features ccss acl udptl stasis pjproject manager http websocket_client'.split(' ');

const indications =
  section('general', [['country', 'us']]) +
  section('us', [
    ['description', 'United States'],
    ['ringcadence', '2000,4000'],
    ['dial', '350+440'],
    ['busy', '480+620/500,0/500'],
    ['ring', '440+480/2000,0/4000'],
    ['congestion', '480+620/250,0/250'],
  ]);

/** File name below `etc` -> content. */
export function asteriskConfig(options: CompleteOptions, places: RunPlaces): Record<string, string> {
  const files = ownFiles(options, places);
  for (const [name, text] of Object.entries(options.additions)) files[name] = (files[name] ?? '') + text;
  return files;
}

function ownFiles(options: CompleteOptions, places: RunPlaces): Record<string, string> {
  const usesPjsip = options.stack === 'pjsip';
  const otherStack = usesPjsip ? /^chan_sip\./ : /_pjsip/;
  const unused = places.modules.filter((name) => otherStack.test(name));
  return {
    ...Object.fromEntries(emptyFiles.map((name) => [`${name}.conf`, ''])),
    'asterisk.conf': mainConfig(places),
    'logger.conf': loggerConfig,
    'modules.conf': section('modules', [
      ['autoload', 'yes'],
      ...unused.map((name): Entry => ['noload', name]),
    ]),
    'indications.conf': indications,
    'rtp.conf': section('general', [
      ['rtpstart', 10_000],
      ['rtpend', 10_100],
      ['strictrtp', yes(options.strictRtp)],
      ['icesupport', 'no'],
    ]),
    'cdr.conf': section('general', [['enable', 'no']]),
    'cel.conf': section('general', [['enable', 'no']]),
    'extensions.conf': dialplan(options),
    [usesPjsip ? 'pjsip.conf' : 'sip.conf']: usesPjsip
      ? pjsipConfig(options, places)
      : chanSipConfig(options, places),
  };
}
