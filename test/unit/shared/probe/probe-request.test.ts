// The exact bytes of every probe, and that none of them can break a rule of the wire contract.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToLatin1 } from '../../../../shared/base/bytes.ts';
import type { Transport } from '../../../../shared/observation/path.ts';
import { newRequestIds } from '../../../../shared/probe/identifiers.ts';
import { buildProbeRequest, decoyAddress } from '../../../../shared/probe/probe-request.ts';
import { requestRuleBreach } from '../../../../shared/probe/request-rules.ts';
import { scannerStrings } from '../../../../shared/probe/scanner-strings.ts';
import { probeUserSchema, serverNameSchema } from '../../../../shared/profile/profile.ts';
import { createCountingIds } from '../../../fakes/network/fake-ids.ts';

const ids = { branch: 'z9hG4bKbranch1', callIdToken: 'call1', fromTag: 'tag1', cseqNumber: 123_456_789 };

type Claim = { readonly address: string; readonly port: number };

const build = (transport: Transport, claimed: Claim, serverName = 'pbx.example', fromUser = 'algcheck') =>
  buildProbeRequest({ serverName, transport, claimed, fromUser, ids });

/** The message as written by hand: `shown` is the address as text, `host` as SIP writes it in a URI. */
const expected = (transport: string, shown: string, host: string, port: number, server: string): string =>
  [
    `OPTIONS sip:${server} SIP/2.0`,
    `Via: SIP/2.0/${transport} ${host}:${port};rport;branch=z9hG4bKbranch1`,
    'Max-Forwards: 70',
    `From: "check ${shown}" <sip:algcheck@${host}:${port}>;tag=tag1`,
    `To: <sip:${server}>`,
    `Call-ID: call1@${host}`,
    'CSeq: 123456789 OPTIONS',
    'User-Agent: ALGCheck/1',
    'Accept: application/sdp',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');

const claims = [
  ['truthful', { address: '192.168.1.10', port: 40_000 }, '192.168.1.10'],
  ['decoy', { address: decoyAddress(4), port: 40_000 }, '192.0.2.1'],
  ['translated', { address: '203.0.113.2', port: 61_000 }, '203.0.113.2'],
  ['diverted', { address: '192.168.1.10', port: 40_001 }, '192.168.1.10'],
  ['truthful over IPv6', { address: 'fd00::10', port: 40_000 }, '[fd00::10]'],
  ['decoy over IPv6', { address: decoyAddress(6), port: 40_000 }, '[2001:db8::1]'],
] as const;
const transports = [
  ['udp', 'UDP'],
  ['tcp', 'TCP'],
  ['tls', 'TLS'],
] as const;

describe('the bytes of a probe', () => {
  it.each(
    claims.flatMap(([name, claimed, host]) =>
      transports.map(([transport, written]) => [name, transport, written, claimed, host] as const),
    ),
  )('of %s on %s are exactly these', (_name, transport, written, claimed, host) => {
    const bytes = build(transport, claimed);
    expect(bytesToLatin1(bytes)).toBe(expected(written, claimed.address, host, claimed.port, 'pbx.example'));
    expect(requestRuleBreach(bytes, 'pbx.example')).toBeNull();
  });

  it('name an IPv6 server in brackets, without a user and without a port', () => {
    const text = bytesToLatin1(build('udp', { address: 'fd00::10', port: 40_000 }, '2001:db8::5'));
    expect(text).toBe(expected('UDP', 'fd00::10', '[fd00::10]', 40_000, '[2001:db8::5]'));
  });

  it('differ between truthful and decoy in nothing but the claimed address', () => {
    const truthful = bytesToLatin1(build('udp', { address: '192.168.1.10', port: 40_000 }));
    const decoy = bytesToLatin1(build('udp', { address: '192.0.2.1', port: 40_000 }));
    expect(decoy.replaceAll('192.0.2.1', '192.168.1.10')).toBe(truthful);
    expect(truthful.split('192.168.1.10')).toHaveLength(5);
  });

  it('cannot be made to hold a second line', () => {
    const claimed = { address: '192.168.1.10', port: 40_000 };
    expect(() => build('udp', claimed, 'pbx.example\r\nEvil: 1')).toThrow(RangeError);
    expect(() => build('udp', claimed, 'pbx.example', 'a\nb')).toThrow(RangeError);
  });
});

const label = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_-]{0,20}$/);
const hostNames = fc
  .tuple(fc.array(label, { maxLength: 8 }), fc.stringMatching(/^[a-z][a-z0-9]{1,10}$/))
  .map(([labels, last]) => [...labels, last].join('.'));
const isFree = (text: string): boolean => !scannerStrings.some((s) => text.toLowerCase().includes(s));
const serverNames = fc.oneof(
  hostNames,
  fc.ipV4(),
  fc.ipV6().filter((a) => !a.includes('.')),
);
const users = fc.stringMatching(/^[A-Za-z0-9_.!~*'()-]{1,64}$/);

describe('a probe to any server that the command line and profiles accept', () => {
  it('breaks no rule, whatever address it claims', () => {
    fc.assert(
      fc.property(
        serverNames.filter((name) => serverNameSchema.safeParse(name).success && isFree(name)),
        users.filter((user) => probeUserSchema.safeParse(user).success && isFree(user)),
        fc.oneof(fc.ipV4(), fc.constant('2001:db8::1')),
        fc.integer({ min: 1, max: 65_535 }),
        fc.constantFrom<Transport>('udp', 'tcp', 'tls'),
        (name, user, address, port, transport) => {
          const bytes = build(transport, { address, port }, name, user);
          expect(requestRuleBreach(bytes, name)).toBeNull();
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ['as long as a name may be', `${'a'.repeat(63)}.`.repeat(3) + 'b'.repeat(61)],
    ['with a dot at its end', 'pbx.example.'],
    ['with an underscore', '_sip.pbx_1.example'],
    ['in capitals', 'PBX.Example'],
  ])('breaks no rule with a name %s', (_what, name) => {
    expect(serverNameSchema.safeParse(name).success).toBe(true);
    const bytes = build(
      'udp',
      { address: '2001:db8:1111:2222:3333:4444:5555:6666', port: 65_535 },
      name,
      'u'.repeat(64),
    );
    expect(requestRuleBreach(bytes, name)).toBeNull();
  });
});

describe('the identifiers of a request', () => {
  it('begin the branch with the magic cookie and share nothing with the next request', () => {
    const source = createCountingIds();
    const [one, two] = [newRequestIds(source), newRequestIds(source)];
    expect(one.branch).toMatch(/^z9hG4bK.{16}$/);
    expect(one.callIdToken).toHaveLength(20);
    expect(one.fromTag).toHaveLength(10);
    const all = [one, two].flatMap((request) => Object.values(request));
    expect(new Set(all).size).toBe(8);
  });

  it('keep the CSeq within what RFC 3261 8.1.1.5 allows and too large to be an accident', () => {
    const asked: [number, number][] = [];
    newRequestIds({ token: () => 't', integer: (min, max) => asked.push([min, max]) });
    expect(asked).toEqual([[100_000_000, 2_000_000_000]]);
    expect(2_000_000_000).toBeLessThan(2 ** 31);
  });
});
