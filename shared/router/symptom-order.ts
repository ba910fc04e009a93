// Which of a report's pieces of advice come first for somebody with this trouble. The report stays as it is, so that it
// can be replayed; only the window, which knows what the person noticed, orders anew.
import type { Advice } from './advice-codes.ts';
import type { Symptom } from './symptom.ts';

type Code = Advice['code'];

/** What mends a trouble by itself comes first; what the verdict asks for keeps its order behind it. */
const firstFor: Readonly<Record<Symptom, readonly Code[]>> = {
  // Sound that goes one way only: the server's own settings for NAT, or the line.
  'cannot-hear': ['line-is-the-problem', 'check-server-nat-settings'],
  'cannot-be-heard': ['line-is-the-problem', 'check-server-nat-settings'],
  // A mapping that the router forgot: it drops calls and makes phones unreachable.
  'call-drops': ['set-udp-timeout', 'set-keep-alive'],
  'does-not-ring': ['set-udp-timeout', 'set-keep-alive'],
  // Without a way to the server nothing else matters.
  'cannot-log-in': ['use-clean-path'],
  'just-checking': [],
};

/** What follows once the cause is dealt with, or goes around it; everything else keeps its place in front. */
const afterwards: readonly Code[] = [
  'check-server-nat-settings',
  'check-again-after-change',
  'check-outer-router',
  'use-clean-path',
  'way-around',
  'name-another-port',
  'set-udp-timeout',
  'set-keep-alive',
  'nothing-to-do',
];

/** The same pieces in another order; "leave it on" is left out where something hurts. */
export function orderForSymptom(advice: readonly Advice[], symptom: Symptom | null): readonly Advice[] {
  if (symptom === null || symptom === 'just-checking') return advice;
  const rank = ({ code }: Advice): number => {
    if (firstFor[symptom].includes(code)) return 1;
    return afterwards.includes(code) ? 2 : 0;
  };
  return advice.filter(({ code }) => code !== 'leave-alg-on').toSorted((a, b) => rank(a) - rank(b));
}
