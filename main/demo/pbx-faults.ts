// What can go wrong at or near a server, each as one small change to the replies of one request. None of it
// is a router's doing, so none of it may ever lead to an accusation.

import type { Endpoint } from '../../shared/base/address.ts';
import type { IdSource } from '../../shared/base/id-source.ts';
import type { Transport } from '../../shared/observation/path.ts';
import { type AnswerableRequest, editReply, type ReplyStatus } from './pbx-reply.ts';
import { sipPort } from './virtual-addresses.ts';

/** A reply that waits to be sent. */
export type PlannedReply = {
  readonly bytes: Uint8Array;
  readonly afterMs: number;
  /** `stranger`: it leaves from an address that nobody asked. */
  readonly from: 'server' | 'stranger';
};

/** What a fault may know about the request. */
export type RequestContext = {
  readonly request: AnswerableRequest;
  readonly transport: Transport;
  readonly port: number;
  /** 1 for the first request of this demo, counted by Call-ID and CSeq. */
  readonly requestNumber: number;
  /** The same, counted on this transport and port. */
  readonly requestNumberOnPath: number;
  readonly isRetransmission: boolean;
  readonly ids: IdSource;
  readonly lateReplyMs: number;
  reply(status: ReplyStatus, seenAs?: Endpoint): Uint8Array;
};

export type PbxFault = (replies: readonly PlannedReply[], about: RequestContext) => readonly PlannedReply[];

const editEach =
  (edit: (text: string, about: RequestContext) => string): PbxFault =>
  (replies, about) =>
    replies.map((reply) => ({ ...reply, bytes: editReply(reply.bytes, (text) => edit(text, about)) }));

/** The server is down. */
export const answersNothing: PbxFault = () => [];

/** One answer, then a ban. */
export const answersOnlyTheFirst: PbxFault = (replies, about) => (about.requestNumber > 1 ? [] : replies);

/** The first answer on udp/5060 comes late; repeats of that request are absorbed, as by a real transaction. */
export const answersTheFirstLate: PbxFault = (replies, about) => {
  if (about.transport !== 'udp' || about.port !== sipPort || about.requestNumberOnPath > 1) return replies;
  return about.isRetransmission ? [] : replies.map((reply) => ({ ...reply, afterMs: about.lateReplyMs }));
};

/** The network copies every reply. */
export const repliesTwice: PbxFault = (replies) => replies.flatMap((reply) => [reply, reply]);

/** A second reply that denies the first and claims to have seen the sender at its private address. */
export const contradictsItself: PbxFault = (replies, about) => {
  const { host, port } = about.request.via;
  const bytes = editReply(about.reply('404', { address: host, port: port ?? sipPort }), (text) =>
    text.replace(/^(To: .*;tag=).*$/m, '$1contradiction'),
  );
  return [...replies, { bytes, afterMs: 0, from: 'server' }];
};

/** The reply of somebody else's request. */
export const answersAnotherRequest: PbxFault = editEach((text) =>
  text
    .replace(/^Call-ID: .*$/m, 'Call-ID: somebody-else@198.51.100.7')
    .replace(/;branch=[^;\r\n]+/, ';branch=z9hG4bKsomebodyelse')
    .replace(/^CSeq: \d+/m, 'CSeq: 7'),
);

/** Every reply leaves from an address that nobody asked. */
export const answersFromElsewhere: PbxFault = (replies) =>
  replies.map((reply) => ({ ...reply, from: 'stranger' }));

/** Bytes without any meaning. */
export const answersGarbage: PbxFault = (replies, { ids }) =>
  replies.map((reply) => ({
    ...reply,
    // The first byte is no letter, so that this can never be a start line by chance.
    bytes: Uint8Array.from({ length: 200 }, (_, i) => (i === 0 ? 0xff : ids.integer(0, 255))),
  }));

/** A web server holds the port. */
export const answersHttp: PbxFault = editEach(
  () => 'HTTP/1.1 400 Bad Request\r\nServer: demo-httpd\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
);

/** Size of the largest reply of the demo, bytes; below the UDP maximum of 65507. */
const hugeReplyBytes = 60_000;

/** A valid reply with a body that fills the datagram. */
export const answersHuge: PbxFault = editEach((text) => {
  const bodyBytes = hugeReplyBytes - text.replace(/Content-Length: .*/, 'Content-Length: 00000').length;
  return text.replace(/Content-Length: .*/, `Content-Length: ${bodyBytes}`) + 'x'.repeat(bodyBytes);
});
