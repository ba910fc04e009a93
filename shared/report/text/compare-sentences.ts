// English for what became of a finding.
import { pathName } from '../../observation/path.ts';
import type { CompareOutcome, Comparison, Incomparable } from '../compare.ts';

const outcomeSentences: Readonly<Record<CompareOutcome, string>> = {
  fixed:
    'Fixed: messages are edited no more. Now place one real call in each direction and stay on the line for a minute.',
  'unchanged-clean': 'Nothing edited messages before, and nothing does now.',
  'not-applied-or-second-box':
    'Messages are edited as before. The setting may not be applied yet, or a second box does it. Restart the router, and look behind it.',
  'other-alg-left': 'One editor is gone, but another one is left, further out or of another kind.',
  'port-bound-alg':
    'Messages are still edited, but on this port only. Check that the setting was saved, or use the other port.',
  'now-blocked':
    'This port is dead since the change. Some routers block it when the switch is off: set it back and use another port.',
  'new-alg': 'Messages are edited now, and were not before.',
  unclear: 'The two checks do not show what the change did.',
  'not-comparable': 'The two checks cannot be compared.',
};

const reasonSentences: Readonly<Record<Incomparable, string>> = {
  'other-server': 'They are about different servers or ports.',
  'other-network': 'They were made in different networks.',
  'vpn-changed': 'One of them went through a VPN.',
  'demo-and-real': 'One of them is a demo.',
  incomplete: 'One of them was cancelled.',
};

/** Heading of those lines inside a report. */
export const comparisonTitle = 'Compared with the earlier check';

/** Lines for a terminal or a ticket, the outcome first. */
export const comparisonLines = ({ outcome, reasons, levels, differences }: Comparison): readonly string[] => [
  outcomeSentences[outcome],
  ...reasons.map((reason) => reasonSentences[reason]),
  `Before: ${levels.before}. Now: ${levels.after}.`,
  ...differences.map(
    ({ probe, path, field, before, after }) =>
      `${pathName(path)} ${probe}, ${field}: ${before ?? 'not there'} -> ${after ?? 'not there'}`,
  ),
];
