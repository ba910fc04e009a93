// The start form: what was typed, and the request it stands for. The host checks everything again; this only
// says early and in plain words what would be refused.
import { isServerName } from '../../shared/base/host-name.ts';
import type { WindowCheckRequest } from '../../shared/ipc/contract.ts';
import type { MonitorRequest } from '../../shared/ipc/monitor.ts';
import type { Profile } from '../../shared/profile/profile.ts';
import {
  type AccountDraft,
  accountFaults,
  accountIn,
  draftOfAccount,
  emptyAccount,
  isUserName,
} from './account.ts';
import type { AppStore } from './store.ts';

export type Draft = AccountDraft & {
  readonly server: string;
  readonly port: string;
  readonly altPort: string;
  readonly tcp: boolean;
  readonly tls: boolean;
  readonly probeUser: string;
  /** Whether the default gateway may be asked who it is. */
  readonly lookAtRouter: boolean;
};

export type DraftSlice = {
  readonly draft: Draft;
  /** A password that was typed is gone, because the page was loaded again or the form changed; it is asked for anew. */
  readonly isPasswordAsked: boolean;
};

export const emptyDraft: Draft = {
  server: '',
  port: '',
  altPort: '',
  tcp: false,
  tls: false,
  probeUser: '',
  lookAtRouter: true,
  ...emptyAccount,
};
export const initialDraft: DraftSlice = { draft: emptyDraft, isPasswordAsked: false };

export const editDraft = (store: AppStore, change: Partial<Draft>): void =>
  store.setState(({ draft }) => ({ draft: { ...draft, ...change } }));

/** Takes a password that was typed: it is no longer asked for. */
export const typePassword = (store: AppStore, password: string): void =>
  store.setState(({ draft }) => ({ draft: { ...draft, password }, isPasswordAsked: false }));

/** Takes the account out of the form; what the provider named stays. */
export const removeAccount = (store: AppStore): void =>
  store.setState(({ draft, info }) => ({
    draft: { ...draft, ...emptyAccount, ...extensionsOf(info?.profile ?? null) },
    isPasswordAsked: false,
  }));

/** Leaves no password behind in a page that is put away. */
export const forgetPassword = (store: AppStore): void =>
  store.setState(({ draft }) => ({ draft: { ...draft, password: '' } }));

export type DraftFault =
  | 'empty'
  | 'not-a-name'
  | 'not-a-port'
  | 'same-port'
  | 'not-a-user'
  | 'no-user'
  | 'no-password';
/** In the order of the form. */
export const draftFields = [
  'server',
  'port',
  'altPort',
  'probeUser',
  'username',
  'password',
  'echoExtension',
  'readbackExtension',
] as const;
export type DraftFaults = Partial<Record<(typeof draftFields)[number], DraftFault>>;

type DraftResult =
  | { readonly ok: true; readonly request: WindowCheckRequest }
  | { readonly ok: false; readonly faults: DraftFaults };

/** Takes apart what people paste: `sip:100@pbx.example:5080;transport=udp`, `[2001:db8::1]:5060`, a plain name. */
export function splitServer(text: string): { readonly host: string; readonly port: string } {
  const bare = text
    .trim()
    .replace(/^sips?:(\/\/)?/i, '')
    .replace(/^[^@]*@/, '')
    .replace(/[;?/].*$/, '');
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(bare);
  if (bracketed !== null) return { host: bracketed[1] ?? '', port: bracketed[2] ?? '' };
  const pieces = bare.split(':');
  return pieces.length === 2 ? { host: pieces[0] ?? '', port: pieces[1] ?? '' } : { host: bare, port: '' };
}

type PortResult = number | null | 'not-a-port';

function readPort(text: string): PortResult {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const port = /^\d{1,5}$/.test(trimmed) ? Number(trimmed) : 0;
  return port >= 1 && port <= 65_535 ? port : 'not-a-port';
}

function serverFault(host: string): DraftFault | null {
  if (host === '') return 'empty';
  return isServerName(host) ? null : 'not-a-name';
}

function altPortFault(port: PortResult, altPort: PortResult): DraftFault | null {
  if (altPort === 'not-a-port') return 'not-a-port';
  // Without a port in the form the check asks on 5060.
  return altPort !== null && altPort === (port ?? 5060) ? 'same-port' : null;
}

