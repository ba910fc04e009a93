// Names of socket errors that mean the same on every system. What a name means for the network is not said here.
import type { FlowFaultCode } from '../../shared/observation/observation.ts';
import type { Transport } from '../../shared/observation/path.ts';
import type { FlowFault } from './network.ts';

const codeOfErrno: ReadonlyMap<string, FlowFaultCode> = new Map([
  ['ENETUNREACH', 'network-unreachable'],
  ['ENETDOWN', 'network-unreachable'],
  ['EAFNOSUPPORT', 'network-unreachable'],
  ['EHOSTUNREACH', 'host-unreachable'],
  ['EHOSTDOWN', 'host-unreachable'],
  ['EACCES', 'permission-denied'],
  ['EPERM', 'permission-denied'],
  ['EMSGSIZE', 'message-too-large'],
  ['ECONNRESET', 'connection-reset'],
  ['EPIPE', 'connection-closed'],
  ['ERR_STREAM_DESTROYED', 'connection-closed'],
  ['ERR_STREAM_WRITE_AFTER_END', 'connection-closed'],
  ['ETIMEDOUT', 'timed-out'],
  ['EMFILE', 'no-socket'],
  ['ENFILE', 'no-socket'],
  ['EADDRINUSE', 'no-socket'],
  ['EADDRNOTAVAIL', 'no-socket'],
]);

/** The system's or node's error code (`ECONNREFUSED`), or an empty text when the value carries none. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** What an unknown thrown value says, in one line, for a `detail`. */
export const errorDetail = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

function isTlsError(error: unknown): boolean {
  const code = errorCode(error);
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) return true;
  // Node invents an ECONNRESET when the peer ends in the middle of the handshake; a real one names its system call.
  return code === 'ECONNRESET' && !(error instanceof Error && 'syscall' in error);
}

function faultCode(error: unknown, transport: Transport): FlowFaultCode {
  const code = errorCode(error);
  if (transport === 'tls' && isTlsError(error)) return 'tls-failed';
  // A connected UDP socket learns of an ICMP port unreachable through this error.
  if (code === 'ECONNREFUSED') return transport === 'udp' ? 'port-unreachable' : 'connection-refused';
  return codeOfErrno.get(code) ?? 'other';
}

/** Names an error of a socket; `detail` keeps the system's words. */
export const flowFault = (error: unknown, transport: Transport): FlowFault => ({
  code: faultCode(error, transport),
  detail: errorDetail(error),
});

/** Names an error of asking for a route: without a bind, "no such address" says that we have none of that family. */
export const routeFault = (error: unknown, transport: Transport): FlowFault =>
  errorCode(error) === 'EADDRNOTAVAIL'
    ? { code: 'network-unreachable', detail: errorDetail(error) }
    : flowFault(error, transport);
