// A finding as rows that can be laid over each other: what went out, what came back, and what it is compared with.
// Which bytes are marked follows from the evidence, not from a comparison of whole messages: a reply is another
// message than its request.

import { groupBy } from '../../../shared/base/group-by.ts';
import type { Observation, ObservationOf } from '../../../shared/observation/observation.ts';
import type { Evidence } from '../../../shared/verdict/evidence.ts';
import { cutRuns, differingSpans, type Run, type Span, shiftSpan } from './spans.ts';

export type RowName = 'sent' | 'cameBack' | 'compared' | 'leftFrom' | 'arrivedAt' | 'otherPort' | 'thisPort';

export type DiffRow = { readonly name: RowName; readonly runs: readonly Run[] };

/** Rows that belong together, with the change they show. */
export type DiffBlock = { readonly rows: readonly DiffRow[]; readonly captions: readonly Caption[] };

/** Key below `caption` of the diff texts, with its values; `field` is a key below `field`. */
export type Caption = {
  readonly key:
    | 'origin'
    | 'originAlone'
    | 'originMissing'
    | 'originSame'
    | 'value'
    | 'removed'
    | 'added'
    | 'arrival'
    | 'otherElement';
  readonly field: string | null;
  readonly sent: string | null;
  readonly got: string | null;
};

type Change = Evidence['changes'][number];

/** The blocks of one finding; empty where there are no bytes to show. */
export function blocksOf(evidence: Evidence, observations: readonly Observation[]): readonly DiffBlock[] {
  switch (evidence.rule) {
    case 'received-own-pair':
    case 'received-own-address':
    case 'received-differs-by-port':
      return originBlock(evidence, evidence.observations, evidence.control, observations);
    case 'decoy-differs':
      // Filed under the decoy: the twin is the message whose reply was edited.
      return originBlock(evidence, evidence.control, evidence.observations, observations);
    case 'reply-on-other-socket':
      return evidence.changes.map(arrivalBlock);
    case 'other-element-answers':
      return evidence.changes.map(otherElementBlock);
    case 'stored-contact-edited':
    case 'readback-edited':
      // What the server has comes in no reply that could be laid over the request.
      return [];
    default:
      return echoBlocks(evidence, observations);
  }
}

type Pair = {
  readonly request: ObservationOf<'request-sent'> | null;
  readonly reply: ObservationOf<'reply-received'> | null;
};

function pairOf(ids: readonly number[], observations: readonly Observation[]): Pair {
  const own = observations.filter((o) => ids.includes(o.id));
  return {
    request: own.find((o) => o.kind === 'request-sent') ?? null,
    reply: own.find((o) => o.kind === 'reply-received') ?? null,
  };
}

const viaNames = ['via', 'v'];

function originBlock(
  evidence: Evidence,
  ids: readonly number[],
  controlIds: readonly number[],
  observations: readonly Observation[],
): readonly DiffBlock[] {
  const { request, reply } = pairOf(ids, observations);
  const control = pairOf(controlIds, observations).reply;
  const sent = headerLine(request?.bytes ?? '', viaNames);
  const got = headerLine(reply?.bytes ?? '', viaNames);
  const compared = headerLine(control?.bytes ?? '', viaNames);
  if (sent === null || got === null) return [];
  const rows: DiffRow[] = [
    { name: 'sent', runs: cutRuns(sent, []) },
    { name: 'cameBack', runs: cutRuns(got, originSpans(got, compared)) },
  ];
  if (compared !== null) rows.push({ name: 'compared', runs: cutRuns(compared, originSpans(compared, got)) });
  return [{ rows, captions: originCaption(evidence) }];
}

function originCaption({ rule, changes }: Evidence): readonly Caption[] {
  const { sent = null, got = null } = changes.find(({ field }) => field === 'received') ?? {};
  if (sent === null && got === null) return [];
  const key =
    rule === 'received-differs-by-port'
      ? 'originSame'
      : got === null
        ? 'originMissing'
        : sent === null
          ? 'originAlone'
          : 'origin';
  return [{ key, field: null, sent, got }];
}

/** The values of `received` and `rport` in a Via line that the other line does not have as well. */
const originSpans = (line: string, other: string | null): readonly Span[] =>
  [...line.matchAll(/;(?:received|rport)=([^;,\s]+)/gi)].flatMap((match) => {
    if (other?.includes(match[0]) === true) return [];
    const end = match.index + match[0].length;
    return [{ start: end - (match[1] ?? '').length, end }];
  });

