// What to do now, in words.
import { safeText } from '../base/safe-text.ts';
import type { Advice } from '../router/advice-codes.ts';
import type { Say } from './say.ts';
import { wayOfText } from './ways.ts';

/** More steps than this are not read. */
export const mostSteps = 3;

/** One piece of advice as a sentence; `say` knows the namespace `verdict`. */
export function adviceText({ code, params }: Advice, say: Say): string {
  const text = (name: string): string => safeText(String(params[name] ?? ''));
  return say(`advice.${code}`, {
    path: wayOfText(say, text('path')),
    count: Number(params['minutes'] ?? 0),
    name: text('name'),
    provider: text('provider'),
    seconds: text('seconds'),
    way: say(`around.${text('way')}`, { defaultValue: text('way') }),
  });
}
