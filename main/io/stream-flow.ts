// TCP and TLS flows. A stream has at most one fault: after it nothing more arrives and nothing more is sent.
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls, TLSSocket } from 'node:tls';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { plainEndpoint } from './datagram-socket.ts';
import { flowFault } from './flow-fault.ts';
import { createFlowGate } from './flow-gate.ts';
import type { Flow, FlowFault, FlowHandlers, OpenFlow } from './network.ts';

/** A stream flow to open; `authorities` (PEM) replaces the certificate authorities that this computer trusts. */
export type OpenStreamFlow = OpenFlow & {
  readonly transport: 'tcp' | 'tls';
  readonly authorities?: readonly string[];
};
type Sent = Result<void, FlowFault>;

/** Most bytes one stream may bring, 1 MiB: a run reads a handful of SIP messages of at most 64 KiB. */
export const maxStreamBytes = 1_048_576;

function startConnecting(local: string, what: OpenStreamFlow): Socket {
  const to = { host: what.remote.address, port: what.remote.port, localAddress: local };
  if (what.transport === 'tcp') return connectTcp(to);
  const name = what.serverName.replace(/\.$/, '');
  return connectTls({
    ...to,
    // A false certificate is a fact to report, not a reason to see nothing.
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
    checkServerIdentity: (_host, certificate) => checkServerIdentity(name, certificate),
    // RFC 6066 3: no literal addresses in the server name.
    ...(isIP(name) === 0 && { servername: name }),
    ...(what.authorities && { ca: [...what.authorities] }),
  });
}

function connectStream(local: string, what: OpenStreamFlow): Promise<Result<Socket, FlowFault>> {
  return new Promise((resolve) => {
    const socket = startConnecting(local, what);
    const finish = (result: Result<Socket, FlowFault>): void => {
      clearTimeout(timer);
      socket.off('close', onClose);
      if (!result.ok) socket.destroy();
      resolve(result);
    };
    const onClose = (): void =>
      finish(err({ code: 'connection-closed', detail: 'closed before it was open' }));
    const timer = setTimeout(() => {
      finish(err({ code: 'timed-out', detail: `no connection within ${what.connectTimeoutMs} ms` }));
    }, what.connectTimeoutMs);
    // Stays for the life of the socket, so that a late error never ends the program.
    socket.on('error', (error) => finish(err(flowFault(error, what.transport))));
    socket.once('close', onClose);
    socket.once(what.transport === 'tcp' ? 'connect' : 'secureConnect', () => finish(ok(socket)));
  });
}

const closedByPeer: FlowFault = { code: 'connection-closed', detail: 'the other side closed' };
const tooMuch: FlowFault = {
  code: 'connection-closed',
  detail: `more than ${maxStreamBytes} bytes were received`,
};

/** A TCP or TLS flow from a literal local address; a certificate that is not valid only sets `isVerified` to false. */
export async function openStreamFlow(
  local: string,
  what: OpenStreamFlow,
  handlers: FlowHandlers,
): Promise<Result<Flow, FlowFault>> {
  const { transport, remote } = what;
  const opened = await connectStream(local, what);
  if (!opened.ok) return opened;
  const socket = opened.value;
  const { localAddress, localPort } = socket;
  if (localAddress === undefined || localPort === undefined) {
    socket.destroy();
    return err(closedByPeer);
  }
  const gate = createFlowGate(transport, handlers);
  let end: FlowFault | null = null;
  let receivedBytes = 0;
  const fail = (fault: FlowFault): void => {
    if (end !== null) return;
    end = fault;
    socket.destroy();
    gate.fault(fault);
  };

  socket.setNoDelay(true);
  socket.on('data', (chunk: Uint8Array) => {
    receivedBytes += chunk.length;
    if (receivedBytes > maxStreamBytes) fail(tooMuch);
    else gate.bytes(chunk, remote);
  });
  socket.on('error', (error) => fail(flowFault(error, transport)));
  socket.once('end', () => fail(closedByPeer));
  socket.once('close', () => fail(closedByPeer));

  const send = (bytes: Uint8Array): Promise<Sent> =>
    gate.attempt((settle) => {
      if (end !== null) settle(err(end));
      else socket.write(bytes, (error) => settle(error ? err(flowFault(error, transport)) : ok(undefined)));
    });

  return ok({
    transport,
    local: plainEndpoint({ address: localAddress, port: localPort }),
    remote,
    isVerified: socket instanceof TLSSocket ? socket.authorized : null,
    send,
    prime: () => Promise.resolve(err({ code: 'other', detail: 'only UDP can be primed' })),
    close: () => {
      if (gate.shut()) socket.destroy();
    },
  });
}
