// What a run does with an account: register and read back, ask what the server sees, call. Every packet passes the
// ban guard (mode `account`). Flows stay open until the session is closed, so that a late answer gets its goodbye.

import type { CallInput, CallSpec } from '../../../shared/dialog/call/call-types.ts';
import {
  type AccountSpec,
  type DialogIds,
  type DialogInput,
  newDialogIds,
} from '../../../shared/dialog/dialog-types.ts';
import { contactFor, type RegisterState, type RegisterStep } from '../../../shared/dialog/register.ts';
import type { SdpAnswer } from '../../../shared/observation/account.ts';
import type { Fact } from '../../../shared/observation/observation.ts';
import type { Path } from '../../../shared/observation/path.ts';
import type { ExchangeTimers } from '../../../shared/probe/exchange-types.ts';
import type { FlowFault } from '../../io/network.ts';
import type { Refusal } from '../ban-guard.ts';
import { type Activity, type ActivityDeps, createActivity } from './activity.ts';
import { callMachine, registerMachine } from './machines.ts';
import type { MediaLeg } from './media-leg.ts';
import { createLines, type Line, type Lines, type Place, type SessionDeps } from './session-lines.ts';

export type { SessionDeps } from './session-lines.ts';

export type AccountSession = {
  /** Stores our Contact over `path`, reads it back over another flow, removes it. Does nothing while another phone is registered. */
  registeredContact(path: Path, readOver: Path): Promise<void>;
  /** Asks an extension of the server kit what the server received; no sound is sent. */
  readback(path: Path, extension: string, mediaPort: number): Promise<void>;
  /** Calls an extension and lets the leg run; resolves when the call is over and gone from the server. */
  call(path: Path, extension: string, leg: MediaLeg): Promise<void>;
  /** Closes every flow; nothing is sent after it. */
  close(): void;
};

/** Timers A and E, B and F, shortened: whoever waits wants to know soon, and each transmission is counted. RFC 3261 17.1. */
const udpTimers: ExchangeTimers = { retransmitAtMs: [500, 1500], giveUpAtMs: 4000 };
const streamTimers: ExchangeTimers = { retransmitAtMs: [], giveUpAtMs: 4000 };
/** ours: an extension of a machine answers at once; whatever rings this long is a person's phone. */
const ringLimitMs = 20_000;

type Session = { readonly deps: SessionDeps; readonly lines: Lines; isRefused: boolean };

/** A session that has sent nothing yet. */
export function createAccountSession(deps: SessionDeps): AccountSession {
  const session: Session = { deps, lines: createLines(deps), isRefused: false };
  return {
    registeredContact: (path, readOver) => registeredContact(session, path, readOver),
    readback: (path, extension, mediaPort) =>
      callExtension(session, { purpose: 'readback', extension, mediaPort }, path, null),
    call: (path, extension, leg) =>
      callExtension(session, { purpose: 'call', extension, mediaPort: leg.localPort }, path, leg),
    close: () => session.lines.close(),
  };
}

/** Credentials that were refused are never tried again. */
const isOver = ({ isRefused, deps }: Session): boolean => isRefused || deps.signal.aborted;

const specFor = ({ deps }: Session, path: Path, ids: DialogIds): AccountSpec => ({
  path,
  serverName: deps.serverName,
  account: deps.account,
  ids,
  timers: path.transport === 'udp' ? udpTimers : streamTimers,
});

async function registeredContact(session: Session, path: Path, readOver: Path): Promise<void> {
  const ids = newDialogIds(session.deps.ids);
  const reading = { path: readOver, role: 'read' } as const;
  const storing = { path, role: 'main' } as const;
  // A phone that is registered would be pushed out by servers that keep one Contact an account.
  const looked = await register(session, reading, 'look', newIdsFor(session, ids));
  if (looked?.outcome !== 'done') return;
  const bound = await register(session, storing, 'bind', ids);
  if (bound === null || !mayStand(bound)) return;
  if (bound.outcome !== 'cancelled') await register(session, reading, 'read', newIdsFor(session, ids));
  await register(session, storing, 'release', laterIds(ids, bound));
}

/** Something of ours is, or may be, stored. What nobody answered expires by itself. */
const mayStand = ({ outcome, attempt }: RegisterState): boolean =>
  outcome === 'done' ||
  outcome === 'binding-missing' ||
  (outcome === 'cancelled' && (attempt?.transmissions ?? 0) > 0);

