// The command line of `check`: what strings become, and what is refused with one line.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type RawCheckOptions, readCheckOptions, splitHostPort } from '../../../../main/cli/check-options.ts';
import { UsageError } from '../../../../main/cli/usage-error.ts';
import { demoScenarios } from '../../../../main/demo/scenarios.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** Path of a profile with this content. */
async function profileFile(content: string | Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'profile-'));
  folders.push(folder);
  const path = join(folder, 'a.sipprofile');
  await writeFile(path, content);
  return path;
}

const profileText = (changes: object = {}): string =>
  JSON.stringify({ format: 'sip-alg-profile', version: 1, name: 'Test', server: 'pbx.example', ...changes });

const requestOf = async (raw: RawCheckOptions) => (await readCheckOptions(raw)).request;

/** The refusal's line; fails when there is none. */
async function refusal(raw: RawCheckOptions): Promise<string> {
  const error: unknown = await readCheckOptions(raw).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UsageError);
  const { message, exitCode } = error as UsageError;
  expect(exitCode).toBe(2);
  expect(message).toMatch(/^[\u0020-\u007e]+$/);
  return message;
}

describe('a server', () => {
  it.each([
    ['pbx.example', 'pbx.example', null],
    ['pbx.example:5070', 'pbx.example', 5070],
    ['pbx.example:1', 'pbx.example', 1],
    ['pbx.example:65535', 'pbx.example', 65_535],
    ['pbx.example.', 'pbx.example.', null],
    ['PBX', 'PBX', null],
    ['_sip_1.example', '_sip_1.example', null],
    ['192.0.2.7', '192.0.2.7', null],
    ['192.0.2.7:5060', '192.0.2.7', 5060],
    ['[2001:db8::5]', '2001:db8::5', null],
    ['[2001:db8::5]:5070', '2001:db8::5', 5070],
    ['2001:db8::5', '2001:db8::5', null],
    ['::1', '::1', null],
    ['2001:db8::5:5060', '2001:db8::5:5060', null],
  ])('%s is host %s with port %s', (text, host, port) => {
    expect(splitHostPort(text)).toEqual({ host, port });
  });

  it.each([
    ['', /no server name/],
    [' ', /no server name/],
    [':5060', /no server name/],
    ['sip:pbx.example', /no server name|no port/],
    ['100@pbx.example', /no server name/],
    ['pbx example', /no server name/],
    ['pbx..example', /no server name/],
    ['-pbx.example', /no server name/],
    ['1.2.3', /no server name/],
    ['192.0.2.256', /no server name/],
    ['[2001:db8::5', /no server name/],
    ['[2001:db8::5]5060', /no server name/],
    ['[]:5060', /no server name/],
    ['fe80::1%eth0', /no server name/],
    ['a:b:c', /no server name/],
    ['pbx.example\r\nEvil: 1', /no server name|no port/],
    ['p\u00e4bx.example', /no server name/],
    [`${'a'.repeat(64)}.example`, /no server name/],
    [`${'a.'.repeat(127)}example`, /no server name/],
    ['pbx.example:', /no port/],
    ['pbx.example:0', /no port/],
    ['pbx.example:65536', /no port/],
    ['pbx.example:70000', /no port/],
    ['pbx.example:-1', /no port/],
    ['pbx.example:5e3', /no port/],
    ['pbx.example:5060.0', /no port/],
    ['pbx.example: 5060', /no port/],
    ['pbx.example:sip', /no port/],
    ['[2001:db8::5]:', /no port/],
    ['[2001:db8::5]:0', /no port/],
  ])('%j is refused in one line', async (server, expected) => {
    expect(await refusal({ server })).toMatch(expected);
  });

  it('that was typed wrong is shown short and without control characters', async () => {
    const line = await refusal({ server: `\u001b[2J${'x y'.repeat(1000)}` });
    expect(line.length).toBeLessThan(250);
  });

  it('must be named, unless it is the demo', async () => {
    expect(await refusal({})).toContain('--server');
    expect(await requestOf({ demo: true })).toEqual({
      serverName: 'pbx.example',
      port: null,
      altPort: 5160,
      transports: ['udp'],
      probeUser: null,
      account: null,
    });
  });
});

describe('the other port', () => {
  it.each(['0', '70000', '65536', 'x', '', '-5', '5160 ', '1e3', '0x10'])(
    '%j is refused',
    async (altPort) => {
      expect(await refusal({ server: 'pbx.example', altPort })).toContain('--alt-port');
    },
  );

  it('is none unless given', async () => {
    expect((await requestOf({ server: 'pbx.example' })).altPort).toBeNull();
    expect((await requestOf({ server: 'pbx.example', altPort: '5160' })).altPort).toBe(5160);
  });
});

describe('transports', () => {
  it.each([
    [undefined, ['udp']],
    ['udp', ['udp']],
    ['tcp', ['udp', 'tcp']],
    ['udp,tcp,tls', ['udp', 'tcp', 'tls']],
    [' tls , tcp ', ['udp', 'tls', 'tcp']],
    ['tcp,tcp', ['udp', 'tcp']],
  ])('%j are %j', async (transport, expected) => {
    const raw = { server: 'pbx.example', ...(transport === undefined ? {} : { transport }) };
    expect((await requestOf(raw)).transports).toEqual(expected);
  });

  it.each(['', 'sctp', 'udp;tcp', 'UDP', 'udp,'])('%j are refused', async (transport) => {
    expect(await refusal({ server: 'pbx.example', transport })).toContain('no transport list');
  });
});

