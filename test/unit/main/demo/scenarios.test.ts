// What each scenario shows to the probes: truthful, decoy on the same flow, diverted, and the other paths.
import { describe, expect, it } from 'vitest';
import { type DemoScenario, demoScenarios } from '../../../../main/demo/scenarios.ts';
import {
  ask,
  decoyText,
  divert,
  local,
  openLine,
  ownPair,
  publicAddress,
  publicPair,
  startDemo,
  truthfulText,
  viaOf,
} from './bench.ts';

type Seen = 'own' | 'public';
type Row = [
  scenario: DemoScenario,
  truthful: Seen,
  decoy: Seen,
  divertedOn: 'a' | 'b',
  otherPort: Seen,
  tcp: Seen,
];

/** Port-preserving NAT everywhere, so that only the address tells the two apart. */
const rows: Row[] = [
  ['plain-nat', 'public', 'public', 'a', 'public', 'public'],
  ['full-cone-nat', 'public', 'public', 'a', 'public', 'public'],
  ['no-nat', 'own', 'own', 'a', 'own', 'own'],
  ['vpn', 'own', 'own', 'a', 'own', 'own'],
  ['softphone', 'public', 'public', 'a', 'public', 'public'],
  ['kernel-alg', 'own', 'public', 'b', 'public', 'public'],
  ['kernel-alg-401', 'own', 'public', 'b', 'public', 'public'],
  ['kernel-alg-host-firewall', 'own', 'public', 'b', 'public', 'public'],
  ['kernel-alg-all-ports', 'own', 'public', 'b', 'own', 'public'],
  ['kernel-alg-tcp', 'own', 'public', 'b', 'public', 'own'],
  ['blind-replace', 'own', 'own', 'a', 'public', 'public'],
  ['call-id-undone', 'public', 'public', 'a', 'public', 'public'],
  ['sdp-only', 'public', 'public', 'a', 'public', 'public'],
  ['hijack', 'public', 'public', 'a', 'public', 'public'],
  ['hijack-inside', 'own', 'own', 'a', 'public', 'public'],
  ['double-nat-plain', 'public', 'public', 'a', 'public', 'public'],
  ['double-nat-inner', 'public', 'public', 'b', 'public', 'public'],
  ['double-nat-outer', 'public', 'public', 'a', 'public', 'public'],
  ['double-nat-both', 'own', 'public', 'b', 'public', 'public'],
  ['carrier-nat', 'public', 'public', 'a', 'public', 'public'],
  ['duplicates', 'public', 'public', 'a', 'public', 'public'],
  ['contradicting', 'public', 'public', 'a', 'public', 'public'],
  ['foreign-source', 'public', 'public', 'a', 'public', 'public'],
  ['huge', 'public', 'public', 'a', 'public', 'public'],
  ['proxy-in-front', 'public', 'public', 'a', 'public', 'public'],
  ['server-normalises', 'public', 'public', 'a', 'public', 'public'],
];

describe.each(rows)('%s', (scenario, truthful, decoy, divertedOn, otherPort, tcp) => {
  it(`shows the ${truthful} address to a truthful Via`, async () => {
    const line = await openLine(await startDemo(scenario));
    const via = viaOf(await ask(line, truthfulText(line)));
    expect(via).toEqual(truthful === 'own' ? ownPair(line) : publicPair(line));
  });

  it(`shows the ${decoy} address to a decoy on the same flow`, async () => {
    const line = await openLine(await startDemo(scenario));
    await ask(line, truthfulText(line));
    const before = line.arrivals.length;
    const request = decoyText(line);
    await ask(line, request);
    const callId = /^Call-ID: (call\d+)@/m.exec(request)?.[1] ?? 'none';
    // With two replies a request the second of `truthful` may come first.
    const reply =
      line.arrivals.slice(before).find(({ text }) => text.includes(callId)) ?? line.arrivals.at(-1);
    expect(viaOf(reply?.text ?? '')).toEqual({
      sentBy: `192.0.2.1:${line.port}`,
      rport: String(line.port),
      received: decoy === 'own' ? local : publicAddress,
    });
  });

  it(`delivers the reply to a diverted Via on socket ${divertedOn}`, async () => {
    const { a, b } = await divert(await startDemo(scenario));
    const [hit, miss] = divertedOn === 'a' ? [a, b] : [b, a];
    expect(hit.arrivals.length).toBeGreaterThan(0);
    expect(miss.arrivals).toEqual([]);
    // The rport proves that the server sent to the port the request came from.
    expect(viaOf(hit.arrivals[0]?.text ?? '')).toMatchObject({
      sentBy: `${local}:${b.port}`,
      rport: String(a.port),
    });
  });

  it(`shows the ${otherPort} address on the other port and the ${tcp} one over TCP`, async () => {
    const network = await startDemo(scenario);
    const other = await openLine(network, 5160);
    expect(viaOf(await ask(other, truthfulText(other)))).toEqual(
      otherPort === 'own' ? ownPair(other) : publicPair(other),
    );
    const stream = await openLine(network, 5060, 'tcp');
    const reply = await ask(stream, truthfulText(stream, { transport: 'TCP' }));
    expect(viaOf(reply)).toEqual(tcp === 'own' ? ownPair(stream) : publicPair(stream));
  });
});

describe('the table', () => {
  it('holds every scenario once, with one sentence', () => {
    const names = demoScenarios.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(42);
    for (const { description } of demoScenarios) expect(description).toMatch(/^[A-Z][^.]*\.$/);
  });
});
