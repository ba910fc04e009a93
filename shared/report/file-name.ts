// Names of the files that leave this program.
import type { Report } from './report.ts';

/** `sip-alg-<server>-<date>.<ending>`; a name that every system accepts. `at` is an ISO date. */
export function fileNameFor(server: string, at: string, ending: string): string {
  const plain = server
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
  return `sip-alg-${plain.slice(0, 80) || 'server'}-${at.slice(0, 10)}.${ending}`;
}

/** Name of a report file; it says what was taken out, and holds no more than the report itself. */
export const reportFileName = ({
  target,
  createdAt,
  redaction,
}: Pick<Report, 'createdAt' | 'redaction'> & { readonly target: Pick<Report['target'], 'server'> }): string =>
  fileNameFor(target.server, createdAt, redaction === 'full' ? 'sipreport' : `${redaction}.sipreport`);
