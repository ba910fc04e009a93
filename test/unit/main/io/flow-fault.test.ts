import { describe, expect, it } from 'vitest';
import { flowFault, routeFault } from '../../../../main/io/flow-fault.ts';

const systemError = (code: string): Error =>
  Object.assign(new Error(`connect ${code}`), { code, syscall: 'connect' });

describe('the name of a socket error', () => {
  it.each([
    ['ENETUNREACH', 'network-unreachable'],
    ['EHOSTUNREACH', 'host-unreachable'],
    ['EACCES', 'permission-denied'],
    ['EPERM', 'permission-denied'],
    ['EMSGSIZE', 'message-too-large'],
    ['ECONNRESET', 'connection-reset'],
    ['EPIPE', 'connection-closed'],
    ['ETIMEDOUT', 'timed-out'],
    ['EMFILE', 'no-socket'],
    ['ENFILE', 'no-socket'],
    ['EADDRINUSE', 'no-socket'],
    ['EADDRNOTAVAIL', 'no-socket'],
    ['ESOMETHING', 'other'],
    ['constructor', 'other'],
  ] as const)('%s is %s and keeps the words of the system', (code, expected) => {
    expect(flowFault(systemError(code), 'tcp')).toEqual({ code: expected, detail: `connect ${code}` });
  });

  it('ECONNREFUSED is an ICMP answer on UDP and a refused connection elsewhere', () => {
    expect(flowFault(systemError('ECONNREFUSED'), 'udp').code).toBe('port-unreachable');
    expect(flowFault(systemError('ECONNREFUSED'), 'tcp').code).toBe('connection-refused');
    expect(flowFault(systemError('ECONNREFUSED'), 'tls').code).toBe('connection-refused');
  });

  it('an error of the TLS layer is tls-failed on TLS only', () => {
    expect(flowFault(systemError('ERR_SSL_WRONG_VERSION_NUMBER'), 'tls').code).toBe('tls-failed');
    expect(flowFault(systemError('EPROTO'), 'tls').code).toBe('tls-failed');
    expect(flowFault(systemError('EPROTO'), 'tcp').code).toBe('other');
  });

  it('EADDRNOTAVAIL means no network of that family when it answers the question for a route', () => {
    expect(routeFault(systemError('EADDRNOTAVAIL'), 'udp').code).toBe('network-unreachable');
    expect(routeFault(systemError('ENETUNREACH'), 'tcp').code).toBe('network-unreachable');
    expect(routeFault(systemError('ECONNREFUSED'), 'udp').code).toBe('port-unreachable');
  });

  it('a thrown value that is no error is other', () => {
    expect(flowFault('broken', 'udp')).toEqual({ code: 'other', detail: 'broken' });
    expect(flowFault(null, 'udp')).toEqual({ code: 'other', detail: 'null' });
  });
});
