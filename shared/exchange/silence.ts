// What silence may mean. A server that answered and falls silent may have banned us: nothing more is asked of it.
// A path that never answers may be blocked.
import { type Path, samePath } from '../observation/path.ts';
import type { Exchange } from './exchange.ts';

/** Unanswered sends in a row, after an earlier answer on the path, that count as "answers stopped". */
const silentSendsForStopped = 3;

/** A path is only called dead after this many unanswered sends: 20 % loss each way silences five in 1 of 165 runs. */
export const silentSendsForBlocked = 5;

/** True when the path answered before and nothing sent since got an answer, three times or more. */
export function haveStopped(path: Path, exchanges: readonly Exchange[]): boolean {
  const onPath = exchanges.filter(
    (exchange) => samePath(exchange.path, path) && exchange.requests.length > 0,
  );
  const lastAnswer = onPath.findLastIndex((exchange) => exchange.answer !== null);
  if (lastAnswer < 0) return false;
  const since = onPath.slice(lastAnswer + 1).filter((exchange) => exchange.isSilent);
  return since.reduce((sum, exchange) => sum + exchange.requests.length, 0) >= silentSendsForStopped;
}
