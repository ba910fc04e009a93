// The one way in which a report leaves this computer: with less in it where that is wanted, looked through once more,
// and as the exact text of the file.
import { err, ok, type Result } from '../../shared/base/result.ts';
import { type Redacted, type RedactFault, redactReport } from '../../shared/redact/redact-report.ts';
import { scanForSecrets } from '../../shared/redact/scan-secrets.ts';
import type { Redaction, Report } from '../../shared/report/report.ts';
import { reportFileText } from '../../shared/report/seal.ts';

export type RedactedFile = Pick<Redacted, 'report' | 'counts'> & {
  /** What is saved, to the byte (UTF-8). */
  readonly text: string;
};

/**
 * The text that may be saved at this level; refused with one sentence where something in it must not be. What was
 * changed here is sealed here; a report that has its level already keeps the seal it came with.
 */
export function redactedFile(
  report: Report,
  level: Redaction,
  sealReport: (report: Report) => Report,
): Result<RedactedFile, RedactFault> {
  const redacted = redactReport(report, level);
  if (!redacted.ok) return redacted;
  const { counts, taken } = redacted.value;
  const copy = redacted.value.report;
  const [found] = scanForSecrets(reportFileText({ ...copy, seal: null }), level, taken);
  if (found === undefined) {
    const file = copy.seal === null ? sealReport(copy) : copy;
    return ok({ report: file, counts, text: reportFileText(file) });
  }
  const message = `Field "${found.field}" still holds ${found.kind}, so nothing is saved.`;
  return err({ code: 'secret', message });
}
