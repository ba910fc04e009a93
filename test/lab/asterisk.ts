// One real Asterisk in the server namespace: start, stop, and what it wrote.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type AsteriskOptions,
  asteriskConfig,
  type CompleteOptions,
  type RunPlaces,
  runFolders,
  sipPorts,
} from './asterisk-config.ts';
import { execute, must, pause } from './command.ts';
import { makeRunFolder, type Network, serverName } from './network.ts';

export interface Asterisk {
  readonly options: CompleteOptions;
  /** Where its configuration files are. */
  readonly configFolder: string;
  /** The certificate of tls/5061 (PEM), for a client that is to trust it. */
  readonly certificateFile: string;
  /** What the stock jail of fail2ban reads: notices, warnings, errors. */
  readonly messagesFile: string;
  readonly securityFile: string;
  logText(): string;
  securityLog(): string;
  /** Runs a command of Asterisk's own console. */
  console(command: string): Promise<string>;
  /** Ends it in an orderly way; the log files stay until the lab is closed. */
  stop(): Promise<void>;
  /** Ends it at once, like a server that lost power but whose machine still refuses packets. */
  stopHard(): Promise<void>;
  /** Stops it and removes its run folder. */
  remove(): Promise<void>;
}

const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
const installer = fileURLToPath(new URL('asterisk-install.sh', import.meta.url));
const bootAttempts = 100;
const bootPauseMs = 100;

/** Installs an Asterisk below `.lab` unless it is there, and returns its folder. */
async function installAsterisk(version: 22 | 16): Promise<string> {
  const folder = `${projectRoot}.lab/asterisk-${version}`;
  const suite = version === 22 ? 'forky' : 'bullseye';
  await must(['bash', installer, folder, '--suite', suite], { timeoutMs: 300_000 });
  return folder;
}

function complete(options: AsteriskOptions): CompleteOptions {
  const stack = options.stack ?? 'pjsip';
  const complete: CompleteOptions = {
    version: stack === 'chan_sip' ? 16 : 22,
    stack,
    strangerStatus: 401,
    forceRport: true,
    rtpSymmetric: true,
    rewriteContact: false,
    strictRtp: true,
    additions: {},
    ...options,
  };
  if (stack === 'chan_sip' && complete.version !== 16) throw new Error('chan_sip exists in Asterisk 16 only');
  if (stack === 'pjsip' && complete.strangerStatus === 404)
    throw new Error('PJSIP answers an OPTIONS without a user 200 or 401, never 404: use chan_sip');
  return complete;
}

async function makeCertificate(run: string): Promise<void> {
  const [key, certificate] = [`${run}/tls/server.key`, `${run}/tls/server.crt`];
  const subject = `/CN=${serverName} -addext subjectAltName=DNS:${serverName}`;
  const key256 = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1';
  const command = `openssl req -x509 -nodes ${key256} -days 2 -subj ${subject} -keyout ${key} -out ${certificate}`;
  await must(command.split(' '));
  // chan_sip wants both in one file.
  writeFileSync(`${run}/tls/server.pem`, readFileSync(key, 'utf8') + readFileSync(certificate, 'utf8'));
}

async function prepare(options: CompleteOptions): Promise<RunPlaces> {
  const installation = await installAsterisk(options.version);
  const modules = readdirSync(`${installation}/root/modules`);
  const places = { installation, modules, run: makeRunFolder('asterisk') };
  for (const folder of runFolders) mkdirSync(`${places.run}/${folder}`);
  await makeCertificate(places.run);
  for (const [name, text] of Object.entries(asteriskConfig(options, places)))
    writeFileSync(`${places.run}/etc/${name}`, text);
  return places;
}

/** chan_sip listens on one port only; the server redirects the alternative one to it. */
async function redirectAlternative(network: Network, wanted: boolean): Promise<void> {
  const ports = `dport ${sipPorts.alternative} redirect to :${sipPorts.main}`;
  const rules = `table ip lab_redirect {
  chain arriving {
    type nat hook prerouting priority dstnat;
    udp ${ports}
    tcp ${ports}
  }
}
`;
  const fresh = 'table ip lab_redirect\ndelete table ip lab_redirect\n';
  await must(network.on('server', ['nft', '-f', '-']), { input: wanted ? fresh + rules : fresh });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  if (!isRunning()) return;
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  child.kill(signal);
  await Promise.race([ended, pause(6_000)]);
  if (isRunning()) child.kill('SIGKILL');
  await ended;
}

const readLog = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** Starts Asterisk on the server of a network and returns once it is fully booted. */
export async function startAsterisk(network: Network, wishes: AsteriskOptions = {}): Promise<Asterisk> {
  const options = complete(wishes);
  const { installation, run } = await prepare(options);
  await redirectAlternative(network, options.stack === 'chan_sip');
  const daemon = [`${installation}/asterisk`, '-C', `${run}/etc/asterisk.conf`];
  const [program = '', ...args] = network.on('server', [...daemon, '-f', '-n']);
  const child = spawn(program, args, { stdio: 'ignore' });
  const file = (name: string) => `${run}/log/${name}`;
  const console = async (command: string) => (await execute([...daemon, '-rx', command])).stdout;
  const asterisk: Asterisk = {
    options,
    configFolder: `${run}/etc`,
    certificateFile: `${run}/tls/server.crt`,
    messagesFile: file('messages'),
    securityFile: file('security'),
    logText: () => readLog(file('full')),
    securityLog: () => readLog(file('security')),
    console,
    stop: () => end(child, 'SIGTERM'),
    stopHard: () => end(child, 'SIGKILL'),
    remove: async () => {
      // Nothing of it is kept: an orderly end would only cost a second.
      await end(child, 'SIGKILL');
      rmSync(run, { recursive: true, force: true });
    },
  };
  try {
    await waitUntilBooted(child, console);
  } catch (error) {
    const log = asterisk.logText().slice(-2_000);
    await asterisk.remove();
    throw new Error(`Asterisk ${options.version} did not start:\n${log}`, { cause: error });
  }
  return asterisk;
}

async function waitUntilBooted(child: ChildProcess, console: (command: string) => Promise<string>) {
  for (let attempt = 0; attempt < bootAttempts; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    if ((await console('core waitfullybooted')).includes('fully booted')) return;
    await pause(bootPauseMs);
  }
  throw new Error('it is still booting');
}
