// Rules about the sound of a call to an echo. A phone behind a NAT offers its private address; a server that heeds
// it reaches nobody, so it waits for sound and answers where that came from. Whoever edits the offer spares it this.
import { isInternalAddress } from '../../base/address.ts';
import { sourceSeen } from '../../exchange/own-pair.ts';
import type { ObservationOf } from '../../observation/observation.ts';
import { type Path, samePath } from '../../observation/path.ts';
import { type Evidence, evidenceFrom } from '../evidence.ts';
import { type Facts, hasPublicAddress, nearbyReasonOf } from '../facts.ts';
import { fewestPackets, learningPackets, proofWeight, traceWeight } from '../thresholds.ts';

type Call = ObservationOf<'call'>;
type Media = NonNullable<Call['media']>;
type Heard = { readonly call: Call; readonly media: Media };

const section = 'RFC 3264 5.1, RFC 4961';

/** Calls with sound enough to judge, whose offer names an address that the server cannot reach. */
const heardCalls = (facts: Facts): readonly Heard[] =>
  facts.observations.flatMap((o) =>
    o.kind === 'call' &&
    o.outcome === 'answered' &&
    o.media !== null &&
    o.media.sentPackets >= fewestPackets &&
    isInternalAddress(o.offered?.address ?? '')
      ? [{ call: o, media: o.media }]
      : [],
  );

/** A NAT was seen in this run: an own address in an offer then means nothing outside. */
const isBehindNat = (facts: Facts): boolean =>
  nearbyReasonOf(facts) === null &&
  !hasPublicAddress(facts) &&
  facts.exchanges.some((exchange) => sourceSeen(exchange) === 'translated');

/**
 * `sound-without-learning`, `sound-before-ours`: the server knew where to send before it can have learnt it.
 * Innocent: strictrtp=no learns from the first packet; a NAT that lets anybody in. With another path on which the
 * same server had to learn, the first is proof.
 */
export function soundOfCall(facts: Facts, path: Path): readonly Evidence[] {
  if (!isBehindNat(facts)) return [];
  const calls = heardCalls(facts);
  return calls
    .filter(({ call }) => samePath(call.path, path))
    .flatMap((heard) => [...judgeLearning(heard, calls), ...judgeEarly(heard)]);
}

const hadToLearn = ({ leadingLostPackets }: Media): boolean => (leadingLostPackets ?? 0) >= learningPackets;

const aboutCall = ({ call }: Heard) => ({
  section,
  path: call.path,
  number: call.id,
  observations: [call.id],
});

function judgeLearning(heard: Heard, calls: readonly Heard[]): readonly Evidence[] {
  const common = aboutCall(heard);
  const { media, call } = heard;
  // The finding that a server leans on an editor, or on nothing: no sound at all while the call stood.
  if (media.echoedPackets === 0)
    return [
      evidenceFrom({
        ...common,
        rule: 'server-ignores-sound-source',
        direction: 'neutral',
        weight: 0,
        notRuledOut: ['sound-blocked'],
      }),
    ];
  if (hadToLearn(media))
    return [evidenceFrom({ ...common, rule: 'sound-learnt', direction: 'against', weight: 0 })];
  if (media.leadingLostPackets !== 0) return [];
  const control = calls
    .filter(
      (other) =>
        !samePath(other.call.path, call.path) && (hadToLearn(other.media) || other.media.echoedPackets === 0),
    )
    .map((other) => other.call.id);
  const isProof = control.length > 0;
  return [
    evidenceFrom({
      ...common,
      rule: 'sound-without-learning',
      direction: 'for',
      weight: isProof ? proofWeight : traceWeight,
      control,
      ruledOut: isProof ? ['server-learns-at-once'] : [],
      notRuledOut: isProof ? [] : ['server-learns-at-once'],
    }),
  ];
}

const judgeEarly = (heard: Heard): readonly Evidence[] =>
  heard.media.earlyPackets === 0
    ? []
    : [
        evidenceFrom({
          ...aboutCall(heard),
          rule: 'sound-before-ours',
          direction: 'for',
          weight: traceWeight,
          notRuledOut: ['nat-lets-anybody-in'],
        }),
      ];
