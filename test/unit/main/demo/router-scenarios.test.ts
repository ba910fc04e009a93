// Scenarios of routers beyond the table of scenarios.test.ts: exact bytes at the server and back.
import { describe, expect, it } from 'vitest';
import type { DemoScenario } from '../../../../main/demo/scenarios.ts';
import {
  ask,
  decoyText,
  divert,
  field,
  local,
  openLine,
  optionsText,
  ownPair,
  publicAddress,
  publicPair,
  quiet,
  send,
  startDemo,
  truthfulText,
  until,
  viaOf,
} from './bench.ts';

describe('port-changing NAT', () => {
  it('random-nat shows another public port for each server port', async () => {
    const network = await startDemo('random-nat');
    const line = await openLine(network);
    const first = viaOf(await ask(line, truthfulText(line)));
    const again = viaOf(await ask(line, decoyText(line)));
    const other = await openLine(network, 5160);
    const elsewhere = viaOf(await ask(other, truthfulText(other)));
    expect(first.received).toBe(publicAddress);
    expect(Number(first.rport)).not.toBe(line.port);
    expect(again.rport).toBe(first.rport);
    expect(elsewhere.rport).not.toBe(first.rport);
  });

  it('kernel-alg-random-nat hides the changed port from truthful and not from decoy', async () => {
    const line = await openLine(await startDemo('kernel-alg-random-nat'));
    expect(viaOf(await ask(line, truthfulText(line)))).toEqual(ownPair(line));
    const decoy = viaOf(await ask(line, decoyText(line)));
    expect(decoy.received).toBe(publicAddress);
    expect(Number(decoy.rport)).not.toBe(line.port);
  });

  it('kernel-alg-random-nat leaks the public address in From, because Asterisk drops its port', async () => {
    const line = await openLine(await startDemo('kernel-alg-random-nat'));
    const reply = await ask(line, truthfulText(line, { fromUri: `sip:probe@${local}:${line.port}` }));
    expect(field(reply, 'From')).toContain(`<sip:probe@${publicAddress}>`);
  });
});

describe('the kernel ALG', () => {
  it('hands the server public addresses in Via and Contact and leaves Call-ID and display name alone', async () => {
    const network = await startDemo('kernel-alg');
    const line = await openLine(network);
    await ask(line, truthfulText(line));
    const [request] = network.requestsAtServer();
    expect(request?.source).toEqual({ address: publicAddress, port: line.port });
    expect(viaOf(request?.text ?? '').sentBy).toBe(`${publicAddress}:${line.port}`);
    expect(field(request?.text ?? '', 'Contact')).toBe(`<sip:probe@${publicAddress}:${line.port}>`);
    expect(field(request?.text ?? '', 'Call-ID')).toMatch(`@${local}`);
    expect(field(request?.text ?? '', 'From')).toContain(`"probe ${local}"`);
  });

  it('shows the true mapping to a diverted request, because that Via was never its own', async () => {
    const { a, b } = await divert(await startDemo('kernel-alg'));
    expect(viaOf(b.arrivals[0]?.text ?? '')).toEqual({
      sentBy: `${local}:${b.port}`,
      rport: String(a.port),
      received: publicAddress,
    });
  });

  it('keeps a diverted flow diverted for every later request', async () => {
    const { a, b } = await divert(await startDemo('kernel-alg'));
    await send(a, decoyText(a));
    expect(await until(() => b.arrivals.length === 2)).toBe(true);
    expect(a.arrivals).toEqual([]);
  });

  it('turns a Via with the public pair private on the way back', async () => {
    const line = await openLine(await startDemo('kernel-alg'));
    await ask(line, decoyText(line));
    const translated = optionsText({ viaHost: publicAddress, viaPort: line.port });
    expect(viaOf(await ask(line, translated))).toEqual(ownPair(line));
  });

  it('diverts past a host firewall only where the second socket was primed', async () => {
    const network = await startDemo('kernel-alg-host-firewall');
    const a = await openLine(network);
    const b = await openLine(network);
    await send(a, optionsText({ viaHost: local, viaPort: b.port }));
    await quiet();
    expect([a.arrivals, b.arrivals]).toEqual([[], []]);
    expect((await divert(network)).b.arrivals).toHaveLength(1);
  });
});

