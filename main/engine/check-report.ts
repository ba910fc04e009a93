// The report of one run, the same from every host.

import type { Clock } from '../../shared/base/clock.ts';
import type { IdSource } from '../../shared/base/id-source.ts';
import { buildReport, type Replay, replayReport } from '../../shared/report/build-report.ts';
import type { Report, ReportedRun } from '../../shared/report/report.ts';
import { routerIdentifier } from './router/router-data.ts';
import type { CheckRequest, CheckRun } from './run-check.ts';

export type ReportMaker = {
  readonly version: string;
  readonly host: Report['app']['host'];
  readonly clock: Clock;
  readonly ids: IdSource;
  /** The run before a change on the router, when this one is compared with it. */
  readonly before?: ReportedRun | null;
};

/** What the run saw, with who asked, when, and on which system. */
export const reportOfCheck = (
  request: CheckRequest,
  { observations, isPartial }: CheckRun,
  { version, host, clock, ids, before = null }: ReportMaker,
): Report =>
  buildReport({
    id: ids.token(20),
    createdAt: new Date(clock.wallMs()).toISOString(),
    app: { name: 'sip-alg-checker', version, host, os: process.platform, arch: process.arch },
    target: {
      server: request.serverName,
      port: request.port,
      altPort: request.altPort,
      mode: request.probeUser === null ? 'anonymous' : 'probe-user',
    },
    observations,
    isPartial,
    before,
    // The catalogue is read only where there is something to look up.
    ...(observations.some(({ kind }) => kind === 'gateway') ? { identifier: routerIdentifier() } : {}),
  });

/** What today's rules make of the report's observations. */
export const replayOf = (report: Report): Replay =>
  replayReport(report, report.router === null ? undefined : routerIdentifier());

/** The verdict and all that stands beside it follow from the report's observations. */
export const reportReplays = (report: Report): boolean => replayOf(report).isSame;
