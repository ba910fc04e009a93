// The report as a file that the page hands over; the host needs to write nothing.
import type { Report } from '../../../shared/report/report.ts';

/** `sip-alg-<server>-<date>.sipreport`; a name that every system accepts. */
export function reportFileName({ target, createdAt }: Pick<Report, 'target' | 'createdAt'>): string {
  const server = target.server
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
  return `sip-alg-${server.slice(0, 80) || 'server'}-${createdAt.slice(0, 10)}.sipreport`;
}

export function saveReport(report: Report): void {
  const text = `${JSON.stringify(report, null, 2)}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = reportFileName(report);
  link.click();
  // The download has its own hold on the data once it began.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
