import { describe, expect, it } from 'vitest';
import {
  type Behaviour,
  description,
  nothing,
  outerAddress,
  type Page,
  titled,
  upnp,
} from '../../../../fakes/gateway/behaviour.ts';
import { anyPorts, runGateway } from '../../../../fakes/gateway/run-gateway.ts';
import { kept, lookAt } from './gateway-bench.ts';

const web = (page: Page): Behaviour => ({ ...nothing, pages: { 'web /': page } });
const described = (page: Page): Behaviour => ({
  ...nothing,
  ssdp: upnp('X/1 UPnP/1.0 Y/1'),
  pages: { 'igd /desc.xml': page },
});
const tenMegabytes = 10 * 1024 * 1024;
const bomb = `<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">${Array.from(
  { length: 9 },
  (_, i) => `<!ENTITY a${i} "${'&a;'.repeat(10)}">`,
).join('')}]><root><device><modelName>&a8;</modelName></device></root>`;

describe('a router that does harm', () => {
  it.concurrent.each<readonly [string, Behaviour, string]>([
    ['sends a page without end', web({ mode: 'endless' }), 'web-page answered'],
    ['drips its page', web({ mode: 'drip' }), 'web-page too-slow'],
    ['accepts and is silent', web({ mode: 'silent' }), 'web-page silent'],
    ['sends 20 kB of headers', web({ headers: { server: 'x'.repeat(20_000) } }), 'web-page failed'],
    [
      'describes itself in 10 MB',
      described({ mode: 'large', sizeBytes: tenMegabytes }),
      'igd-description too-large',
    ],
    ['sends an entity bomb', described({ body: bomb }), 'igd-description unreadable'],
    ['nests without end', described({ body: '<root>'.repeat(9000) }), 'igd-description unreadable'],
    ['describes itself in garbage', described({ body: '\u0000<<>>&&' }), 'igd-description unreadable'],
    ['drips its description', described({ mode: 'drip', body: '<root>' }), 'igd-description too-slow'],
    ['redirects in a circle', web({ status: 302, headers: { location: '/' } }), 'web-page answered'],
    [
      'redirects to no address',
      web({ status: 302, headers: { location: 'http://[' } }),
      'web-page elsewhere',
    ],
    ['redirects to a file', web({ status: 302, headers: { location: 'file:///etc' } }), 'web-page elsewhere'],
    [
      'has a user name in its address',
      { ...nothing, ssdp: upnp('X', 'http://me:you@{address}:{port:igd}/desc.xml') },
      'ssdp elsewhere',
    ],
  ])('and %s costs four seconds at most', async (_what, behaviour, outcome) => {
    const looked = await lookAt(behaviour);
    expect(looked.outcomes).toContain(outcome);
    expect(looked.tookMs).toBeLessThan(4000);
    expect(looked.requests.length).toBeLessThanOrEqual(8);
    expect(kept(looked).length).toBeLessThan(8000);
  });

  it('cannot draw or steer with its names', async () => {
    const name = '&lt;script&gt;alert(1)&lt;/script&gt;&#x202e;\u0007&#27;[31mBox';
    const looked = await lookAt({
      ...described({
        body: description({ manufacturer: name, modelName: name, friendlyName: 'x'.repeat(5000) }),
      }),
      pages: {
        'igd /desc.xml': { body: description({ manufacturer: name, friendlyName: 'x'.repeat(5000) }) },
        'web /': titled('&lt;img src=x&gt;\u202eevil'),
      },
    });
    const answers = looked.observations.filter((o) => o.kind === 'gateway-answer');
    expect(answers.find(({ source }) => source === 'igd-description')?.fields).toEqual({
      manufacturer: 'script alert(1) /script [31mBox',
      friendlyName: 'x'.repeat(128),
    });
    expect(answers.find(({ source }) => source === 'web-page')?.fields.title).toBe('&ltimg src=x&gt evil');
  });

  it('is still heard after datagrams that are no reply', async () => {
    const ssdp = upnp('X/1');
    const garbage = [
      '\u0000\u0001',
      'HTTP/1.1 404 Not Found\r\n\r\n',
      'HTTP/1.1 200 OK\r\nST: upnp:rootdevice\r\n',
    ];
    const looked = await lookAt({ ...nothing, ssdp: ssdp && { ...ssdp, garbage } });
    expect(looked.outcomes).toContain('ssdp answered');
  });
});

describe('another host than the router', () => {
  const elsewhere = '127.0.0.2';
  const witness = () =>
    runGateway(
      { ...nothing, pages: { 'web /desc.xml': { body: description({ modelName: 'Elsewhere' }) } } },
      { address: elsewhere, ports: anyPorts, certificate: null },
    );

  it('that SSDP points to is never asked', async () => {
    const other = await witness();
    const location = `http://${elsewhere}:${other.ports.web}/desc.xml`;
    const looked = await lookAt({ ...nothing, ssdp: upnp('X/1', location) });
    expect(looked.outcomes).toContain('ssdp elsewhere');
    expect(kept(looked)).toContain(`"elsewhere":"${elsewhere}"`);
    expect((await other.stop()).requests).toEqual([]);
  });

  it('that a page redirects to is never asked', async () => {
    const other = await witness();
    const location = `http://${elsewhere}:${other.ports.web}/desc.xml`;
    const looked = await lookAt(web({ status: 302, headers: { location, server: 'Here/1' } }));
    expect(looked.outcomes).toContain('web-page elsewhere');
    expect(kept(looked)).toContain('Here/1');
    expect((await other.stop()).requests).toEqual([]);
  });

  it('that a control address names is never asked', async () => {
    const other = await witness();
    const body = description({ modelName: 'X' }).replace(
      '/ctl/IPConn',
      `http://${elsewhere}:${other.ports.web}/ctl`,
    );
    const looked = await lookAt(described({ body }));
    expect(looked.outcomes).toContain('external-address elsewhere');
    expect((await other.stop()).requests).toEqual([]);
  });
});

describe('a router that must not be asked', () => {
  it.each([
    ['has a public address', { ipv4Address: '203.0.113.1' }],
    ['has no IPv4 address', { ipv4Address: null }],
    ['is at the far end of a VPN', { link: 'vpn' as const }],
    ['is not known', { state: 'unknown' as const }],
  ])('because it %s is not', async (_what, gateway) => {
    const looked = await lookAt(web(titled('X')), gateway);
    expect(looked.requests).toEqual([]);
    expect(looked.outcomes).toEqual([]);
    expect(looked.observations).toHaveLength(1);
  });
});

it('the outer address is asked on the router and kept', async () => {
  const looked = await lookAt({
    ...described({ body: description({ manufacturer: 'X' }) }),
    pages: {
      'igd /desc.xml': { body: description({ manufacturer: 'X' }) },
      'igd /ctl/IPConn': outerAddress('100.64.3.4'),
    },
    certificateSubject: '/CN=test',
  });
  expect(looked.requests).toContain('igd POST /ctl/IPConn');
  expect(kept(looked)).toContain('"externalAddress":"100.64.3.4"');
  expect(kept(looked)).toContain('"certificateSubject":"CN=pbx.example.test"');
});
