// Rules about what happened to a whole message: which socket it reached, and who seems to have answered.
import type { Exchange } from '../../exchange/exchange.ts';
import { isTruthfulProbe, type Path, samePath } from '../../observation/path.ts';
import { type Evidence, evidenceOf } from '../evidence.ts';
import { exchangesOn, type Facts } from '../facts.ts';
import { otherElementWeight, proofWeight } from '../thresholds.ts';

/**
 * `reply-on-other-socket`: the server sent its reply to the source port (it filled in `rport`), yet it arrived
 * at the port that only the Via names: something read the Via and moved the packet.
 * Innocent: a server without rport answers to the Via port by itself; then `rport` is empty.
 */
export const replyOnOtherSocket = (facts: Facts, path: Path): readonly Evidence[] =>
  exchangesOn(facts, path)
    .filter((exchange) => exchange.probe === 'diverted' && exchange.answer !== null)
    .map((exchange) => {
      const isOnB = exchange.answer?.observation.socket === 'b';
      const isRportFilled = exchange.answer?.echo.rport !== null;
      const isProof = isOnB && isRportFilled;
      return evidenceOf({
        rule: isOnB ? 'reply-on-other-socket' : 'diverted-clean',
        direction: isProof ? 'for' : isOnB ? 'neutral' : 'against',
        weight: isProof ? proofWeight : 0,
        section: 'RFC 3581 4, RFC 3261 18.2.2',
        exchange,
        ruledOut: isProof ? ['server-without-rport'] : [],
        notRuledOut: isOnB && !isRportFilled ? ['server-without-rport'] : [],
        changes: isProof ? [socketChange(exchange)] : [],
      });
    });

const socketChange = (exchange: Exchange): Evidence['changes'][number] => ({
  field: 'arrival-port',
  sent: exchange.local === null ? null : String(exchange.local.port),
  got: viaPort(exchange),
});

/** The Via of `diverted` names the port of socket b. */
const viaPort = (exchange: Exchange): string | null =>
  /^Via: [^\r\n]*:(\d+);/m.exec(exchange.requests[0]?.bytes ?? '')?.[1] ?? null;

/**
 * `other-element-answers`: the same question is answered by what looks like another program on another port.
 * Innocent, and common: the operator runs a proxy on one of them. Never more than a trace.
 */
export function otherElementAnswers(facts: Facts, path: Path): readonly Evidence[] {
  const here = exchangesOn(facts, path).find((e) => isTruthfulProbe(e.probe) && e.answer !== null);
  const there = facts.exchanges.find(
    (e) =>
      isTruthfulProbe(e.probe) && e.answer !== null && !samePath(e.path, path) && e.path.transport === 'udp',
  );
  const a = here?.answer?.echo.server;
  const b = there?.answer?.echo.server;
  if (here === undefined || there === undefined || a === undefined || b === undefined) return [];
  const changes = [
    ...difference('server', b.software, a.software),
    ...difference('realm', b.realm, a.realm),
    ...difference('header-names', namesForm(b.usesCompactNames), namesForm(a.usesCompactNames)),
  ];
  if (changes.length === 0) return [];
  return [
    evidenceOf({
      rule: 'other-element-answers',
      direction: 'for',
      weight: otherElementWeight,
      section: 'RFC 3261 20.35, 22.4',
      exchange: here,
      control: [there],
      notRuledOut: ['operator-proxy'],
      changes,
    }),
  ];
}

const namesForm = (isCompact: boolean): string => (isCompact ? 'compact' : 'long');

const difference = (field: string, sent: string | null, got: string | null): Evidence['changes'] =>
  sent === got ? [] : [{ field, sent, got }];
