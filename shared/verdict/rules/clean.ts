// Rules that speak for a clean path, and rules that take replies out of the evidence.

import type { Exchange } from '../../exchange/exchange.ts';
import { sourceSeen } from '../../exchange/own-pair.ts';
import { isTruthfulProbe, type Path } from '../../observation/path.ts';
import { type Evidence, evidenceOf } from '../evidence.ts';
import { exchangesOn, type Facts, namesOwnAddress } from '../facts.ts';

/** Nothing in the echo speaks of an edit: what changed, the server may have re-printed. */
export const isEchoClean = (facts: Facts, exchange: Exchange): boolean =>
  (exchange.answer?.echo.changes ?? []).every(
    ({ field, got, sent }) =>
      (field.startsWith('from-') || field === 'to-host') &&
      field !== 'from-tag' &&
      (got === null || !namesOwnAddress(facts, got, sent)),
  );

/** `truthful-clean`, `translated-clean`: what we sent came back as a server behind a plain NAT gives it back. */
export const cleanEcho = (facts: Facts, path: Path): readonly Evidence[] =>
  exchangesOn(facts, path)
    .filter((e) => isCleanSource(e) && isEchoClean(facts, e))
    .map((exchange) =>
      evidenceOf({
        rule: exchange.probe === 'translated' ? 'translated-clean' : 'truthful-clean',
        direction: 'against',
        weight: 0,
        section: 'RFC 3261 8.2.6.2, 18.2.1',
        exchange,
      }),
    );

/** `contradicting-replies`, `foreign-reply`: recorded, and never held against anybody. */
export const unusableReplies = (facts: Facts, path: Path): readonly Evidence[] =>
  exchangesOn(facts, path).flatMap((exchange) => {
    const isForeign = exchange.replies.some((reply) => !reply.isFromServer);
    const rule = exchange.isContradicted ? 'contradicting-replies' : isForeign ? 'foreign-reply' : null;
    if (rule === null) return [];
    return [
      evidenceOf({
        rule,
        direction: 'neutral',
        weight: 0,
        section: 'RFC 3261 17.1.3, 18.1.2',
        exchange,
        notRuledOut: ['forged-or-copied-reply'],
      }),
    ];
  });

/** A NAT shows in the reply. `translated` claims the NAT's own address, so the server need not add `received`. */
function isCleanSource(exchange: Exchange): boolean {
  const source = sourceSeen(exchange);
  if (exchange.probe === 'translated') return source === 'translated' || source === 'not-stated';
  return isTruthfulProbe(exchange.probe) && source === 'translated';
}
