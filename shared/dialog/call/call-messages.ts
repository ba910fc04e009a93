// The requests of a call. RFC 3261 13.2, 9.1, 12.2.1.1, 17.1.1.3; RFC 4028 7.
import type { Endpoint } from '../../base/address.ts';
import type { Ms } from '../../base/units.ts';
import { newAttempt } from '../attempt.ts';
import type { DialogEffect } from '../dialog-types.ts';
import { allowedMethods, branchNumber, buildRequest, ownContact, type Sender, userUri } from '../requests.ts';
import { buildSdp } from '../sdp-offer.ts';
import { noteMessage } from '../transcript.ts';
import type { CallState, CallStep, Dialog } from './call-types.ts';

/** The sender of a call that has a flow. */
export const senderOf = ({ spec, local }: CallState): Sender => ({
  spec,
  local: local ?? { address: '0.0.0.0', port: 9 },
});

/** Where we expect the sound. */
export const offeredMedia = ({ spec, local }: CallState): Endpoint | null =>
  local === null ? null : { address: local.address, port: spec.mediaPort };

/** Our session description, always the same bytes in one call. */
export function ownSdp(state: CallState): Uint8Array {
  const { address } = senderOf(state).local;
  return buildSdp({ address, port: state.spec.mediaPort }, state.spec.sessionId);
}

/** Request-URI of the INVITE. */
export const extensionUri = (state: CallState): string => userUri(senderOf(state), state.spec.extension);

/** The value of To before anybody answered. */
const openTo = (state: CallState): string => `<${extensionUri(state)}>`;

/** The next INVITE, not sent yet. RFC 3261 13.2.1, 8.1.3.5. */
export function nextInvite(before: CallState): CallState {
  const state = { ...before, cseq: before.cseq + 1, branches: before.branches + 1 };
  const sender = senderOf(state);
  const branch = branchNumber(sender, state.branches);
  const seconds = state.minSessionSeconds;
  const bytes = buildRequest(sender, {
    method: 'INVITE',
    uri: extensionUri(state),
    branch,
    cseq: state.cseq,
    to: openTo(state),
    contact: ownContact(sender),
    more: [
      ['Allow', allowedMethods],
      ['Supported', 'timer'],
      ...(seconds === null
        ? []
        : ([
            ['Session-Expires', String(seconds)],
            ['Min-SE', String(seconds)],
          ] as const)),
      ...state.authorization,
    ],
    body: ownSdp(state),
  });
  return { ...state, invite: newAttempt('INVITE', branch, state.cseq, bytes), hasProvisional: false };
}

/** ACK of a refusal: the same branch, and the To of the refusal. RFC 3261 17.1.1.3. */
export function refusalAck(state: CallState, to: string | null): Uint8Array | null {
  if (state.invite === null) return null;
  const { branch, cseq } = state.invite;
  return buildRequest(senderOf(state), {
    method: 'ACK',
    uri: extensionUri(state),
    branch,
    cseq,
    to: to ?? openTo(state),
  });
}

/** CANCEL of the INVITE in hand: all but the method is the INVITE's. RFC 3261 9.1. */
export function cancelOf(state: CallState): CallState {
  if (state.invite === null) return state;
  const { branch, cseq } = state.invite;
  const parts = { method: 'CANCEL', uri: extensionUri(state), branch, cseq, to: openTo(state) };
  const bytes = buildRequest(senderOf(state), parts);
  return { ...state, cancel: newAttempt('CANCEL', branch, cseq, bytes) };
}

type InDialog = {
  readonly method: string;
  readonly branch: string;
  readonly cseq: number;
  readonly more?: readonly (readonly [string, string])[];
  readonly contact?: string;
  readonly body?: Uint8Array;
};

/**
 * A request within a dialog, with its route set. Where the first router is a strict one it becomes the Request-URI
 * and the target goes last. RFC 3261 12.2.1.1. deviates: the packet itself always takes the flow of the INVITE.
 */
export function inDialog(state: CallState, dialog: Omit<Dialog, 'ack'>, parts: InDialog): Uint8Array {
  const [first] = dialog.route;
  const isStrict = first !== undefined && !/;\s*lr\b/i.test(first);
  const firstUri = /<([^>]*)>/.exec(first ?? '')?.[1];
  const uri = isStrict && firstUri !== undefined ? firstUri : dialog.target;
  const route = isStrict ? [...dialog.route.slice(1), `<${dialog.target}>`] : dialog.route;
  return buildRequest(senderOf(state), { ...parts, uri, route, to: dialog.to });
}

/** ACK of a 200: a request of its own, with the credentials of the INVITE. RFC 3261 13.2.2.4. */
export const answerAck = (
  state: CallState,
  dialog: Omit<Dialog, 'ack'>,
  ids: { readonly cseq: number; readonly branch: string },
): Uint8Array => inDialog(state, dialog, { method: 'ACK', ...ids, more: state.authorization });

/** Notes a message that leaves at once, and sends it. */
export function follow(state: CallState, bytes: Uint8Array, nowMs: Ms): CallStep {
  const transcript = noteMessage(state.transcript, 'sent', bytes, nowMs);
  const effect: DialogEffect = { kind: 'follow', bytes };
  return { state: { ...state, transcript }, effects: [effect] };
}