describe('a probe user', () => {
  it.each(['probe', 'a.b-c_7', 'x'.repeat(64)])('%s is taken', async (probeUser) => {
    expect((await requestOf({ server: 'pbx.example', probeUser })).probeUser).toBe(probeUser);
  });

  it.each(['', 'a b', 'a@b', 'a:b', 'x'.repeat(65), 'a\r\nb', '\u00e4', 'a;b'])(
    '%j is refused',
    async (probeUser) => {
      expect(await refusal({ server: 'pbx.example', probeUser })).toContain('no probe user');
    },
  );
});

const looks = async (raw: RawCheckOptions) => (await readCheckOptions(raw)).looksAtRouter;

describe('the look at the router', () => {
  it('is made unless it is refused, and never on the demo', async () => {
    expect(await looks({ server: 'pbx.example' })).toBe(true);
    expect(await looks({ server: 'pbx.example', router: false })).toBe(false);
    expect(await looks({ demo: true })).toBe(false);
  });

  it('stands beside an earlier report where one is named', async () => {
    expect((await readCheckOptions({ demo: true })).comparePath).toBeNull();
    expect((await readCheckOptions({ demo: true, compare: 'a.sipreport' })).comparePath).toBe('a.sipreport');
  });
});

describe('the demo', () => {
  it('plays the kernel ALG unless told otherwise, and every scenario it lists', async () => {
    expect((await readCheckOptions({ demo: true })).demo).toBe('kernel-alg');
    for (const { name } of demoScenarios) expect((await readCheckOptions({ demo: name })).demo).toBe(name);
    expect((await readCheckOptions({ server: 'pbx.example' })).demo).toBeNull();
  });

  it.each(['', 'nonsense', 'toString', '__proto__'])(
    'refuses scenario %j and says where they are listed',
    async (demo) => {
      const line = await refusal({ demo });
      expect(line).toContain(`demo scenario "${demo}"`);
      expect(line).toContain('--help');
    },
  );
});

describe('the output', () => {
  it('is text on the terminal, with progress and no file, unless told otherwise', async () => {
    expect(await readCheckOptions({ server: 'pbx.example' })).toMatchObject({
      isJson: false,
      isQuiet: false,
      reportPath: null,
    });
    expect(
      await readCheckOptions({ server: 'pbx.example', json: true, quiet: true, report: 'a.sipreport' }),
    ).toMatchObject({ isJson: true, isQuiet: true, reportPath: 'a.sipreport' });
  });
});

describe('a profile', () => {
  it('gives all that the command line leaves open', async () => {
    const profile = await profileFile(
      profileText({ port: 5070, altPort: 5160, transports: ['udp', 'tls'], probeUser: 'probe' }),
    );
    expect(await requestOf({ profile })).toEqual({
      serverName: 'pbx.example',
      port: 5070,
      altPort: 5160,
      transports: ['udp', 'tls'],
      probeUser: 'probe',
      account: null,
    });
  });

  it('gives way to the command line', async () => {
    const profile = await profileFile(profileText({ port: 5070, altPort: 5160, probeUser: 'probe' }));
    const raw = { profile, altPort: '5161', transport: 'tcp', probeUser: 'me', server: 'pbx.example:5080' };
    expect(await requestOf(raw)).toEqual({
      serverName: 'pbx.example',
      port: 5080,
      altPort: 5161,
      transports: ['udp', 'tcp'],
      probeUser: 'me',
      account: null,
    });
  });

  it('may name an IPv6 server', async () => {
    const profile = await profileFile(profileText({ server: '2001:db8::5' }));
    expect((await requestOf({ profile })).serverName).toBe('2001:db8::5');
  });

  it.each([
    ['is not JSON', '{', 'not JSON'],
    ['has an unknown key', profileText({ password: 'x' }), 'not usable'],
    ['is of another version', profileText({ version: 2 }), '"version"'],
    ['has a bad server', profileText({ server: 'a b' }), '"server"'],
    ['has a bad port', profileText({ port: 0 }), '"port"'],
    ['is not UTF-8', Uint8Array.of(0xff, 0xfe, 0x00), 'not UTF-8'],
    ['is too large', ' '.repeat(64 * 1024 + 1), 'too-large'],
  ])('that %s is refused with its path', async (_what, content, expected) => {
    const profile = await profileFile(content);
    const line = await refusal({ profile });
    expect(line).toContain(profile);
    expect(line).toContain(expected);
  });

  it('that is not there is refused', async () => {
    expect(await refusal({ profile: join(tmpdir(), 'no-such.sipprofile') })).toContain('no-such-file');
  });
});

describe('a server of another than the profile names', () => {
  it('gets no probe user, port or other port that were meant for the first', async () => {
    const profile = await profileFile(profileText({ port: 5070, altPort: 5160, probeUser: 'probe' }));
    const request = await requestOf({ profile, server: 'other.example' });
    expect(request.serverName).toBe('other.example');
    expect(request).toMatchObject({ port: null, altPort: null, probeUser: null });
  });
});
