// What a check does beyond the anonymous probes where the user has an account: an echo call with measured sound, the
// server's own eyes, and a registration that is read back. Each step is skipped where the one before ended everything.
import type { Clock } from '../../../shared/base/clock.ts';
import type { IdSource } from '../../../shared/base/id-source.ts';
import type { Authenticator } from '../../../shared/dialog/authenticator.ts';
import type { Fact, ObservationOf } from '../../../shared/observation/observation.ts';
import type { Path } from '../../../shared/observation/path.ts';
import type { BanGuard } from '../ban-guard.ts';
import type { Recorder } from '../recorder.ts';
import { measureSelfNoise } from '../stream/self-noise.ts';
import type { StreamSnapshot } from '../stream/stream-messages.ts';
import { type AccountSession, createAccountSession } from './account-session.ts';
import { openEchoLeg } from './echo-leg.ts';

/** What the user lent this check; never part of a report. */
export type AccountPlan = {
  readonly account: Authenticator;
  readonly echoExtension: string | null;
  readonly readbackExtension: string | null;
  /** Length of the sound, s; null: no call. */
  readonly streamSeconds: number | null;
};

export type AccountPartDeps = {
  /** In mode `account`. */
  readonly guard: BanGuard;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly recorder: Recorder;
  readonly serverAddress: string;
  readonly serverName: string;
  readonly localAddress: string;
  readonly mainPath: Path;
  /** Another path of the same server: the control; null when none is known. */
  readonly altPath: Path | null;
  readonly onStream: (snapshot: StreamSnapshot) => void;
  readonly workerFolder?: URL;
  readonly signal: AbortSignal;
};

/** ours: long enough for a server to learn where the sound comes from (4 packets), short enough for a control. */
const controlSeconds = 2;
/** A readback is answered before any sound; the port must only look like one. RFC 3551 8. */
const unusedMediaPort = 49_170;

/** Runs the steps of the plan; resolves when nothing of ours is left on the server. */
export async function runAccountPart(plan: AccountPlan, deps: AccountPartDeps): Promise<void> {
  const session = createAccountSession({
    ...deps,
    account: plan.account,
    record: deps.recorder.record,
  });
  try {
    if (plan.echoExtension !== null && plan.streamSeconds !== null)
      await callEcho(plan.echoExtension, plan.streamSeconds, session, deps);
    if (plan.readbackExtension !== null)
      await session.readback(deps.mainPath, plan.readbackExtension, unusedMediaPort);
    await session.registeredContact(deps.mainPath, deps.altPath ?? deps.mainPath);
  } finally {
    session.close();
  }
}

async function callEcho(
  extension: string,
  seconds: number,
  session: AccountSession,
  deps: AccountPartDeps,
): Promise<void> {
  const noise = await measureSelfNoise(deps, deps.signal);
  if (noise.ok) deps.recorder.record({ kind: 'self-noise', ...noise.value });
  await callOnce(deps.mainPath, extension, seconds, session, deps, deps.recorder.record);
  if (deps.altPath === null || !knewAtOnce(deps.recorder)) return;
  // The control says whether the server needs to learn at all; its sound is not the one that is graded.
  const withoutStream = (fact: Fact): void => {
    if (fact.kind !== 'stream' && fact.kind !== 'sound-failed') deps.recorder.record(fact);
  };
  const quiet = { ...deps, onStream: () => undefined };
  await callOnce(deps.altPath, extension, controlSeconds, session, quiet, withoutStream);
}

/** The first packet came back: the server knew where to send before it can have learnt it. */
function knewAtOnce(recorder: Recorder): boolean {
  const call = recorder.observations().findLast((o): o is ObservationOf<'call'> => o.kind === 'call');
  return call?.media?.leadingLostPackets === 0;
}

async function callOnce(
  path: Path,
  extension: string,
  seconds: number,
  session: AccountSession,
  deps: AccountPartDeps,
  record: (fact: Fact) => void,
): Promise<void> {
  if (deps.signal.aborted) return;
  const leg = await openEchoLeg(deps.localAddress, seconds, { ...deps, record, onSnapshot: deps.onStream });
  if (!leg.ok) return;
  try {
    await session.call(path, extension, leg.value);
  } finally {
    await leg.value.close();
  }
}
