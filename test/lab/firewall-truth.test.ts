// Do the server firewalls of the bench bite? Otherwise "the client was never refused" would say nothing.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Lab, openLab, skipLab } from './lab.ts';
import { addresses } from './network.ts';
import { type ProbeKind, probe } from './probe-script.ts';

/** Each `diverted` is a new flow. */
const flows = (count: number): ProbeKind[] => Array.from({ length: count }, () => 'diverted');
const publicAddress = addresses.routerWan;

describe.skipIf(skipLab())('server firewall', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ layout: 'single' });
    await lab.asterisk({ strangerStatus: 200 });
  });
  beforeEach(() => lab.mode('plain'));
  afterAll(() => lab?.close());

  const answered = async (kinds: readonly ProbeKind[], target = {}) =>
    (await probe(lab, kinds, target)).map((result) => result.status !== null);

  test.each([
    ['ufw-limit', 5, 'DEFAULT'],
    ['recent', 9, 'SIP'],
  ] as const)('%s lets %i new flows in and refuses the next', async (firewall, allowed, list) => {
    await lab.serverFirewall(firewall);
    expect(await answered(flows(allowed))).not.toContain(false);
    expect(await lab.firewallRecord()).toEqual({ refused: 0, closed: 0, lists: { [list]: [publicAddress] } });
    expect(await answered(flows(1))).toEqual([false]);
    expect((await lab.firewallRecord()).refused).toBeGreaterThan(0);
  });

  test('many requests on one flow are one flow', async () => {
    await lab.serverFirewall('ufw-limit');
    expect(await answered(Array.from({ length: 8 }, () => 'truthful' as const))).not.toContain(false);
    expect((await lab.firewallRecord()).refused).toBe(0);
  });

  test('ufw-limit counts UDP and TCP together, recent does not', async () => {
    await lab.serverFirewall('ufw-limit');
    expect(await answered([...flows(5), 'tcp'])).toEqual([true, true, true, true, true, false]);
    await lab.serverFirewall('recent');
    expect(await answered([...flows(9), 'tcp'])).not.toContain(false);
    expect((await lab.firewallRecord()).refused).toBe(0);
  });

  test('a port that nobody opened is closed, not refused; it can be opened', async () => {
    await lab.serverFirewall('ufw-limit');
    expect(await answered(['truthful'], { port: 5160 })).toEqual([false]);
    expect(await lab.firewallRecord()).toEqual({ refused: 0, closed: 1, lists: {} });
    await lab.serverFirewall('ufw-limit', { ports: [5060, 5160] });
    expect(await answered(['truthful'], { port: 5160 })).toEqual([true]);
  });

  test('string-match: only who names the host gets in', async () => {
    await lab.serverFirewall('string-match');
    expect(await answered(['truthful', 'tcp'], { host: addresses.server })).toEqual([false, false]);
    expect(await lab.firewallRecord()).toMatchObject({ refused: 0, lists: {} });
    expect(await answered(['truthful', 'tcp'])).toEqual([true, true]);
    expect(await lab.firewallRecord()).toMatchObject({ refused: 0, lists: { MYSIP: [publicAddress] } });
  });

  test('string-match: the word of a scanner puts the source on the list', async () => {
    await lab.serverFirewall('string-match');
    expect(await answered(['truthful'], { host: addresses.server, user: 'sipsak' })).toEqual([false]);
    const { refused, lists } = await lab.firewallRecord();
    expect(refused).toBeGreaterThan(0);
    expect(lists['BADSIP']).toEqual([publicAddress]);
  });

  test('string-match: an empty datagram counts as refused, also on a known flow', async () => {
    await lab.serverFirewall('string-match');
    const empty = `require('node:dgram').createSocket('udp4').send('', 5060, '${addresses.server}', function () { this.close() })`;
    await answered(['truthful']);
    expect((await lab.firewallRecord()).refused).toBe(0);
    await lab.runClient([process.execPath, '-e', empty]);
    expect((await lab.firewallRecord()).refused).toBe(1);
  });

  test('string-match: trying a port that only scanners try shuts everything', async () => {
    await lab.serverFirewall('string-match');
    await lab.runClient(['bash', '-c', `exec 3<>/dev/tcp/${addresses.server}/22`], { timeoutMs: 500 });
    expect((await lab.firewallRecord()).lists['RLM']).toEqual([publicAddress]);
    expect(await answered(['truthful'])).toEqual([false]);
  });
});
