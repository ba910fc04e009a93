// What is said when nothing was sent, because what was asked for must not be done or cannot be.
import type { CheckRefusal } from '../engine/find-server.ts';

/** One line that says what to do instead. */
export function refusalSentence(
  refusal: CheckRefusal | { readonly code: 'unreachable' },
  serverName: string,
): string {
  switch (refusal.code) {
    case 'unknown-name':
      return `No server is called ${serverName}. Check the spelling.`;
    case 'unreachable':
      return `This computer has no way to ${serverName}. Check the network connection.`;
    case 'no-address':
      return `${serverName} exists but has no address. Ask who runs it for the right name.`;
    case 'banned-word':
      return `"${refusal.word}" holds a word that firewalls ban. Use another name for the server or the probe user.`;
    case 'trap-port':
      return `Port ${refusal.port} is never contacted: some servers ban whoever does. Give the SIP port.`;
    case 'multicast-address':
      return `${refusal.address} reaches many computers (multicast). Give the address of one server.`;
    case 'broadcast-address':
      return `${refusal.address} reaches every computer (broadcast). Give the address of one server.`;
    case 'unspecified-address':
    case 'not-an-address':
      return `${refusal.address} stands for no address (unspecified). Give the name or address of the server.`;
  }
}
