// The server kit as an administrator gets it: its README is followed, command by command, on real Asterisk.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstHeader } from '../../shared/sip/message-reader.ts';
import type { Asterisk } from './asterisk.ts';
import { countBanLines } from './ban-lines.ts';
import { must } from './command.ts';
import { type Lab, openLab, skipLab } from './lab.ts';
import { addresses } from './network.ts';
import { probe } from './probe-script.ts';
import { type Caller, type Outcome, openCaller, type Wish } from './sip-caller.ts';

const kit = fileURLToPath(new URL('../../assets/server-kit/asterisk', import.meta.url));
const readme = readFileSync(`${kit}/README.md`, 'utf8');

/** Runs the shell commands below a heading of the README, on this Asterisk instead of the one in /etc. */
async function follow(heading: string, asterisk: Asterisk): Promise<void> {
  const commands = new RegExp(`\\n## ${heading}\\n[\\s\\S]*?\`\`\`sh\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1];
  if (commands === undefined) throw new Error(`the README has no commands below ${heading}`);
  // The console is called afterwards: it needs the loader that asterisk.ts knows.
  const stub = 'set -e\nasterisk() { printf "%s\\n" "$2"; }\n';
  const here = commands.replaceAll('/etc/asterisk', asterisk.configFolder);
  const printed = await must(['bash', '-c', stub + here], { cwd: kit });
  for (const command of printed.trim().split('\n')) await asterisk.console(command);
}

const complaints = (asterisk: Asterisk) => asterisk.logText().match(/^.*\b(?:WARNING|ERROR)\[.*$/gm) ?? [];

/** Calls that the dialplan has run so far. */
const callsProcessed = async (asterisk: Asterisk) =>
  Number(/(\d+) calls? processed/.exec(await asterisk.console('core show channels count'))?.[1]);

const lastStatus = ({ statuses }: Outcome) => statuses.at(-1) ?? null;

const passwordOf = (asterisk: Asterisk) =>
  /^password=(.*)$/m.exec(
    readFileSync(`${asterisk.configFolder}/sip-alg-checker-password.conf`, 'utf8'),
  )?.[1] ?? '';

/** The fields that `readback` tells, in the order that the kit promises. */
function seenByServer({ last }: Outcome): readonly string[] {
  const contact = last === null ? '' : (firstHeader(last, 'Contact')?.value ?? '');
  const [version, ...fields] = /^<sip:(.+)@readback\.invalid>$/.exec(contact)?.[1]?.split('.') ?? [];
  expect(version).toBe('v1');
  return fields.map((field) => Buffer.from(field, 'base64').toString('latin1'));
}

const kitFiles = ['pjsip', 'dialplan', 'password'].map((part) => `sip-alg-checker-${part}.conf`);

describe.skipIf(skipLab()).each([22, 16] as const)('the server kit on Asterisk %i', (version) => {
  let lab: Lab;
  let asterisk: Asterisk;
  let caller: Caller;
  const credentials = { username: 'alg-echo', password: '' };
  const call = (extension: string) =>
    caller.request({ method: 'INVITE', user: 'alg-echo', extension, credentials });
  const setGlobal = (name: string, value: string) =>
    asterisk.console(`dialplan set global SIP_ALG_CHECKER_${name} "${value}"`);

  beforeAll(async () => {
    lab = await openLab({ layout: 'single' });
    asterisk = await lab.asterisk({ version });
    caller = await openCaller(lab);
  });
  afterAll(async () => {
    caller?.close();
    await lab?.close();
  });

  test('without the password file everybody is refused', async () => {
    const [pjsip = '', dialplan = ''] = kitFiles;
    const additions = {
      'pjsip.conf': `#include ${pjsip}\n`,
      'extensions.conf': `#include ${dialplan}\n`,
      [pjsip]: readFileSync(`${kit}/${pjsip}`, 'utf8'),
      [dialplan]: readFileSync(`${kit}/${dialplan}`, 'utf8'),
    };
    asterisk = await lab.asterisk({ version, additions });
    expect(complaints(asterisk)).toEqual([]);
    for (const user of ['alg-probe', 'alg-echo'])
      for (const method of ['OPTIONS', 'INVITE', 'REGISTER', 'MESSAGE', 'SUBSCRIBE'] as const) {
        const outcome = await caller.request({ method, user, extension: 'echo', credentials });
        expect([user, method, ...outcome.statuses]).toEqual([user, method, 500]);
      }
    expect(await callsProcessed(asterisk)).toBe(0);
  });

  test('installed as the README says: no complaint, and a password nobody else has', async () => {
    asterisk = await lab.asterisk({ version });
    await follow('Install', asterisk);
    expect(complaints(asterisk)).toEqual([]);
    credentials.password = passwordOf(asterisk);
    expect(credentials.password).toMatch(/^[\w-]{24}$/);
    const shown = await asterisk.console('pjsip show endpoint alg-echo');
    expect(shown).toContain('InAuth:  alg-echo/alg-echo');
  });

  test('the probe user gets answers and leaves no line that leads to a ban', async () => {
    for (const port of [5060, 5160]) {
      const results = await probe(lab, ['truthful', 'decoy', 'translated', 'diverted', 'tcp'], {
        port,
        user: 'alg-probe',
      });
      expect(results.map((result) => result.status)).toEqual([401, 401, 401, 401, 401]);
    }
    expect(await countBanLines(asterisk.messagesFile)).toMatchObject({ matched: 0 });
    expect(await countBanLines(asterisk.securityFile)).toMatchObject({ matched: 0 });
  });

  test.each(['alg-echo', 'alg-probe', 'stranger'])('%s without a password reaches nothing', async (user) => {
    const before = await callsProcessed(asterisk);
    for (const extension of ['echo', 'readback', '600', 's'])
      expect((await caller.request({ method: 'INVITE', user, extension })).statuses).toEqual([401]);
    for (const method of ['REGISTER', 'MESSAGE', 'SUBSCRIBE'] as const)
      expect((await caller.request({ method, user, extension: 'echo' })).statuses).toEqual([401]);
    expect(await callsProcessed(asterisk)).toBe(before);
  });

  test('a wrong password is refused, once', async () => {
    const wrong = { username: 'alg-echo', password: 'REPLACE-ME' };
    const wish: Wish = { method: 'INVITE', user: 'alg-echo', extension: 'echo', credentials: wrong };
    expect((await caller.request(wish)).statuses).toEqual([401, 401]);
  });

  test('the account reaches the two extensions and no others', async () => {
    const refused = ['ech', 'echo1', 'read', 'readback0', '600', '+3112345678', 's', 'i', 't', 'h', 'o'];
    for (const extension of [...refused, 'sip-alg-checker-limits', 'busy'])
      expect([extension, ...(await call(extension)).statuses]).toEqual([extension, 401, 404]);
    // Asterisk's own code for taking over a ringing call; in no pickup group there is none to take.
    expect((await call('*8')).statuses).toEqual([401, 100, 403]);
    const others: readonly (readonly [Wish['method'], string, number])[] = [
      ['MESSAGE', 'echo', 404],
      ['MESSAGE', 'readback', 404],
      ['SUBSCRIBE', 'echo', 603],
    ];
    for (const [method, extension, status] of others) {
      const outcome = await caller.request({ method, user: 'alg-echo', extension, credentials });
      expect([method, extension, ...outcome.statuses]).toEqual([method, extension, 401, status]);
    }
    for (const extension of ['echo', 'readback', '600', 's']) {
      const wish: Wish = { method: 'INVITE', user: 'alg-probe', extension, credentials };
      expect((await caller.request(wish)).statuses).toEqual([401, 404]);
    }
  });

  test('the echo call is answered, cannot be transferred, and has 90 seconds', async () => {
    const answered = await call('echo');
    expect(answered.statuses).toEqual([401, 100, 200]);
    const end = [...asterisk.logText().matchAll(/Channel will hangup at (\S+ \S+)/g)].at(-1)?.[1] ?? '';
    const zone = await must(['date', '+%z']);
    const secondsLeft = (Date.parse(`${end} ${zone}`) - Date.now()) / 1000;
    expect(secondsLeft).toBeGreaterThan(85);
    expect(secondsLeft).toBeLessThanOrEqual(90);
    expect(await caller.inCall(answered, 'REFER')).toBe(603);
    expect(await caller.inCall(answered, 'BYE')).toBe(200);
  });

  test.each(['plain', 'alg'] as const)('readback tells what arrived behind router %s', async (mode) => {
    await lab.mode(mode);
    const outcome = await call('readback');
    expect(outcome.statuses).toEqual([401, 100, 183, 302]);
    const { sent } = outcome;
    const [source, via = '', contact, from, callId, length, media] = seenByServer(outcome);
    const edited = (text: string) =>
      mode === 'plain' ? text : text.replaceAll(addresses.client, addresses.routerWan);
    const [sentBy = '', ...params] = edited(sent.via).split(';');
    expect(source).toBe(`${addresses.routerWan}:${caller.port}`);
    expect(via.split(';')[0]).toBe(sentBy);
    expect(via).toContain(params.at(-1));
    expect({ contact, from, callId }).toEqual({
      contact: edited(sent.contact),
      from: sent.from,
      callId: sent.callId,
    });
    expect(media).toBe(`${edited(addresses.client)}:${caller.audioPort}`);
    const shortened = 2 * (addresses.client.length - addresses.routerWan.length);
    expect(Number(length)).toBe(sent.bodyBytes - (mode === 'plain' ? 0 : shortened));
    await lab.mode('plain');
  });

  test('a registration keeps the Contact as it came, for two minutes at most', async () => {
    const outcome = await caller.request({
      method: 'REGISTER',
      user: 'alg-echo',
      extension: null,
      credentials,
    });
    expect(outcome.statuses).toEqual([401, 200]);
    const contact = outcome.last === null ? '' : firstHeader(outcome.last, 'Contact')?.value;
    expect(contact).toMatch(new RegExp(`^<sip:alg-echo@${caller.address}:${caller.port}>;expires=(59|60)$`));
    expect(await asterisk.console('pjsip show aor alg-echo')).toMatch(/maximum_expiration\s+: 120/);
  });

  test.each([
    ['', 5],
    ['1', 1],
  ])('with "%s" set, %i calls at a time; one more hears "busy"', async (setting, most) => {
    await setGlobal('CALLS', setting);
    const calls: Outcome[] = [];
    for (let i = 0; i < most; i += 1) calls.push(await call('echo'));
    expect(calls.map(lastStatus)).toEqual(Array(most).fill(200));
    expect([lastStatus(await call('echo')), lastStatus(await call('readback'))]).toEqual([486, 486]);
    for (const answered of calls) expect(await caller.inCall(answered, 'BYE')).toBe(200);
    const next = await call('echo');
    expect(lastStatus(next)).toBe(200);
    await caller.inCall(next, 'BYE');
    await setGlobal('CALLS', '');
  });

  test('a call is ended by the server when its time is over, whether its BYE arrives or not', async () => {
    await setGlobal('SECONDS', '2');
    await lab.mode('none');
    expect(lastStatus(await call('echo'))).toBe(200);
    const endedMs = await caller.waitForRequest('BYE', 6_000);
    expect(endedMs).toBeGreaterThan(1_000);
    expect(endedMs).toBeLessThan(4_000);
    // Behind a router the BYE goes to the private address of the Contact.
    await lab.mode('plain');
    expect(lastStatus(await call('echo'))).toBe(200);
    expect(await caller.waitForRequest('BYE', 4_000)).toBeNull();
    expect(await asterisk.console('core show channels count')).toContain('0 active calls');
    await setGlobal('SECONDS', '');
  });

  test('a call without sound is ended after 20 seconds', async () => {
    await lab.mode('none');
    expect(lastStatus(await call('echo'))).toBe(200);
    const endedMs = await caller.waitForRequest('BYE', 30_000);
    expect(endedMs).toBeGreaterThan(18_000);
    expect(endedMs).toBeLessThan(28_000);
    await lab.mode('plain');
  });

  test('a start with the kit is as quiet as a reload', async () => {
    const includes = kitFiles.map((name) => [name, readFileSync(`${asterisk.configFolder}/${name}`, 'utf8')]);
    const additions = {
      'pjsip.conf': '#include sip-alg-checker-pjsip.conf\n',
      'extensions.conf': '#include sip-alg-checker-dialplan.conf\n',
      ...(Object.fromEntries(includes) as Record<string, string>),
    };
    asterisk = await lab.asterisk({ version, additions });
    expect(complaints(asterisk)).toEqual([]);
    expect((await call('readback')).statuses).toEqual([401, 100, 183, 302]);
  });

  test('undone as the README says, nothing of it is left', async () => {
    const shown = async () =>
      (await asterisk.console('pjsip show endpoints')) +
      (await asterisk.console('pjsip show auths')) +
      (await asterisk.console('pjsip show aors')) +
      (await asterisk.console('dialplan show'));
    expect(await shown()).toContain('alg-echo');
    await follow('Undo', asterisk);
    expect(await shown()).not.toMatch(/alg-echo|alg-probe|sip-alg-checker/);
    expect(await asterisk.console('pjsip show endpoints')).toContain('optprobe');
    expect((await call('echo')).statuses).toEqual([401, 401]);
    const before = (await countBanLines(asterisk.messagesFile)).matched;
    await probe(lab, ['truthful'], { user: 'alg-probe' });
    expect(await countBanLines(asterisk.messagesFile)).toMatchObject({ matched: before + 1 });
  });
});
