// Puts a report together from what a run saw, and again from the report alone: the verdict replays.
import { classifyAddress } from '../base/address.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import { noiseOf, qualityOf } from '../measure/recorded-stream.ts';
import type { Observation } from '../observation/observation.ts';
import { routerAdvice } from '../router/advise.ts';
import { identifierOfReport, type RouterIdentifier, routerSection } from '../router/section.ts';
import { judgeFacts } from '../verdict/alg-verdict.ts';
import { type Facts, readFacts } from '../verdict/facts.ts';
import type { Level } from '../verdict/level.ts';
import { budgetOf } from './budget.ts';
import { type Report, type ReportedRun, reportFormat, reportVersion, runOf } from './report.ts';

export type ReportParts = {
  readonly id: string;
  readonly createdAt: string;
  readonly app: ReportedRun['app'];
  readonly target: Pick<ReportedRun['target'], 'server' | 'port' | 'altPort' | 'mode'>;
  readonly observations: readonly Observation[];
  readonly isPartial: boolean;
  /** Guesses which router it was; without it a look at a router has facts and no guesses. */
  readonly identifier?: RouterIdentifier;
  /** The run before a change on the router, which this run is compared with. */
  readonly before?: ReportedRun | null;
};

const withoutCatalogue: RouterIdentifier = { edition: '0'.repeat(16), guesses: () => [] };

/** Puts a report together, whole and not sealed; verdict, advice and budget follow from the observations alone. */
export function buildReport(parts: ReportParts): Report {
  return {
    format: reportFormat,
    version: reportVersion,
    ...buildRun(parts),
    before: parts.before ?? null,
    redaction: 'full',
    seal: null,
  };
}

function buildRun(parts: ReportParts, facts = readFacts(parts.observations)): ReportedRun {
  const alg = judgeFacts(facts);
  const quality = qualityOf(parts.observations);
  const router = routerSection(parts.observations, parts.identifier ?? withoutCatalogue);
  const resolved = parts.observations.findLast((o) => o.kind === 'server-resolved');
  return {
    id: parts.id,
    createdAt: parts.createdAt,
    app: parts.app,
    target: {
      ...parts.target,
      port: resolved?.port ?? parts.target.port,
      addresses: resolved?.addresses ?? [],
    },
    environment: environmentOf(facts.environment),
    selfNoise: noiseOf(parts.observations),
    observations: [...parts.observations],
    alg,
    quality,
    router,
    // Nobody is asked what hurts before a check.
    advice: routerAdvice({
      facts,
      verdict: alg,
      router,
      isLinePoor: quality?.class === 'poor',
      symptom: null,
    }),
    budget: budgetOf(parts.observations, facts.exchanges),
    partial: parts.isPartial,
  };
}

function environmentOf(seen: ReturnType<typeof readFacts>['environment']): ReportedRun['environment'] {
  if (seen === null) return null;
  const { localAddress, interfaceKind, sipPortInUse, isSimulated } = seen;
  const vpn = interfaceKind === 'vpn';
  return {
    localAddress,
    addressClass: classifyAddress(localAddress),
    interfaceKind,
    vpn,
    sipPortInUse,
    isSimulated,
  };
}

/** What today's rules make of the observations of a report. */
export type Replay = {
  /** Verdict, advice, budget and environment come out as they stand in the report. */
  readonly isSame: boolean;
  readonly level: Level;
  /** What the run asked and what it was answered, read once more. */
  readonly exchanges: Facts['exchanges'];
};

/**
 * Puts the report together again from its observations. What no observation holds (id, date, program) is taken as it
 * stands, and so are the guesses about the router without the catalogue that they were made with.
 */
export function replayReport(report: Report, identifier?: RouterIdentifier): Replay {
  const { before, redaction } = report;
  // A guess that was made from words which were taken out stands as it is.
  const known = redaction === 'full' ? identifier : undefined;
  const run = runOf(report);
  const facts = readFacts(run.observations);
  const again = runAgain(run, known, facts);
  return {
    isSame: isSameRun(run, again) && (before === null || isSameRun(before, runAgain(before, known))),
    level: again.alg.level,
    exchanges: facts.exchanges,
  };
}

/** True when the report says what follows from its observations. */
export const verdictReplays = (report: Report, identifier?: RouterIdentifier): boolean =>
  replayReport(report, identifier).isSame;

/** The run with everything that follows from its observations made anew. */
export function runAgain(
  run: ReportedRun,
  identifier?: RouterIdentifier,
  facts = readFacts(run.observations),
): ReportedRun {
  const { partial, router } = run;
  const isSameEdition = identifier !== undefined && identifier.edition === router?.edition;
  const known = isSameEdition ? identifier : router && identifierOfReport(router);
  return buildRun({ ...run, isPartial: partial, ...(known === null ? {} : { identifier: known }) }, facts);
}

function isSameRun(run: ReportedRun, again: ReportedRun): boolean {
  const resolved = run.observations.findLast((o) => o.kind === 'server-resolved');
  if (resolved !== undefined && resolved.name !== run.target.server) return false;
  return canonicalJson(again) === canonicalJson(run);
}