async function translatedVia(scenario: DemoScenario) {
  const line = await openLine(await startDemo(scenario));
  await ask(line, truthfulText(line));
  const reply = await ask(line, optionsText({ viaHost: publicAddress, viaPort: line.port }));
  return { line, via: viaOf(reply) };
}

describe('two routers', () => {
  it('translated stays public with plain routers and with an ALG on the inner one', async () => {
    for (const scenario of ['double-nat-plain', 'double-nat-inner', 'carrier-nat'] as const) {
      const { line, via } = await translatedVia(scenario);
      expect(via).toEqual(publicPair(line, publicAddress));
    }
  });

  it('translated comes back with the transit address when the outer router has an ALG', async () => {
    const { line, via } = await translatedVia('double-nat-outer');
    expect(via).toEqual({ sentBy: `10.0.0.2:${line.port}`, rport: String(line.port), received: '10.0.0.2' });
  });

  it('an inner ALG shows the server the transit address in Via', async () => {
    const network = await startDemo('double-nat-inner');
    const line = await openLine(network);
    await ask(line, truthfulText(line));
    expect(viaOf(network.requestsAtServer()[0]?.text ?? '').sentBy).toBe(`10.0.0.2:${line.port}`);
  });
});

describe('weak routers', () => {
  it('one-way-via leaves the public pair in the Via of the reply', async () => {
    const line = await openLine(await startDemo('one-way-via'));
    expect(viaOf(await ask(line, truthfulText(line)))).toEqual(publicPair(line, publicAddress));
    expect(viaOf(await ask(line, decoyText(line))).sentBy).toBe(`192.0.2.1:${line.port}`);
  });

  it('blind-replace swaps every text outward and restores it in the reply', async () => {
    const network = await startDemo('blind-replace');
    const line = await openLine(network);
    const request = truthfulText(line);
    const reply = await ask(line, request);
    expect(network.requestsAtServer()[0]?.text).toBe(request.replaceAll(local, publicAddress));
    expect(field(reply, 'Call-ID')).toBe(field(request, 'Call-ID'));
    expect(reply).not.toContain(publicAddress);
  });

  it('blind-replace-one-way leaves public addresses in Via, Call-ID and display name', async () => {
    const line = await openLine(await startDemo('blind-replace-one-way'));
    const reply = await ask(line, truthfulText(line));
    expect(viaOf(reply)).toEqual(publicPair(line, publicAddress));
    expect(field(reply, 'Call-ID')).toMatch(`@${publicAddress}`);
    expect(field(reply, 'From')).toContain(`"probe ${publicAddress}"`);
  });

  it.each([
    ['call-id', publicAddress],
    ['call-id-undone', local],
  ] as const)('%s sends a public Call-ID and returns %s', async (scenario, returned) => {
    const network = await startDemo(scenario);
    const line = await openLine(network);
    const reply = await ask(line, truthfulText(line));
    expect(field(network.requestsAtServer()[0]?.text ?? '', 'Call-ID')).toMatch(`@${publicAddress}`);
    expect(field(reply, 'Call-ID')).toMatch(`@${returned}`);
    expect(viaOf(reply)).toEqual(publicPair(line));
  });

  it('call-id-undone turns a Call-ID with the public address private', async () => {
    const line = await openLine(await startDemo('call-id-undone'));
    const request = optionsText({ viaHost: publicAddress, viaPort: line.port, callIdHost: publicAddress });
    expect(field(await ask(line, request), 'Call-ID')).toMatch(`@${local}`);
  });

  it('sdp-only hands an OPTIONS to the server byte for byte', async () => {
    const network = await startDemo('sdp-only');
    const line = await openLine(network);
    const request = truthfulText(line);
    await ask(line, request);
    expect(network.requestsAtServer()[0]?.text).toBe(request);
  });
});
