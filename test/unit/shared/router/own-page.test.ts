import { describe, expect, it } from 'vitest';
import { pageUrl, routerPlace } from '../../../../shared/router/own-page.ts';
import { type GatewayParts, type RouterScript, withRouter } from '../../../fakes/gateway/facts.ts';
import { cleanSteps } from '../../../fakes/known-runs.ts';
import { buildRun } from '../../../fakes/run-script.ts';

const placeOf = (script: RouterScript) => routerPlace(withRouter(buildRun(cleanSteps), script));
const urlOf = (gateway: GatewayParts, answers: RouterScript['answers'] = {}): string | null => {
  const place = placeOf({ gateway, answers });
  return place === null ? null : pageUrl(place);
};
const both = (address: string): GatewayParts => ({ address, ipv4Address: address });

describe('the page of a router', () => {
  it.each([
    ['192.168.1.1', 'http://192.168.1.1/'],
    ['10.0.0.138', 'http://10.0.0.138/'],
    ['172.31.255.254', 'http://172.31.255.254/'],
    ['169.254.1.1', 'http://169.254.1.1/'],
  ])('is at %s', (address, url) => {
    expect(urlOf(both(address))).toBe(url);
  });

  it('is at the IPv4 address beside an IPv6 one', () => {
    expect(urlOf({ address: 'fe80::1', ipv4Address: '192.168.178.1' })).toBe('http://192.168.178.1/');
  });

  it('is at a unique local IPv6 address, in brackets', () => {
    expect(urlOf({ address: 'fd00::1', ipv4Address: null })).toBe('http://[fd00::1]/');
  });

  it.each([
    ['a public address', '203.0.113.9'],
    ['a public IPv6 address', '2001:db8::1'],
    ['the operator', '100.64.0.1'],
    ['this computer', '127.0.0.1'],
    ['this computer in IPv6 clothes', '::ffff:127.0.0.1'],
    ['nobody', '0.0.0.0'],
    ['everybody', '255.255.255.255'],
    ['a group', '239.255.255.250'],
    ['a link-local IPv6 address, which needs a zone', 'fe80::1'],
    ['a zone', 'fe80::1%eth0'],
    ['a name', 'router.lan'],
    ['credentials', 'admin:admin@192.168.1.1'],
    ['a port', '192.168.1.1:8080'],
    ['a path', '192.168.1.1/reboot'],
    ['a number that browsers read as an address', '3232235777'],
    ['an octal number', '0300.0250.1.1'],
    ['a line break', '192.168.1.1\n'],
  ])('is nowhere for %s', (_name, address) => {
    expect(urlOf(both(address))).toBeNull();
  });

  it('is nowhere behind a VPN, without a gateway, and where nobody looked', () => {
    expect(urlOf({ link: 'vpn' })).toBeNull();
    expect(urlOf({ state: 'none' })).toBeNull();
    expect(routerPlace(buildRun(cleanSteps))).toBeNull();
  });

  it('is secure only where nothing but the secure page answered', () => {
    expect(placeOf({ answers: { 'secure-web-page': {} } })).toMatchObject({
      webPort: 443,
      hasAnswered: true,
    });
    expect(placeOf({ answers: { 'web-page': {}, 'secure-web-page': {} } })?.webPort).toBe(80);
    expect(placeOf({ answers: { ssdp: {} } })).toMatchObject({ webPort: 80, hasAnswered: false });
    expect(urlOf({}, { 'secure-web-page': {} })).toBe('https://192.168.1.1/');
  });

  it('takes nothing of what the router says about itself', () => {
    const said = { 'web-page': { elsewhere: 'evil.example', title: 'http://evil.example/' } } as const;
    expect(urlOf({}, said)).toBe('http://192.168.1.1/');
  });
});
