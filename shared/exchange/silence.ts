// What silence may mean. A server that answered and falls silent may have banned us: nothing more is asked of it.
// A path that never answers may be blocked.
import { type Path, samePath } from '../observation/path.ts';
import type { Exchange } from './exchange.ts';

/** Unanswered sends in one exchange, after an earlier answer on the path, that count as "answers stopped". */
const silentSendsForStopped = 2;

/** A path is only called dead after this many unanswered sends: 20 % loss each way silences three in 1 of 21 runs. */
export const silentSendsForBlocked = 3;

/** True when the path answered before and its latest exchange, sent at least twice, got nothing. */
export function haveStopped(path: Path, exchanges: readonly Exchange[]): boolean {
  const onPath = exchanges.filter(
    (exchange) => samePath(exchange.path, path) && exchange.requests.length > 0,
  );
  const lastAnswer = onPath.findLastIndex((exchange) => exchange.answer !== null);
  if (lastAnswer < 0) return false;
  return onPath
    .slice(lastAnswer + 1)
    .some((exchange) => exchange.isSilent && exchange.requests.length >= silentSendsForStopped);
}
