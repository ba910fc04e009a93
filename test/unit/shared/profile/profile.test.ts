import { describe, expect, it } from 'vitest';
import {
  maxProfileBytes,
  parseProfile,
  probeUserSchema,
  serverNameSchema,
} from '../../../../shared/profile/profile.ts';

const smallest = { format: 'sip-alg-profile', version: 1, name: 'Example', server: 'pbx.example' };
const full = {
  ...smallest,
  port: 5060,
  altPort: 5160,
  transports: ['udp', 'tcp', 'tls'],
  probeUser: 'probe-1',
  echoExtension: '600',
  readbackExtension: '601',
  support: { name: 'Help desk', email: 'help@example.org', url: 'https://example.org/help' },
  language: 'nl',
};
const parse = (value: unknown) => parseProfile(JSON.stringify(value));

function faultOf(text: string): string {
  const parsed = parseProfile(text);
  if (parsed.ok) throw new Error('it was accepted');
  return parsed.error;
}

describe('parseProfile', () => {
  it.each([
    ['the smallest profile', smallest],
    ['every field', full],
  ])('reads %s as it is written', (_name, profile) => {
    expect(parse(profile)).toEqual({ ok: true, value: profile });
  });

  it.each([
    ['format', { format: 'sip-alg-report' }],
    ['version', { version: 2 }],
    ['version', { version: '1' }],
    ['name', { name: '' }],
    ['name', { name: 'x'.repeat(101) }],
    ['server', { server: 'sip:pbx.example' }],
    ['server', { server: 5 }],
    ['port', { port: 0 }],
    ['port', { port: 65_536 }],
    ['port', { port: 5060.5 }],
    ['port', { port: '5060' }],
    ['port', { port: null }],
    ['altPort', { altPort: -1 }],
    ['transports.1', { transports: ['udp', 'sctp'] }],
    ['transports', { transports: ['udp', 'tcp', 'tls', 'udp'] }],
    ['probeUser', { probeUser: 'a b' }],
    ['echoExtension', { echoExtension: '600;x=y' }],
    ['readbackExtension', { readbackExtension: '' }],
    ['support.name', { support: { name: '' } }],
    ['support.email', { support: { name: 'x', email: 'nobody' } }],
    ['support.url', { support: { name: 'x', url: 'http://example.org' } }],
    ['support.url', { support: { name: 'x', url: 'javascript:alert(1)' } }],
    ['support.url', { support: { name: 'x', url: 'file:///etc/passwd' } }],
    ['language', { language: 'es' }],
  ])('refuses a bad %s and names it', (field, change) => {
    const message = faultOf(JSON.stringify({ ...smallest, ...change }));
    expect(message.startsWith(`Field "${field}": `)).toBe(true);
    expect(message).toMatch(/\.$/);
    expect(message).not.toContain('\n');
  });

  it.each(['password', 'secret', 'mirrors', 'constructor'])(
    'refuses the unknown key %s and names it',
    (key) => {
      expect(faultOf(JSON.stringify({ ...smallest, [key]: 'x' }))).toContain(`"${key}"`);
      expect(faultOf(JSON.stringify({ ...smallest, support: { name: 'x', [key]: 'x' } }))).toContain(
        `"${key}"`,
      );
    },
  );

  it('refuses __proto__ and leaves prototypes alone', () => {
    const text = JSON.stringify(smallest).replace('{', '{"__proto__":{"polluted":1},');
    expect(faultOf(text)).toContain('__proto__');
    expect('polluted' in {}).toBe(false);
  });

  it.each(['', '{', 'null', '[]', '5', '"text"', '{}'])('refuses %j in one sentence', (text) => {
    expect(faultOf(text)).toMatch(/^(It is not JSON|Field ".*": .+)\.$/);
  });

  it.each(['format', 'version', 'name', 'server'])('misses %s', (field) => {
    const rest = Object.fromEntries(Object.entries(smallest).filter(([key]) => key !== field));
    expect(faultOf(JSON.stringify(rest))).toContain(`"${field}"`);
  });

  it('survives the largest file of open brackets', () => {
    expect(faultOf('['.repeat(maxProfileBytes))).toBe('It is not JSON.');
    expect(faultOf(`${'['.repeat(30_000)}${']'.repeat(30_000)}`)).toContain('Field');
  });
});

describe('serverNameSchema', () => {
  it.each([
    'pbx.example',
    'PBX.Example',
    'pbx',
    'pbx.example.',
    'xn--bcher-kva.example',
    'a_b.example',
    '4voip.example',
    '1.2.3.4.example',
    '192.0.2.1',
    '2001:db8::1',
    `${'a'.repeat(63)}.example`,
    Array.from({ length: 126 }, () => 'a').join('.'),
  ])('takes %s', (name) => {
    expect(serverNameSchema.safeParse(name).success).toBe(true);
  });

  it.each([
    '',
    '.',
    '.example',
    'a..b',
    'a b',
    '-a.example',
    'a.-b',
    'pbx.example:5060',
    'user@pbx.example',
    'sip:pbx.example',
    'pbx.example;transport=tcp',
    'pbx.example\r\nVia: x',
    'pbx\u0000',
    'b\u00fccher.example',
    'https://pbx.example',
    '[2001:db8::1]',
    'fe80::1%eth0',
    '192.0.2.256',
    '1.2.3',
    '010.0.0.1',
    '2130706433',
    'pbx.123',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(126)}ab`,
  ])('refuses %j', (name) => {
    expect(serverNameSchema.safeParse(name).success).toBe(false);
  });

  it('answers at once for names made to keep a pattern busy', () => {
    const hostile = ['a-', 'a.', '-', '0.', ':', '1:'].flatMap((unit) => [
      unit.repeat(200).slice(0, 253),
      `${unit.repeat(200).slice(0, 252)}!`,
    ]);
    const before = performance.now();
    for (let round = 0; round < 20; round++) for (const name of hostile) serverNameSchema.safeParse(name);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

describe('probeUserSchema', () => {
  it.each(['probe', '600', "a_b.c!~*'()-", 'x'.repeat(64)])('takes %s', (name) => {
    expect(probeUserSchema.safeParse(name).success).toBe(true);
  });

  it.each(['', 'a b', 'a@b', 'a:b', 'a;b', 'a"b', '<a>', 'a\r\n', 'a\n', '%41', '\u00e9', 'x'.repeat(65)])(
    'refuses %j',
    (name) => {
      expect(probeUserSchema.safeParse(name).success).toBe(false);
    },
  );
});
