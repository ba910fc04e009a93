// The look at the router on a real network: the built program, real ports, certificates of their own, and devices
// that do harm. Each plays in the router's namespace.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Behaviour, description, nothing, titled, upnp } from '../fakes/gateway/behaviour.ts';
import { products } from '../fakes/gateway/products.ts';
import { runGateway } from '../fakes/gateway/run-gateway.ts';
import { check, cliFile, freshState } from './checking.ts';
import { must } from './command.ts';
import { type Lab, openLab, skipLab } from './lab.ts';
import { addresses } from './network.ts';

const realPorts = { ssdp: 1900, web: 80, secureWeb: 443, tr064: 49_000, igd: 5000 };

/** A certificate with this subject, made now. */
async function certificateFor(subject: string): Promise<{ key: string; cert: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'salg-certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  await must(['openssl', 'req', '-x509', ...curve, '-subj', subject, '-keyout', key, '-out', cert]);
  const made = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true, force: true });
  return made;
}

describe.skipIf(skipLab())('the router of the lab', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ layout: 'single' });
  });
  afterAll(() => lab?.close());

  /** Runs `work` while the router shows this behaviour. */
  async function showing<T>(behaviour: Behaviour, work: () => Promise<T>) {
    const { certificateSubject } = behaviour;
    const gateway = await runGateway(behaviour, {
      address: addresses.routerLan,
      ports: realPorts,
      certificate: certificateSubject === null ? null : await certificateFor(certificateSubject),
      on: (argv) => lab.network.on('outer', argv),
    });
    try {
      return { result: await work(), asked: await gateway.stop() };
    } catch (error) {
      await gateway.stop();
      throw error;
    }
  }

  test.each(products)('$name is recognised ($level)', async ({ behaviour, id, level }) => {
    const { result, asked } = await showing(behaviour, () => check(lab, []));
    const { router } = result.report;
    expect(router?.facts.gateway).toMatchObject({ state: 'found', address: addresses.routerLan });
    expect(router?.guesses[0]).toMatchObject({ id, level });
    expect(asked.requests.length).toBeLessThanOrEqual(8);
    expect(asked.datagrams).toBeLessThanOrEqual(4);
  });

  test('nothing is asked with --no-router', async () => {
    const { result, asked } = await showing({ ...nothing, pages: { 'web /': titled('EdgeOS') } }, () =>
      check(lab, ['--no-router']),
    );
    expect(result.report.router).toBe(null);
    expect(asked).toEqual({ requests: [], datagrams: 0 });
  });

  test('the hardware address is read from the neighbour table, and half of it kept', async () => {
    const { result } = await showing(nothing, () => check(lab, []));
    const gateway = result.report.router?.facts.gateway;
    expect(gateway?.macPrefix).toMatch(/^[\da-f]{2}(?::[\da-f]{2}){2}$/);
    expect(gateway).toMatchObject({ macKind: 'local', link: 'wired', routePrefixBits: 0 });
  });

  test.each<readonly [string, Behaviour]>([
    ['a page without end', { ...nothing, pages: { 'web /': { mode: 'endless' } } }],
    ['a page that drips', { ...nothing, pages: { 'web /': { mode: 'drip' } } }],
    ['silence', { ...nothing, pages: { 'web /': { mode: 'silent' } } }],
    [
      'a description of 10 MB',
      { ...nothing, ssdp: upnp('X/1'), pages: { 'igd /desc.xml': { mode: 'large', sizeBytes: 10_485_760 } } },
    ],
    [
      'names that are markup',
      {
        ...nothing,
        ssdp: upnp('&lt;script&gt;'),
        pages: { 'igd /desc.xml': { body: description({ modelName: '&lt;script&gt;&#x202e;' }) } },
      },
    ],
  ])('%s costs the check no more than four seconds', async (_what, behaviour) => {
    const { result: without } = await showing(nothing, () => check(lab, ['--no-router']));
    const { result } = await showing(behaviour, () => check(lab, []));
    expect(result.seconds - without.seconds).toBeLessThan(4);
    expect(result.report.alg.level).toBe(without.report.alg.level);
    expect(JSON.stringify(result.report.router)).not.toMatch(/[<\u202e]/);
  });

  test('no other host hears a packet, whatever the router points to', async () => {
    const capture = await lab.capture('client', `not host ${addresses.server} and not arp`);
    const elsewhere = 'http://203.0.113.77:8080/desc.xml';
    const page = { status: 302, headers: { location: elsewhere } };
    const { result } = await showing(
      { ...nothing, ssdp: upnp('X/1', elsewhere), pages: { 'web /': page } },
      () => check(lab, []),
    );
    const packets = await capture.stop();
    expect(packets.length).toBeGreaterThan(4);
    const between = `${addresses.client}|${addresses.routerLan}`.replaceAll('.', '\\.');
    const inside = new RegExp(`IP (?:${between})\\.\\d+ > (?:${between})\\.\\d+:`);
    expect(packets.filter((line) => !inside.test(line))).toEqual([]);
    expect(JSON.stringify(result.report.observations)).toContain('"elsewhere":"203.0.113.77"');
  });

  test('what to click stands beside the proof, and the next check says that it worked', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'salg-compare-'));
    await lab.asterisk();
    await lab.mode('alg');
    const draytek = products.find(({ id }) => id === 'draytek-vigor')?.behaviour ?? nothing;
    const { result: before } = await showing(draytek, () => check(lab, []));
    expect(before.report.alg.level).toBe('confirmed');
    expect(before.report.advice[0]).toMatchObject({
      code: 'turn-alg-off-here',
      params: { router: 'draytek-vigor' },
    });
    const file = join(folder, 'before.sipreport');
    writeFileSync(file, JSON.stringify(before.report));
    await lab.mode('plain');
    const state = freshState();
    const argv = ['node', cliFile, 'check', '--server', 'pbx.example', '--compare', file, '--quiet'];
    const { result: after } = await showing(draytek, () =>
      lab.runClient(argv, { env: state.env, timeoutMs: 60_000 }),
    );
    state.remove();
    rmSync(folder, { recursive: true, force: true });
    expect(after.stdout).toContain('It is DrayTek Vigor');
    expect(after.stdout).toContain('Fixed: messages are edited no more.');
    expect(after.stderr).toBe('');
    expect(after.code).toBe(0);
  });
});
