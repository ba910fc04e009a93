// Rules about `received` and `rport`: where the server says a request came from. An ALG that rewrites Via
// undoes its work on the reply and turns the public pair into our private one, which no server beyond a NAT
// can have seen.

import { isInternalAddress } from '../../base/address.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import { sourceSeen } from '../../exchange/own-pair.ts';
import { isTruthfulProbe, type Path, samePath } from '../../observation/path.ts';
import { type Evidence, evidenceOf, type InnocentExplanation } from '../evidence.ts';
import { exchangesOn, type Facts, hasPublicAddress, nearbyReasonOf } from '../facts.ts';
import { otherElementWeight, proofWeight, traceWeight } from '../thresholds.ts';

const section = 'RFC 3261 18.2.1, RFC 3581 4';

const shows = (exchange: Exchange, source: ReturnType<typeof sourceSeen>): boolean =>
  sourceSeen(exchange) === source;

/** Translated to an address that only a NAT of ours can have given; a container bridge at the server gives others. */
const showsPublic = (exchange: Exchange): boolean =>
  shows(exchange, 'translated') && !isInternalAddress(exchange.answer?.echo.received ?? '');

/** A private address as ours, so that seeing it in a reply means something. */
const isBehindPossibleNat = (facts: Facts): boolean =>
  nearbyReasonOf(facts) === null && !hasPublicAddress(facts);

/**
 * `received-own-pair`: the reply to a truthful request gives our own private address and port as its source.
 * Innocent: no NAT on this path; the same network or a VPN; a server-side translation (would not be *our* pair).
 */
export function receivedOwnPair(facts: Facts, path: Path): readonly Evidence[] {
  const suspects = exchangesOn(facts, path).filter((e) => isTruthfulProbe(e.probe) && shows(e, 'own-pair'));
  if (suspects.length === 0 || !isBehindPossibleNat(facts)) return [];
  const controls = exchangesOn(facts, path).filter(
    (e) => !isTruthfulProbe(e.probe) && shows(e, 'translated'),
  );
  const isPlainlyUntranslated = exchangesOn(facts, path).some(
    (e) => e.probe === 'decoy' && shows(e, 'own-pair'),
  );
  const elsewhere = facts.exchanges.filter((e) => !samePath(e.path, path) && showsPublic(e));
  return suspects.map((exchange) => {
    const { weight, control, ruledOut, notRuledOut } = weighOwnPair(
      controls,
      elsewhere,
      isPlainlyUntranslated,
    );
    const direction = weight === 0 ? 'neutral' : 'for';
    return evidenceOf({
      rule: weight === 0 ? 'no-translation' : 'received-own-pair',
      direction,
      weight,
      section,
      exchange,
      control,
      ruledOut,
      notRuledOut,
      changes: weight === 0 ? [] : receivedChange(exchange, control[0] ?? null),
    });
  });
}

type Weighed = {
  readonly weight: number;
  readonly control: readonly Exchange[];
  readonly ruledOut: InnocentExplanation[];
  readonly notRuledOut: InnocentExplanation[];
};

function weighOwnPair(
  same: readonly Exchange[],
  elsewhere: readonly Exchange[],
  isUntranslated: boolean,
): Weighed {
  if (same.length > 0 && !isUntranslated)
    return {
      weight: proofWeight,
      control: same,
      ruledOut: ['no-nat-on-this-path', 'same-network', 'server-side-translation'],
      notRuledOut: [],
    };
  // The decoy on this very path shows our own pair too. Either nothing translates here, or a router puts our
  // address everywhere; another port that is translated leaves both open.
  if (isUntranslated)
    return elsewhere.length === 0
      ? { weight: 0, control: [], ruledOut: [], notRuledOut: ['no-nat-on-this-path'] }
      : {
          weight: traceWeight,
          control: elsewhere,
          ruledOut: ['server-side-translation'],
          notRuledOut: ['other-route-by-port'],
        };
  if (elsewhere.length > 0)
    return {
      weight: proofWeight,
      control: elsewhere,
      ruledOut: ['same-network', 'server-side-translation'],
      notRuledOut: ['other-route-by-port'],
    };
  return {
    weight: traceWeight,
    control: [],
    ruledOut: ['same-network'],
    notRuledOut: ['no-nat-on-this-path'],
  };
}

