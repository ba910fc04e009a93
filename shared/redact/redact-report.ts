// A report as it may be passed on: less is in it, and its verdict still follows from what is. Where that cannot be
// had the report is refused with one sentence; it is never passed on with another verdict.
import { canonicalJson } from '../base/canonical-json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { verdictReplays } from '../report/build-report.ts';
import { compareReports } from '../report/compare.ts';
import { type Redaction, type Report, type ReportedRun, runOf } from '../report/report.ts';
import { createMaskBook, type MaskKind } from './mask-book.ts';
import { createTextMasker } from './mask-text.ts';
import { createRunMasker } from './redact-run.ts';

/** From nothing taken out to the most. */
export const redactionLevels: readonly Redaction[] = ['full', 'no-local-names', 'no-addresses'];

export type RedactFault = {
  readonly code: 'already-more' | 'does-not-follow' | 'unknown-field' | 'would-change' | 'secret';
  /** One sentence that names the field. */
  readonly message: string;
};

export type Redacted = {
  readonly report: Report;
  /** How many different things of each kind stand masked; empty where nothing was to do. */
  readonly counts: Readonly<Partial<Record<MaskKind, number>>>;
  /** What was taken out, as it was written. */
  readonly taken: readonly string[];
};

/** The report without what the level takes out, not sealed; of its own level it comes back as it is. */
export function redactReport(report: Report, level: Redaction): Result<Redacted, RedactFault> {
  if (report.redaction === level) return ok({ report, counts: {}, taken: [] });
  if (redactionLevels.indexOf(level) < redactionLevels.indexOf(report.redaction) || level === 'full')
    return fault(
      'already-more',
      `More was taken out of this report already ("redaction": ${report.redaction}); it cannot be put back.`,
    );
  if (!verdictReplays({ ...report, redaction: level }))
    return fault(
      'does-not-follow',
      'Its verdict does not follow from its observations, so nothing of it is passed on.',
    );
  const before = report.before === null ? [] : [report.before];
  const runs = [runOf(report), ...before];
  const book = createMaskBook(runs.flatMap(serverAddresses));
  const mask = createTextMasker({
    level,
    book,
    serverNames: [...new Set(runs.flatMap(serverNames))].toSorted((a, b) => b.length - a.length),
    addresses: [...new Set(literalsIn(JSON.stringify(runs)))],
  });
  const maskRun = createRunMasker(book, mask);
  const masked: ReportedRun[] = [];
  for (const run of runs) {
    const one = maskRun(run);
    if (!one.ok)
      return fault(
        'unknown-field',
        `Field "${one.error.field}" is not known here, so the report is not passed on.`,
      );
    const changed = changedFinding(run, one.value);
    if (changed !== null)
      return fault(
        'would-change',
        `Without what should be taken out, "${changed}" would no longer follow; choose a level that takes out less.`,
      );
    masked.push(one.value);
  }
  return finish(report, masked, level, { counts: book.counts(), taken: book.taken() });
}

const fault = (code: RedactFault['code'], message: string): Result<never, RedactFault> =>
  err({ code, message });

function finish(
  report: Report,
  [run, before]: readonly ReportedRun[],
  level: Redaction,
  found: Omit<Redacted, 'report'>,
): Result<Redacted, RedactFault> {
  const redacted: Report = { ...report, ...run, before: before ?? null, redaction: level, seal: null };
  if (outcomeOf(report) !== outcomeOf(redacted))
    return fault(
      'would-change',
      'Without what should be taken out, "before" would no longer compare in the same way.',
    );
  return ok({ report: redacted, ...found });
}

const outcomeOf = (report: Report): string =>
  report.before === null ? '' : canonicalJson(outcomeParts(compareReports(report.before, runOf(report))));

const outcomeParts = ({ outcome, reasons, differences }: ReturnType<typeof compareReports>) => ({
  outcome,
  reasons,
  fields: differences.map(({ probe, path, field }) => ({ probe, path, field })),
});

/** The first part of a run's findings that is another one after masking; values in texts may be others. */
function changedFinding(run: ReportedRun, masked: ReportedRun): string | null {
  const [old, now] = [findingsOf(run), findingsOf(masked)];
  return Object.keys(old).find((part) => canonicalJson(old[part]) !== canonicalJson(now[part])) ?? null;
}

function findingsOf({
  alg,
  environment,
  selfNoise,
  quality,
  router,
  advice,
  budget,
  partial,
}: ReportedRun): Readonly<Record<string, unknown>> {
  return {
    alg: { ...alg, evidence: alg.evidence.map((item) => ({ ...item, changes: item.changes.map(shapeOf) })) },
    environment: environment && { ...environment, localAddress: '' },
    selfNoise,
    quality,
    router: router && { ...router.facts, gateway: null, maker: null, model: null, firmware: null },
    advice: advice.map(({ code, params }) => ({ code, params: Object.keys(params) })),
    budget,
    partial,
  };
}

const shapeOf = ({ field, sent, got }: ReportedRun['alg']['evidence'][number]['changes'][number]) => ({
  field,
  hasSent: sent !== null,
  hasGot: got !== null,
  isSame: sent === got,
});

const serverAddresses = ({ target, observations }: ReportedRun): readonly string[] => [
  ...target.addresses,
  ...observations.flatMap((o) =>
    o.kind === 'environment' ? [o.serverAddress] : o.kind === 'server-resolved' ? o.addresses : [],
  ),
];

const serverNames = ({ target, observations }: ReportedRun): readonly string[] => [
  target.server,
  ...observations.flatMap((o) => (o.kind === 'server-resolved' ? [o.name] : [])),
];

const literalsIn = (json: string): readonly string[] =>
  [...json.matchAll(/(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)/g)].map(([text]) => text);
