// What a monitor is asked for, what it needs, and what it comes to.
import type { Clock } from '../../../shared/base/clock.ts';
import type { IdSource } from '../../../shared/base/id-source.ts';
import type { Authenticator } from '../../../shared/dialog/authenticator.ts';
import type { MonitorEnd, MonitorReading } from '../../../shared/ipc/monitor.ts';
import type { Path } from '../../../shared/observation/path.ts';
import type { AnswerClass, CheckMode } from '../../../shared/probe/request-limits.ts';
import type { BanGuard } from '../ban-guard.ts';

export type { MonitorEnd, MonitorReading };

export type MonitorPlan = {
  readonly serverName: string;
  readonly mainPath: Path;
  /** Null: SIP requests. */
  readonly call: { readonly account: Authenticator; readonly echoExtension: string } | null;
  readonly probeUser: string | null;
  readonly intervalMs: number;
  readonly durationMs: number;
};

export type MonitorDeps = {
  readonly guardFor: (mode: CheckMode | 'account') => BanGuard;
  readonly rememberedAnswers: AnswerClass;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly serverAddress: string;
  readonly localAddress: string;
  readonly onReading: (reading: MonitorReading) => void;
  readonly workerFolder?: URL;
  readonly signal: AbortSignal;
};

export type MonitorResult = { readonly endedBy: MonitorEnd; readonly reading: MonitorReading };
