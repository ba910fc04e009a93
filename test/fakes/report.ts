// A report around a run, with everything else fixed.
import type { Observation } from '../../shared/observation/observation.ts';
import { buildReport, type ReportParts } from '../../shared/report/build-report.ts';
import { type Report } from '../../shared/report/report.ts';
import { serverName } from './run-script.ts';

export const reportOf = (
  observations: readonly Observation[],
  parts: Partial<Omit<ReportParts, 'observations'>> = {},
): Report =>
  buildReport({
    id: 'report00001',
    createdAt: '2026-02-03T04:05:06.789Z',
    app: { name: 'sip-alg-checker', version: '0.1.0', host: 'cli', os: 'linux', arch: 'x64' },
    target: { server: serverName, port: null, altPort: null, mode: 'anonymous' },
    isPartial: false,
    ...parts,
    observations,
  });

/** The report as JSON with the value at a dotted place replaced, or left out when it is `undefined`. */
export function tampered(report: Report, place: string, value: unknown): string {
  const json: unknown = JSON.parse(JSON.stringify(report));
  const keys = place.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], json);
  (parent as Record<string, unknown>)[last] = value;
  return JSON.stringify(json);
}
