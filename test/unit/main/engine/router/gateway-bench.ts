// One look at a pretended router on loopback.
import { createRouterLook } from '../../../../../main/engine/router/look-at-router.ts';
import { routerData } from '../../../../../main/engine/router/router-data.ts';
import { systemClock } from '../../../../../main/io/clock.ts';
import type { GatewayFacts } from '../../../../../main/io/gateway/gateway-facts.ts';
import { type Observation, observationSchema } from '../../../../../shared/observation/observation.ts';
import { identifyRouter, type RouterGuess } from '../../../../../shared/router/identify.ts';
import type { Behaviour } from '../../../../fakes/gateway/behaviour.ts';
import { anyPorts, runGateway } from '../../../../fakes/gateway/run-gateway.ts';
import { testCertificate, testKey } from '../../io/test-certificate.ts';

export const address = '127.0.0.1';

export const gatewayFacts: GatewayFacts = {
  state: 'found',
  address,
  ipv4Address: address,
  routePrefixBits: 0,
  interfaceName: 'eth0',
  link: 'wired',
  signalPercent: null,
  hardwareAddress: '0242ac110002',
};

export type Looked = {
  readonly observations: readonly Observation[];
  readonly guesses: readonly RouterGuess[];
  readonly requests: readonly string[];
  readonly datagrams: number;
  readonly tookMs: number;
  /** `source outcome` of every answer. */
  readonly outcomes: readonly string[];
};

/** Port 9 is discard: nothing listens there on loopback. */
const closedPort = 9;

export async function lookAt(behaviour: Behaviour, gateway: Partial<GatewayFacts> = {}): Promise<Looked> {
  const hasTls = behaviour.certificateSubject !== null;
  const running = await runGateway(behaviour, {
    address,
    ports: anyPorts,
    certificate: hasTls ? { key: testKey, cert: testCertificate } : null,
  });
  const { ssdp = closedPort, web = closedPort, secureWeb = closedPort, tr064 = closedPort } = running.ports;
  const look = createRouterLook({
    data: routerData(),
    clock: systemClock,
    lookUp: () => Promise.resolve({ ...gatewayFacts, ...gateway }),
    ports: { ssdp, web, secureWeb, tr064 },
  });
  const startedAt = performance.now();
  const question = { serverAddress: '203.0.113.10', localAddress: address };
  const facts = await look(question, new AbortController().signal);
  const tookMs = performance.now() - startedAt;
  const asked = await running.stop();
  // Whatever is recorded must fit into a report.
  const observations = facts.map((fact, index) =>
    observationSchema.parse({ id: index + 1, atMs: 0, ...fact }),
  );
  return {
    ...asked,
    observations,
    tookMs,
    guesses: identifyRouter(observations, routerData().catalogue),
    outcomes: observations.flatMap((o) => (o.kind === 'gateway-answer' ? `${o.source} ${o.outcome}` : [])),
  };
}

/** Everything a device said that was kept, as one text. */
export const kept = ({ observations }: Looked): string => JSON.stringify(observations);