/** Identifiers of another request about the same Contact. */
const newIdsFor = ({ deps }: Session, { contactUser }: DialogIds): DialogIds => ({
  ...newDialogIds(deps.ids),
  contactUser,
});

/** RFC 3261 10.2: registrations of one Contact share a Call-ID and count on. */
const laterIds = (ids: DialogIds, { attempt }: RegisterState): DialogIds => ({
  ...ids,
  branch: `${ids.branch}r`,
  cnonce: `${ids.cnonce}r`,
  cseqNumber: (attempt?.cseq ?? ids.cseqNumber) + 1,
});

/** One REGISTER to its end; null when the session is over or no flow could be opened. */
async function register(
  session: Session,
  place: Place,
  step: RegisterStep,
  ids: DialogIds,
): Promise<RegisterState | null> {
  // What stands is taken back, whatever else is over.
  const isRelease = step === 'release';
  if (!isRelease && isOver(session)) return null;
  const opened = await session.lines.open(place);
  if (!opened.ok) {
    const fact = { kind: 'registration', step, contact: null, bindings: [] } as const;
    session.deps.record({ ...unopened(place.path, opened.error), ...fact, bindings: [] });
    return null;
  }
  const spec = specFor(session, place.path, ids);
  const contact = step === 'bind' || isRelease ? contactFor(spec, opened.value.sender.flow.local) : null;
  const machine = registerMachine({ ...spec, step, contact });
  const activity = createActivity(machine, opened.value.sender, activityDeps(session));
  await toTheEnd(session, opened.value, activity, isRelease);
  return machine.state();
}

type Target = Pick<CallSpec, 'purpose' | 'extension' | 'mediaPort'>;

async function callExtension(
  session: Session,
  target: Target,
  path: Path,
  leg: MediaLeg | null,
): Promise<void> {
  if (isOver(session)) return;
  const { deps } = session;
  const opened = await session.lines.open({ path, role: 'main' });
  if (!opened.ok) return deps.record(unopenedCall(target, path, opened.error));
  const ids = newDialogIds(deps.ids);
  const sessionId = deps.ids.integer(1, 2_000_000_000);
  const machine = callMachine({ ...specFor(session, path, ids), ...target, sessionId, ringLimitMs });
  const over = new AbortController();
  const stream = async (answer: SdpAnswer): Promise<void> => {
    leg?.aim(answer.media);
    activity.feed({ kind: 'hang-up', media: (await leg?.run(over.signal)) ?? null });
  };
  const activity: Activity<CallInput> = createActivity(machine, opened.value.sender, activityDeps(session), {
    onAnswered: (answer) => void stream(answer),
    onSilence: () => over.abort(),
  });
  await toTheEnd(session, opened.value, activity, false);
}

const activityDeps = (session: Session): ActivityDeps => ({
  ...session.deps,
  onRefused: () => {
    session.isRefused = true;
  },
});

type Startable = Pick<Activity<DialogInput>, 'ids' | 'feed' | 'close' | 'ended'>;

/** Lets an activity run on its flow; a cancel ends it in good order, or not at all where it is the good order itself. */
async function toTheEnd(
  session: Session,
  line: Line,
  activity: Startable,
  isCleanUp: boolean,
): Promise<void> {
  const { signal } = session.deps;
  const onAbort = (): void => activity.feed({ kind: 'cancel' });
  const { local, remote } = line.sender.flow;
  line.lives.push(activity);
  activity.feed({ kind: 'start', local, remote });
  if (!isCleanUp) {
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
  }
  await activity.ended;
  signal.removeEventListener('abort', onAbort);
}

/** What is known of an activity that got no flow. */
function unopened(path: Path, error: Refusal | FlowFault) {
  const ending =
    'refused' in error
      ? ({ outcome: 'not-sent', detail: error.refused } as const)
      : ({ outcome: 'flow-failed', detail: error.code } as const);
  return { path, local: null, remote: null, statusCode: null, messages: [], messagesDropped: 0, ...ending };
}

function unopenedCall({ purpose, extension }: Target, path: Path, error: Refusal | FlowFault): Fact {
  const common = { ...unopened(path, error), extension, offered: null };
  if (purpose === 'readback') return { kind: 'readback', ...common, seen: null };
  const nothing = { answer: null, answeredAfterMs: null, upMs: null, endedBy: null, media: null };
  return { kind: 'call', ...common, ...nothing };
}
