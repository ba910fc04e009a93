// The one way in which a report leaves this computer: with less in it where that is wanted, looked through once more,
// and as the exact text of the file.
import { err, ok, type Result } from '../../shared/base/result.ts';
import { type Redacted, type RedactFault, redactReport } from '../../shared/redact/redact-report.ts';
import { scanForSecrets } from '../../shared/redact/scan-secrets.ts';
import type { Redaction, Report } from '../../shared/report/report.ts';

export type RedactedFile = Pick<Redacted, 'report' | 'counts'> & {
  /** What is saved, to the byte (UTF-8). */
  readonly text: string;
};

/** The text that may be saved at this level; refused with one sentence where something in it must not be. */
export function redactedFile(report: Report, level: Redaction): Result<RedactedFile, RedactFault> {
  const redacted = redactReport(report, level);
  if (!redacted.ok) return redacted;
  const { counts, taken } = redacted.value;
  const file = finished(redacted.value.report);
  const text = `${JSON.stringify(file, null, 2)}\n`;
  const [found] = scanForSecrets(text, level, taken);
  if (found === undefined) return ok({ report: file, counts, text });
  const message = `Field "${found.field}" still holds ${found.kind}, so nothing is saved.`;
  return err({ code: 'secret', message });
}

/** The last step before a report becomes text: whoever signs reports signs here, when nothing in them changes any more. */
const finished = (report: Report): Report => report;