/** The source as the reply tells it, beside what the control shows the server really saw. */
const receivedChange = (exchange: Exchange, control: Exchange | null): Evidence['changes'] => [
  {
    field: 'received',
    sent: control?.answer?.echo.received ?? null,
    got: exchange.answer?.echo.received ?? null,
  },
  { field: 'rport', sent: portText(control?.answer?.echo.rport), got: portText(exchange.answer?.echo.rport) },
];

const portText = (port: number | null | undefined): string | null =>
  port === null || port === undefined ? null : String(port);

/**
 * `decoy-differs`: on one flow the server sees one source, yet the reply to `truthful` and the one to `decoy`
 * name different ones, and the truthful one is ours (or is missing although our Via is private: the server
 * then saw Via and source alike). Innocent: none on one flow; a reply from another element is excluded by matching.
 */
export function decoyDiffers(facts: Facts, path: Path): readonly Evidence[] {
  const onPath = exchangesOn(facts, path);
  const decoys = onPath.filter((e) => e.probe === 'decoy' && e.answer !== null);
  return decoys.flatMap((decoy) => {
    const twin = onPath.find(
      (e) => isTruthfulProbe(e.probe) && e.answer !== null && e.local?.port === decoy.local?.port,
    );
    if (twin === undefined || !isBehindPossibleNat(facts)) return [];
    const truthful = sourceSeen(twin);
    if (truthful === 'translated' && isOwn(sourceSeen(decoy))) return [oddDecoy(decoy, twin)];
    if (sourceSeen(decoy) !== 'translated' || truthful === null) return [];
    if (truthful === 'translated') return [decoyAgreement(decoy, twin)];
    return [
      evidenceOf({
        rule: 'decoy-differs',
        direction: 'for',
        weight: proofWeight,
        section,
        exchange: decoy,
        control: [twin],
        ruledOut: ['no-nat-on-this-path', 'same-network', 'server-side-translation'],
        changes: receivedChange(twin, decoy),
      }),
    ];
  });
}

const isOwn = (source: ReturnType<typeof sourceSeen>): boolean =>
  source === 'own-pair' || source === 'own-address-only';

/** The other way round no known editor does it; it keeps the path from being cleared. */
const oddDecoy = (decoy: Exchange, twin: Exchange): Evidence =>
  evidenceOf({
    rule: 'decoy-differs',
    direction: 'for',
    weight: traceWeight,
    section,
    exchange: decoy,
    control: [twin],
    notRuledOut: ['one-off'],
    changes: receivedChange(decoy, twin),
  });

function decoyAgreement(decoy: Exchange, twin: Exchange): Evidence {
  const isSame = decoy.answer?.echo.received === twin.answer?.echo.received;
  return evidenceOf({
    rule: 'decoy-agrees',
    direction: isSame ? 'against' : 'neutral',
    weight: 0,
    section,
    exchange: decoy,
    control: [twin],
  });
}

/** `received-own-address`: our own address but another port; not what a path without NAT gives. Possible, no more. */
export const receivedOwnAddress = (facts: Facts, path: Path): readonly Evidence[] =>
  !isBehindPossibleNat(facts)
    ? []
    : exchangesOn(facts, path)
        .filter((e) => isTruthfulProbe(e.probe) && shows(e, 'own-address-only'))
        .map((exchange) =>
          evidenceOf({
            rule: 'received-own-address',
            direction: 'for',
            weight: traceWeight,
            section,
            exchange,
            notRuledOut: ['no-nat-on-this-path'],
            changes: receivedChange(exchange, null),
          }),
        );

/**
 * `received-differs-by-port`: an internal address that is not ours on this path, a public one on another.
 * Innocent, and common: one of the server's ports sits behind a container bridge.
 */
export function receivedDiffersByPort(facts: Facts, path: Path): readonly Evidence[] {
  const internal = exchangesOn(facts, path).find(
    (e) =>
      isTruthfulProbe(e.probe) && shows(e, 'translated') && isInternalAddress(e.answer?.echo.received ?? ''),
  );
  const outside = facts.exchanges.filter(
    (e) =>
      !samePath(e.path, path) && shows(e, 'translated') && !isInternalAddress(e.answer?.echo.received ?? ''),
  );
  if (internal === undefined || outside.length === 0) return [];
  return [
    evidenceOf({
      rule: 'received-differs-by-port',
      direction: 'for',
      weight: otherElementWeight,
      section,
      exchange: internal,
      control: outside,
      notRuledOut: ['server-side-translation'],
    }),
  ];
}
