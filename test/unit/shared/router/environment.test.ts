import { describe, expect, it } from 'vitest';
import { routerFacts, routerFactsSchema } from '../../../../shared/router/environment.ts';
import { type GatewayParts, withRouter } from '../../../fakes/gateway/facts.ts';
import { ask, buildRun, plain, type Surroundings } from '../../../fakes/run-script.ts';
import { natAddress } from '../../../fakes/server-reply.ts';

type Case = {
  readonly gateway?: GatewayParts;
  readonly outer?: string;
  readonly isSeen?: boolean;
  readonly around?: Surroundings;
};

function factsOf({ gateway = {}, outer, isSeen = false, around = {} }: Case) {
  const run = buildRun(isSeen ? [ask('truthful', plain)] : [], around);
  const answers = outer === undefined ? {} : { 'external-address': { externalAddress: outer } };
  const facts = routerFacts(withRouter(run, { gateway, answers }));
  return routerFactsSchema.parse(facts);
}

describe('the way to the line', () => {
  it('is not known where nobody looked', () => {
    expect(routerFacts(buildRun([]))).toBe(null);
  });

  it.each<readonly [string, Case, object]>([
    ['nothing but a router', {}, { vpnSigns: [], carrierNat: 'unknown', secondRouter: 'unknown' }],
    [
      'its outer address is what the server saw',
      { outer: natAddress, isSeen: true },
      { carrierNat: 'no', secondRouter: 'no' },
    ],
    [
      'its outer address is another',
      { outer: '203.0.113.77', isSeen: true },
      { carrierNat: 'unknown', secondRouter: 'yes' },
    ],
    [
      'its outer address is public, and nobody saw one',
      { outer: '203.0.113.77' },
      { carrierNat: 'unknown', secondRouter: 'unknown' },
    ],
    ['its outer address is private', { outer: '10.0.0.2' }, { carrierNat: 'unknown', secondRouter: 'yes' }],
    [
      'its outer address is a carrier’s',
      { outer: '100.64.9.9', isSeen: true },
      { carrierNat: 'yes', secondRouter: 'unknown' },
    ],
    ['the gateway itself is a carrier’s', { gateway: { address: '100.64.0.1' } }, { carrierNat: 'yes' }],
    [
      'the same inside a VPN',
      { gateway: { address: '100.64.0.1', link: 'vpn' } },
      { carrierNat: 'unknown', vpnSigns: ['tunnel-interface'] },
    ],
    [
      'no gateway toward a far server',
      { gateway: { state: 'none', address: null } },
      { vpnSigns: ['no-gateway'] },
    ],
    [
      'no gateway toward a neighbour',
      { gateway: { state: 'none', address: null }, around: { sameNetwork: true } },
      { vpnSigns: [] },
    ],
    ['two halves of a default route', { gateway: { routePrefixBits: 1 } }, { vpnSigns: ['split-default'] }],
    ['a route to this server alone', { gateway: { routePrefixBits: 32 } }, { vpnSigns: ['host-route'] }],
    ['an unknown gateway', { gateway: { state: 'unknown', address: null } }, { vpnSigns: [] }],
  ])('%s', (_what, given, expected) => {
    expect(factsOf(given)).toMatchObject(expected);
  });
});
