import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceFieldSchema, gatewaySourceSchema } from '../../../../shared/observation/gateway.ts';
import { identifyRouter, routerGuessSchema } from '../../../../shared/router/identify.ts';
import { fitsName, fitsPattern, fitsSubject, namesModel } from '../../../../shared/router/matching.ts';
import { type RouterScript, withRouter } from '../../../fakes/gateway/facts.ts';
import { shippedCatalogue } from './shipped-catalogue.ts';

const catalogue = shippedCatalogue();
const guesses = (script: RouterScript) => identifyRouter(withRouter([], script), catalogue);
const best = (script: RouterScript): string => {
  const [first] = guesses(script);
  return first === undefined ? 'none' : `${first.id} ${first.level} ${first.score}`;
};

describe('the guess', () => {
  it.each<readonly [string, RouterScript, string]>([
    [
      'a TR-064 model is 100',
      { answers: { 'tr064-description': { manufacturer: 'AVM', modelName: 'FRITZ!Box 7590' } } },
      'avm-fritzbox model 100',
    ],
    [
      'a realm with a model is 90 and what agrees',
      { answers: { 'web-page': { realm: 'NETGEAR R7000' } } },
      'netgear-nighthawk model 95',
    ],
    ['a title is 70', { answers: { 'web-page': { title: 'EdgeOS' } } }, 'ubiquiti-edgerouter family 70'],
    [
      'a certificate is 70',
      { answers: { 'secure-web-page': { certificateSubject: 'CN=FGT1,O=Fortinet,OU=FortiGate' } } },
      'fortinet-fortigate family 70',
    ],
    ['a server is 60', { answers: { 'web-page': { server: 'uhttpd/1.0' } } }, 'openwrt-fw4 family 60'],
    [
      'two kinds agree',
      {
        answers: {
          'web-page': { server: 'uhttpd' },
          'secure-web-page': { certificateSubject: 'CN=OpenWrt' },
        },
      },
      'openwrt-fw4 family 75',
    ],
    [
      'an icon is 60',
      { answers: { icon: { iconMd5: '9c003f40e63df95a2b844c6b61448310' } } },
      'dd-wrt-system family 60',
    ],
    [
      'an address block is 40 and a vendor',
      { gateway: { hardwareVendor: 'eero inc.' } },
      'eero-mesh vendor 40',
    ],
    [
      'a name that it points to is 20',
      { answers: { 'web-page': { elsewhere: 'speedport.ip' } } },
      'telekom-speedport vendor 20',
    ],
    ['nothing is nothing', {}, 'none'],
    [
      'an unknown maker is nothing',
      { answers: { 'igd-description': { manufacturer: 'Acme', modelName: 'R7000' } } },
      'none',
    ],
  ])('%s', (_what, script, expected) => {
    expect(best(script)).toBe(expected);
  });

  it('of a shared address block names several and no model', () => {
    const found = guesses({ gateway: { hardwareVendor: 'Sagemcom Broadband SAS' } });
    expect(found).toHaveLength(5);
    expect(found.every(({ level, score }) => level === 'vendor' && score === 40)).toBe(true);
  });

  it('needs more than a letter for a model: "R*" is no name for every router', () => {
    const found = guesses({ answers: { 'web-page': { realm: 'NETGEAR Range' } } });
    expect(found[0]).toMatchObject({ level: 'family' });
  });

  it('prefers the pattern that says more', () => {
    const answers = { 'igd-description': { manufacturer: 'Linksys', modelName: 'EA7500' } };
    expect(best({ answers })).toMatch(/^linksys-smart-wifi model/);
  });

  it('gives its reasons in the words of the device', () => {
    const [first] = guesses({ answers: { 'web-page': { title: 'Vigor Login Page' } } });
    expect(first?.reasons).toEqual([{ signal: 'title', text: 'Vigor Login Page' }]);
  });

  it('is the same for the same facts, fits into a report, and never throws', () => {
    const text = fc.oneof(
      fc.constantFrom('NETGEAR R7000', 'CN=OpenWrt', 'RomPager/4.07', '*', 'FRITZ!Box 7590'),
      fc.string({ minLength: 1, maxLength: 128 }),
    );
    const fields = fc.dictionary(fc.constantFrom(...deviceFieldSchema.options), text);
    const answers = fc.dictionary(fc.constantFrom(...gatewaySourceSchema.options), fields);
    fc.assert(
      fc.property(answers, (said) => {
        const found = guesses({ answers: said });
        expect(found).toEqual(guesses({ answers: said }));
        for (const guess of found) routerGuessSchema.parse(guess);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a pattern', () => {
  it.each([
    ['R7000', 'r*', true],
    ['RT-AX88U UPnP/1.1 MiniUPnPd', 'RT-* UPnP/* MiniUPnPd', true],
    ['RT-AX88U UPnP/ MiniUPnPd', 'RT-* UPnP/* MiniUPnPd', true],
    ['ab', 'a*ab', false],
    ['aab', 'a*ab', true],
    ['', '*', true],
    ['a.c', 'abc', false],
    ['(x)', '(x)', true],
    ['abab', '*ab*ab', true],
    ['ab', '*ab*ab', false],
    ['ab', '*a*b*a*', false],
  ])('%j fits %j: %s', (text, pattern, expected) => {
    expect(fitsPattern(text, pattern)).toBe(expected);
  });

  it('fits in time whatever its stars', () => {
    const startedAt = performance.now();
    expect(fitsPattern('a'.repeat(100_000), `${'*a'.repeat(30)}*b`)).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  it.each([
    ['RomPager/4.07 UPnP/1.0', 'RomPager', true],
    ['FRITZ!Box 7590', 'FRITZ!Box', true],
    ['SpeedTouch(x)', 'SpeedTouch', true],
    ['RomPagers', 'RomPager', false],
  ])('%j is the name %j: %s', (text, pattern, expected) => {
    expect(fitsName(text, pattern)).toBe(expected);
  });

  it.each([
    ['NETGEAR R7000', 'R*', true],
    ['NETGEAR Router', 'R*', false],
    ['TZ 370', 'TZ*', true],
    ['FRITZ!Box 7590 (UI)', 'FRITZ!Box *', true],
    ['Archer C7 v5', 'Archer *', true],
    ['My Archer', 'Archer *', false],
    ['ER605 v2', 'ER605', true],
  ])('%j names the model %j: %s', (text, pattern, expected) => {
    expect(namesModel(text, pattern)).toBe(expected);
  });

  it.each([
    ['CN=a,O=Cisco Systems, Inc.,OU=RV042G', 'OU=RV042G,O=Cisco Systems, Inc.', true],
    ['CN=usg20_12', 'CN=usg*_*', true],
    ['CN=OpenWrt2', 'CN=OpenWrt', false],
    ['O=Fortinet', 'OU=FortiGate,O=Fortinet', false],
  ])('the subject %j fits %j: %s', (subject, pattern, expected) => {
    expect(fitsSubject(subject, pattern)).toBe(expected);
  });
});
