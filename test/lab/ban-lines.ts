// How many lines of a log would count towards a ban, by fail2ban's own filter for Asterisk: not by our reading of it.
import { existsSync } from 'node:fs';
import { must } from './command.ts';

export interface BanLines {
  /** Lines that the filter takes for an attack. */
  readonly matched: number;
  /** Lines that it looked at. */
  readonly total: number;
  readonly lines: readonly string[];
}

const filter = '/etc/fail2ban/filter.d/asterisk.conf';

/** Counts the ban-worthy lines of an Asterisk log file. A missing file has none. */
export async function countBanLines(logFile: string): Promise<BanLines> {
  if (!existsSync(logFile)) return { matched: 0, total: 0, lines: [] };
  const output = await must(['fail2ban-regex', '--print-all-matched', logFile, filter]);
  const summary = /^Lines: (\d+) lines, \d+ ignored, (\d+) matched, \d+ missed/m.exec(output);
  if (summary === null) throw new Error(`fail2ban-regex printed no summary:\n${output.slice(-500)}`);
  const listing = /\|- Matched line\(s\):\n([\s\S]*?)\n`-/.exec(output)?.[1] ?? '';
  const lines = listing.split('\n').filter((line) => line.startsWith('|  '));
  return {
    matched: Number(summary[2]),
    total: Number(summary[1]),
    lines: lines.map((line) => line.slice(3)),
  };
}
