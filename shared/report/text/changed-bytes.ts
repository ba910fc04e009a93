// The bytes of a finding, one line over the other, with the part that differs in [brackets].

import type { Observation, ObservationOf } from '../../observation/observation.ts';
import type { Evidence } from '../../verdict/evidence.ts';

/** Lines of text that show what was sent, what came back and what the control showed. */
export function changedBytes(evidence: Evidence, observations: readonly Observation[]): readonly string[] {
  if (evidence.rule === 'reply-on-other-socket') return arrival(evidence);
  if (evidence.rule === 'stored-contact-edited' || evidence.rule === 'readback-edited')
    return evidence.changes.map(
      ({ field, sent, got }) => `${field}: sent [${sent}], the server has [${got}]`,
    );
  const header = headerOf(evidence);
  const [request, reply] = pair(evidence.observations, observations);
  const [, control] = pair(evidence.control, observations);
  if (request === null || reply === null || header === null) return [];
  const sentLine = headerLine(request.bytes, header);
  const gotLine = headerLine(reply.bytes, header);
  const controlLine = control === null ? null : headerLine(control.bytes, header);
  if (sentLine === null || gotLine === null) return [];
  const isOrigin = evidence.rule === 'received-own-pair' || evidence.rule === 'decoy-differs';
  return [
    `sent       ${isOrigin ? sentLine : mark(sentLine, evidence, 'sent')}`,
    `came back  ${isOrigin ? markParams(gotLine) : mark(gotLine, evidence, 'got')}`,
    ...(controlLine === null ? [] : [`control    ${isOrigin ? markParams(controlLine) : controlLine}`]),
  ];
}

const arrival = (evidence: Evidence): readonly string[] =>
  evidence.changes.map(({ sent, got }) => `sent from port [${sent}], reply arrived at port [${got}]`);

type Pair = readonly [ObservationOf<'request-sent'> | null, ObservationOf<'reply-received'> | null];

function pair(ids: readonly number[], observations: readonly Observation[]): Pair {
  const own = observations.filter((o) => ids.includes(o.id));
  return [
    own.find((o) => o.kind === 'request-sent') ?? null,
    own.find((o) => o.kind === 'reply-received') ?? null,
  ];
}

/** Header that the first change is in. */
function headerOf(evidence: Evidence): string | null {
  const field = evidence.changes[0]?.field ?? null;
  if (field === null) return null;
  if (field === 'received' || field === 'rport' || field.startsWith('via-')) return 'via|v';
  if (field.startsWith('from-')) return 'from|f';
  if (field.startsWith('to-')) return 'to|t';
  if (field === 'call-id') return 'call-id|i';
  return field === 'cseq' ? 'cseq' : field === 'server' ? 'server' : null;
}

/** The first header line of that name, as it stands in the message. */
function headerLine(bytes: string, names: string): string | null {
  const line = new RegExp(`^(?:${names})\\s*:.*$`, 'im').exec(bytes)?.[0] ?? null;
  return line === null ? null : printable(line);
}

/** Brackets around each changed value; hosts are looked for where a URI or a sent-by holds them, not in a display name. */
function mark(line: string, evidence: Evidence, side: 'sent' | 'got'): string {
  return evidence.changes.reduce((text, change) => {
    const value = change[side];
    if (value === null || value === '') return text;
    const place = change.field === 'from-host' ? text.indexOf(`@${value}`) + 1 : text.indexOf(value);
    return place <= 0 ? text : `${text.slice(0, place)}[${value}]${text.slice(place + value.length)}`;
  }, line);
}

const markParams = (line: string): string => line.replace(/;(received|rport)=([^;,\s]+)/gi, ';$1=[$2]');

/** A reply is somebody else's text: nothing in it may steer a terminal. */
export const printable = (text: string): string =>
  text.replace(
    /[^\u0020-\u007e]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
