// The command line of `check`, from strings that anybody may have typed to values that the engine accepts.
import type { Transport } from '../../shared/observation/path.ts';
import { probeUserSchema, serverNameSchema } from '../../shared/profile/profile.ts';
import { type DemoScenario, isDemoScenario } from '../demo/scenarios.ts';
import type { CheckRequest } from '../engine/run-check.ts';
import { type RawAccountOptions, readAccountPlan } from './account-options.ts';
import { openProfile } from './profile-command.ts';
import { clip, UsageError } from './usage-error.ts';

/** As commander hands it over. */
export type RawCheckOptions = RawAccountOptions & {
  readonly server?: string;
  readonly altPort?: string;
  readonly transport?: string;
  readonly probeUser?: string;
  readonly profile?: string;
  readonly demo?: string | true;
  readonly json?: boolean;
  readonly report?: string;
  readonly quiet?: boolean;
  /** Commander's form of --no-router: true unless it is given. */
  readonly router?: boolean;
  readonly compare?: string;
};

export type CheckOptions = {
  readonly request: CheckRequest;
  readonly demo: DemoScenario | null;
  readonly isJson: boolean;
  readonly reportPath: string | null;
  readonly isQuiet: boolean;
  readonly looksAtRouter: boolean;
  /** An earlier report to compare with. */
  readonly comparePath: string | null;
};

const defaultScenario: DemoScenario = 'kernel-alg';
export const demoServer = 'pbx.example';
export const demoAltPort = 5160;

/** Reads and checks all options; throws UsageError with one line that says what to do. */
export async function readCheckOptions(raw: RawCheckOptions): Promise<CheckOptions> {
  const given = raw.profile === undefined ? null : await openProfile(raw.profile);
  // What a profile says holds for its own server only: another one must not be told the probe user's name.
  const profile = raw.server === undefined || splitHostPort(raw.server).host === given?.server ? given : null;
  const demo = raw.demo === undefined ? null : scenario(raw.demo);
  const named = raw.server ?? profile?.server ?? (demo === null ? null : demoServer);
  if (named === null) throw new UsageError('Name the server: --server HOST[:PORT], or try --demo.');
  const target = splitHostPort(named);
  const altPort = raw.altPort === undefined ? (profile?.altPort ?? null) : port(raw.altPort, '--alt-port');
  const account = await readAccountPlan(raw, profile, demo !== null);
  const request: CheckRequest = {
    serverName: target.host,
    port: target.port ?? profile?.port ?? null,
    altPort: altPort ?? (demo === null ? null : demoAltPort),
    transports:
      raw.transport === undefined
        ? [...new Set<Transport>(['udp', ...(profile?.transports ?? [])])]
        : transports(raw.transport),
    // A user that the server knows leaves no line that a ban tool counts.
    probeUser: probeUser(raw.probeUser) ?? profile?.probeUser ?? account?.account.username ?? null,
    account,
  };
  return {
    request,
    demo,
    isJson: raw.json === true,
    reportPath: raw.report ?? null,
    isQuiet: raw.quiet === true,
    // The demo's network has no router of ours.
    looksAtRouter: raw.router !== false && demo === null,
    comparePath: raw.compare ?? null,
  };
}

function scenario(demo: string | true): DemoScenario {
  if (demo === true) return defaultScenario;
  if (isDemoScenario(demo)) return demo;
  throw new UsageError(`There is no demo scenario "${clip(demo)}". "check --help" lists them.`);
}

/** `HOST`, `HOST:PORT`, `[v6]`, `[v6]:PORT` or a bare IPv6 address. */
export function splitHostPort(text: string): { readonly host: string; readonly port: number | null } {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
  const parts = bracketed ?? (text.split(':').length > 2 ? [text, text] : /^([^:]*)(?::(.*))?$/.exec(text));
  const host = parts?.[1] ?? '';
  const portText = parts?.[2];
  if (!serverNameSchema.safeParse(host).success || (bracketed !== null && !host.includes(':')))
    throw new UsageError(
      `"${clip(text)}" is no server name. Use a host name or an IP address, like pbx.example or 192.0.2.7:5060.`,
    );
  return { host, port: portText === undefined ? null : port(portText, 'the port of --server') };
}

function port(text: string, what: string): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= 65_535) return value;
  throw new UsageError(`"${clip(text)}" is no port. Give ${what} as a number from 1 to 65535.`);
}

function transports(text: string): readonly Transport[] {
  const names = text.split(',').map((name) => name.trim());
  const known = names.filter((name) => name === 'udp' || name === 'tcp' || name === 'tls');
  if (known.length === names.length) return [...new Set<Transport>(['udp', ...known])];
  throw new UsageError(`"${clip(text)}" is no transport list. Use udp, tcp, tls, separated by commas.`);
}

function probeUser(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (probeUserSchema.safeParse(text).success) return text;
  throw new UsageError(`"${clip(text)}" is no probe user. Use letters, digits and . _ - only, at most 64.`);
}