const plain = (text: string | null): readonly Run[] => [{ text: text ?? '', isChanged: true }];

const arrivalBlock = ({ sent, got }: Change): DiffBlock => ({
  rows: [
    { name: 'leftFrom', runs: plain(sent) },
    { name: 'arrivedAt', runs: plain(got) },
  ],
  captions: [{ key: 'arrival', field: null, sent, got }],
});

const otherElementBlock = ({ field, sent, got }: Change): DiffBlock => ({
  rows: [
    { name: 'otherPort', runs: plain(sent) },
    { name: 'thisPort', runs: plain(got) },
  ],
  captions: [{ key: 'otherElement', field, sent, got }],
});

/** The header line that an echoed field stands in, long and compact name. */
function headerOf(field: string): readonly string[] {
  if (field.startsWith('via-')) return viaNames;
  if (field.startsWith('from-')) return ['from', 'f'];
  if (field.startsWith('to-')) return ['to', 't'];
  return field === 'call-id' ? ['call-id', 'i'] : [field];
}

/** One block for each header line that changed. */
function echoBlocks(evidence: Evidence, observations: readonly Observation[]): readonly DiffBlock[] {
  const { request, reply } = pairOf(evidence.observations, observations);
  const byHeader = groupBy(evidence.changes, ({ field }) => headerOf(field).join('|'));
  return [...byHeader.values()].flatMap((changes) => {
    const names = headerOf(changes[0]?.field ?? '');
    const sent = headerLine(request?.bytes ?? '', names);
    const got = headerLine(reply?.bytes ?? '', names);
    if (sent === null || got === null) return [];
    const spans = changes.map((change) => changeSpans(change, sent, got));
    const rows: readonly DiffRow[] = [
      {
        name: 'sent',
        runs: cutRuns(
          sent,
          spans.flatMap((side) => side.sent),
        ),
      },
      {
        name: 'cameBack',
        runs: cutRuns(
          got,
          spans.flatMap((side) => side.got),
        ),
      },
    ];
    return [{ rows, captions: changes.map(echoCaption) }];
  });
}

const echoCaption = ({ field, sent, got }: Change): Caption => ({
  key: got === null ? 'removed' : sent === null ? 'added' : 'value',
  field,
  sent,
  got,
});

type SideSpans = { readonly sent: readonly Span[]; readonly got: readonly Span[] };

/** Where a change stands in both lines; within long values only the words that differ. */
function changeSpans({ field, sent, got }: Change, sentLine: string, gotLine: string): SideSpans {
  const sentAt = placeOf(field, sent, sentLine);
  const gotAt = placeOf(field, got, gotLine);
  if (sent === null || got === null || sentAt === null || gotAt === null)
    return { sent: spanAt(sentAt, sent), got: spanAt(gotAt, got) };
  const differing = differingSpans(sent, got);
  return {
    sent: differing.sent.map((span) => shiftSpan(span, sentAt)),
    got: differing.got.map((span) => shiftSpan(span, gotAt)),
  };
}

const spanAt = (start: number | null, value: string | null): readonly Span[] =>
  start === null || value === null || value === '' ? [] : [{ start, end: start + value.length }];

/** Hosts stand behind the `@` of a URI or in a sent-by, ports behind a colon; a display name may hold the same text. */
function placeOf(field: string, value: string | null, line: string): number | null {
  if (value === null || value === '') return null;
  const lead = field === 'from-host' ? '@' : field.endsWith('-port') ? ':' : '';
  const isTag = field === 'from-tag' || field === 'via-branch';
  const place = line.indexOf(`${isTag ? '=' : lead}${value}`);
  return place < 0 ? null : place + (isTag ? 1 : lead.length);
}

/** The first line with one of these header names, as it stands in the message. */
function headerLine(bytes: string, names: readonly string[]): string | null {
  for (const line of bytes.split(/\r\n|\r|\n/)) {
    const name = /^([^\s:]+)\s*:/.exec(line)?.[1]?.toLowerCase();
    if (name !== undefined && names.includes(name)) return line;
    if (line === '') return null;
  }
  return null;
}
