// Rules about the fields that a server must repeat unchanged. Servers do re-print some of them (Asterisk drops
// the port of a From), so a change accuses only when it brings in an address or port of ours, or when the same
// server left the same field alone on a control.
import { type EchoField, type FieldChange, isReprint } from '../../exchange/echo.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import { type Path, samePath } from '../../observation/path.ts';
import { type Evidence, evidenceOf } from '../evidence.ts';
import { exchangesOn, type Facts, namesOwnAddress } from '../facts.ts';
import { proofWeight, traceWeight } from '../thresholds.ts';

const section = 'RFC 3261 8.2.6.2';

/** Fields that no server has a reason to change: without any control they are still a trace. */
const neverReprinted: readonly EchoField[] = [
  'via-host',
  'via-port',
  'via-branch',
  'call-id',
  'cseq',
  'from-tag',
];

/** `echo-edited`: a repeated field came back changed in a way that only something in between can have done. */
export const echoEdited = (facts: Facts, path: Path): readonly Evidence[] =>
  exchangesOn(facts, path).flatMap((exchange) => judgeEcho(facts, exchange));

function judgeEcho(facts: Facts, exchange: Exchange): readonly Evidence[] {
  const changes = exchange.answer?.echo.changes ?? [];
  if (changes.length === 0) return [];
  const onTls = facts.exchanges.filter((e) => e.path.transport === 'tls' && e.answer !== null);
  const isOperators = (change: FieldChange) =>
    onTls.some((e) => e.answer?.echo.changes.some((c) => c.field === change.field));
  const controls = (change: FieldChange) => unchangedElsewhere(facts, exchange, change.field);
  const proven = changes.filter(
    (c) => !isOperators(c) && (bringsInOwn(facts, c) || (!isReprint(c) && controls(c).length > 0)),
  );
  if (proven.length > 0)
    return [
      evidenceOf({
        rule: 'echo-edited',
        direction: 'for',
        weight: proofWeight,
        section,
        exchange,
        control: [...new Set(proven.flatMap(controls))].slice(0, 4),
        ruledOut: ['server-reprints-fields'],
        changes: proven,
      }),
    ];
  const traces = changes.filter((c) => !isOperators(c) && neverReprinted.includes(c.field));
  return [
    evidenceOf({
      rule: traces.length > 0 ? 'echo-edited' : 'server-reprints-field',
      direction: traces.length > 0 ? 'for' : 'neutral',
      weight: traces.length > 0 ? traceWeight : 0,
      section,
      exchange,
      notRuledOut: ['server-reprints-fields'],
      changes: traces.length > 0 ? traces : changes,
    }),
  ];
}

/** The new value holds an address of ours that was not in the old one, or a port of ours in place of another. */
function bringsInOwn(facts: Facts, { field, sent, got }: FieldChange): boolean {
  if (got === null) return false;
  if (field === 'via-port' || field === 'from-port')
    return sent !== null && facts.ownPorts.includes(Number(got));
  if (field === 'via-branch' || field === 'cseq' || field === 'from-tag') return false;
  return namesOwnAddress(facts, got, sent);
}

/** Other exchanges in which the same server returned this field as it was sent. */
const unchangedElsewhere = (facts: Facts, exchange: Exchange, field: EchoField): readonly Exchange[] =>
  facts.exchanges.filter(
    (other) =>
      other.exchange !== exchange.exchange &&
      other.answer !== null &&
      isSameElement(other, exchange) &&
      !other.answer.echo.changes.some((change) => change.field === field) &&
      (other.probe === 'decoy' || !samePath(other.path, exchange.path)),
  );

/** The two answers look as if one program gave them: another one may write its replies in another way. */
function isSameElement(a: Exchange, b: Exchange): boolean {
  const [left, right] = [a.answer?.echo.server, b.answer?.echo.server];
  return left?.software === right?.software && left?.realm === right?.realm;
}

/**
 * `extra-via`: a reply to us holds our Via alone; another one was left in by something on the way.
 * Innocent: an operator's proxy that forgets to take its own out; then it is there on every path.
 */
export const extraVia = (facts: Facts, path: Path): readonly Evidence[] =>
  exchangesOn(facts, path)
    .filter((exchange) => (exchange.answer?.echo.viaCount ?? 1) > 1)
    .map((exchange) => {
      const isEverywhere = facts.exchanges.some(
        (e) => !samePath(e.path, path) && (e.answer?.echo.viaCount ?? 1) > 1,
      );
      return evidenceOf({
        rule: 'extra-via',
        direction: isEverywhere ? 'neutral' : 'for',
        weight: isEverywhere ? 0 : traceWeight,
        section: 'RFC 3261 16.7, 18.1.2',
        exchange,
        notRuledOut: ['operator-proxy'],
      });
    });
