import { describe, expect, it } from 'vitest';
import { portsUsedBy, withFreshPorts } from '../../../../main/engine/fresh-ports.ts';
import type { FlowHandlers } from '../../../../main/io/network.ts';
import type { Transport } from '../../../../shared/observation/path.ts';
import { createFakeLedger } from '../../../fakes/network/fake-ledger.ts';
import { createFakeNetwork, serverAddress } from '../../../fakes/network/fake-network.ts';
import { answering, check, endings, leaked, notSent, ofKind, useFakeTime } from './check-bench.ts';

const handlers: FlowHandlers = { onBytes: () => undefined, onFault: () => undefined };
const toServer = (transport: Transport) => ({
  transport,
  remote: { address: serverAddress, port: 5060 },
  serverName: 'pbx.example',
  connectTimeoutMs: 1000,
});

describe('a network with fresh ports', () => {
  it('opens another flow where the system gives a used port, and frees the used one', async () => {
    const network = createFakeNetwork();
    const opened = await withFreshPorts(network, [40_000, 40_001]).open(toServer('udp'), handlers);
    expect(opened.ok && opened.value.local.port).toBe(40_002);
    expect(network.flows.map(({ isClosed }) => isClosed)).toEqual([true, true, false]);
  });

  it('holds the used port until another one is open, or it would get the same again', async () => {
    const wereHeld: boolean[] = [];
    const network = createFakeNetwork({
      openFault: () => {
        wereHeld.push(...network.flows.map(({ isClosed }) => !isClosed));
        return null;
      },
    });
    await withFreshPorts(network, [40_000]).open(toServer('udp'), handlers);
    expect(wereHeld).toEqual([true]);
  });

  it('leaves TCP alone, and passes a fault on', async () => {
    const network = createFakeNetwork();
    const tcp = await withFreshPorts(network, [40_000]).open(toServer('tcp'), handlers);
    expect(tcp.ok && tcp.value.local.port).toBe(40_000);
    const broken = createFakeNetwork({ openFault: () => 'no-socket' });
    expect((await withFreshPorts(broken, [1]).open(toServer('udp'), handlers)).ok).toBe(false);
  });
});

describe('a check after a change', () => {
  useFakeTime();

  it('shares no UDP port with the check before', async () => {
    const request = { probeUser: 'probe' };
    const before = await check({ request });
    const usedPorts = portsUsedBy(before.observations);
    const after = await check({ request, usedPorts });
    expect(usedPorts.length).toBeGreaterThan(1);
    const ports = portsUsedBy(after.observations);
    expect(ports.length).toBe(usedPorts.length);
    expect(ports.filter((port) => usedPorts.includes(port))).toEqual([]);
    expect(leaked(after)).toEqual([]);
  });

  it.each([
    [
      'the probe user',
      { probeUser: 'probe', altPort: 5160, transports: ['udp', 'tcp'] as const },
      '401 Unauthorized',
    ],
    ['a stranger whom the server answers plainly', { altPort: 5160 }, '200 OK'],
  ])('is as thorough as the first within ten minutes, for %s', async (_who, request, status) => {
    const ledger = createFakeLedger();
    const script = { onSend: answering(() => ({ status })) };
    const before = await check({ request, ledger, script });
    const after = await check({ request, ledger, script, usedPorts: portsUsedBy(before.observations) });
    expect(endings(before).length).toBeGreaterThanOrEqual(3);
    expect(endings(after)).toEqual(endings(before));
    expect(notSent(after)).toEqual(notSent(before));
    // Room on the connections of a server is scarcer: where it makes the check wait, the check says so.
    for (const { forMs } of ofKind(after, 'paused')) expect(forMs).toBeLessThanOrEqual(35_000);
  });

  it('asks nothing of a server that counts strangers, and says what was not sent', async () => {
    const ledger = createFakeLedger();
    const script = { onSend: answering(() => ({ status: '401 Unauthorized' })) };
    const before = await check({ ledger, script });
    expect(before.network.sent).toHaveLength(2);
    const after = await check({ ledger, script });
    expect(after.network.sent).toHaveLength(0);
    expect(notSent(after)).toContain('truthful strike-risk');
  });
});