/** The request that the form stands for, or what is wrong with which field; a remembered password need not be typed. */
export function readDraft(draft: Draft, isRemembered = false): DraftResult {
  const { host, port: portInName } = splitServer(draft.server);
  const port = readPort(portInName === '' ? draft.port : portInName);
  const altPort = readPort(draft.altPort);
  const probeUser = draft.probeUser.trim();
  const server = serverFault(host);
  const alt = altPortFault(port, altPort);
  const faults: DraftFaults = {
    ...(server === null ? {} : { server }),
    ...(port === 'not-a-port' ? { [portInName === '' ? 'port' : 'server']: 'not-a-port' } : {}),
    ...(alt === null ? {} : { altPort: alt }),
    ...(probeUser === '' || isUserName(probeUser) ? {} : { probeUser: 'not-a-user' }),
    ...accountFaults(draft, isRemembered),
  };
  if (Object.keys(faults).length > 0 || port === 'not-a-port' || altPort === 'not-a-port')
    return { ok: false, faults };
  const transports: WindowCheckRequest['transports'] = [
    'udp',
    ...(draft.tcp ? (['tcp'] as const) : []),
    ...(draft.tls ? (['tls'] as const) : []),
  ];
  const user = probeUser === '' ? null : probeUser;
  const account = accountIn(draft);
  return {
    ok: true,
    request: {
      server: host,
      port,
      altPort,
      transports,
      probeUser: user,
      demo: null,
      account,
      streamSeconds: account?.echoExtension == null ? null : draft.streamSeconds,
      lookAtRouter: draft.lookAtRouter,
      compareWith: null,
    },
  };
}

/** The password for a request, when the form still holds it for that very server and user; else null. */
export function passwordFor(
  draft: Draft,
  { server, account }: Pick<WindowCheckRequest, 'server' | 'account'>,
): string | null {
  const isSame = splitServer(draft.server).host === server && draft.username.trim() === account?.username;
  return isSame && draft.password !== '' ? draft.password : null;
}

const extensionsOf = (
  profile: Profile | null,
): Pick<AccountDraft, 'echoExtension' | 'readbackExtension'> => ({
  echoExtension: profile?.echoExtension ?? '',
  readbackExtension: profile?.readbackExtension ?? '',
});

const portText = (port: number | null | undefined): string => (port == null ? '' : String(port));

/** The form as the provider's profile wants it. */
export const draftOfProfile = (profile: Profile): Draft => ({
  ...emptyDraft,
  ...extensionsOf(profile),
  server: profile.server,
  port: portText(profile.port),
  altPort: portText(profile.altPort),
  tcp: profile.transports?.includes('tcp') ?? false,
  tls: profile.transports?.includes('tls') ?? false,
  probeUser: profile.probeUser ?? '',
});

/** The form of a check that was asked for already; a demo leaves the form alone. A password typed before stays. */
export const draftOfRequest = (request: WindowCheckRequest, before: Draft): Draft | null =>
  request.demo === null
    ? {
        server: request.server,
        port: portText(request.port),
        altPort: portText(request.altPort),
        tcp: request.transports.includes('tcp'),
        tls: request.transports.includes('tls'),
        probeUser: request.probeUser ?? '',
        lookAtRouter: request.lookAtRouter,
        ...draftOfAccount(request.account, request.streamSeconds),
        password: passwordFor(before, request) ?? '',
      }
    : null;

/** The form as a monitor was asked for; what a monitor does not know stays as it is. */
export const draftOfMonitor = (request: MonitorRequest, before: Draft): Draft => ({
  ...before,
  server: request.server,
  port: portText(request.port),
  probeUser: request.probeUser ?? '',
  ...draftOfAccount(request.account, before.streamSeconds),
  readbackExtension: before.readbackExtension,
  password: passwordFor(before, request) ?? '',
});

/** The demo asks a made-up server that also answers on a second port. */
export const demoRequest = (scenario: string): WindowCheckRequest => ({
  server: 'pbx.example',
  port: null,
  altPort: 5160,
  transports: ['udp'],
  probeUser: null,
  demo: scenario,
  account: null,
  streamSeconds: null,
  lookAtRouter: false,
  compareWith: null,
});
