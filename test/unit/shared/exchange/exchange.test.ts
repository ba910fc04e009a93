import { describe, expect, it } from 'vitest';
import { type Exchange, groupExchanges } from '../../../../shared/exchange/exchange.ts';
import { nearbyReason } from '../../../../shared/exchange/nearby.ts';
import { mappingSeen, sourceSeen } from '../../../../shared/exchange/own-pair.ts';
import { haveStopped } from '../../../../shared/exchange/silence.ts';
import {
  altPath,
  ask,
  buildRun,
  mainPath,
  mappedPort,
  ownPair,
  plain,
  portOf,
  type ReplyScript,
  type Step,
  stray,
} from '../../../fakes/run-script.ts';

const group = (...steps: readonly Step[]): readonly Exchange[] => groupExchanges(buildRun(steps));
function only(...steps: readonly Step[]): Exchange {
  const [first, ...more] = group(...steps);
  if (first === undefined || more.length > 0) throw new Error('not one exchange');
  return first;
}
const stranger: ReplyScript = { from: { address: '198.51.100.66', port: 5060 } };

describe('groupExchanges', () => {
  it('puts each request together with its replies, its failure and its end', () => {
    const [truthful, diverted] = group(ask('truthful', plain), stray('not-sip'), ask('diverted'));
    expect(truthful).toMatchObject({ exchange: 1, probe: 'truthful', path: mainPath, isSilent: false });
    expect(truthful?.local).toEqual({ address: '192.168.1.10', port: portOf('truthful') });
    expect(truthful?.answer?.echo.statusCode).toBe(401);
    expect(truthful?.ended?.outcome).toBe('answered');
    expect(diverted).toMatchObject({ exchange: 2, isSilent: true, answer: null, replies: [], failure: null });
  });

  it('orders exchanges by number, whatever the order of observations', () => {
    const observations = buildRun([ask('truthful', plain), ask('decoy'), ask('diverted', plain)]);
    const shuffled = groupExchanges(observations.toReversed());
    expect(shuffled.map(({ exchange, probe }) => [exchange, probe])).toEqual([
      [1, 'truthful'],
      [2, 'decoy'],
      [3, 'diverted'],
    ]);
  });

  it('has none for a run without any', () => {
    expect(group()).toEqual([]);
    expect(group(stray('not-sip'))).toEqual([]);
  });

  it('keeps replies that cannot be compared, without an echo', () => {
    const exchange = only(ask('truthful', { bytes: 'HTTP/1.1 200 OK\r\n\r\n' }));
    expect(exchange.replies.map(({ echo }) => echo)).toEqual([null]);
    expect(exchange).toMatchObject({ answer: null, isSilent: false });
  });

  it('drops replies whose request is missing, for nothing can be compared', () => {
    const observations = buildRun([ask('truthful', plain)]).filter(({ kind }) => kind !== 'request-sent');
    expect(groupExchanges(observations)).toMatchObject([
      { requests: [], replies: [], local: null, answer: null, isSilent: false },
    ]);
  });

  it.each<readonly [string, readonly ReplyScript[], boolean]>([
    ['a final reply', [plain], true],
    ['a late final reply', [{ isLate: true }], true],
    ['the same reply twice', [plain, plain], true],
    ['a provisional and a final reply', [{ status: '100 Trying' }, plain], true],
    ['a stranger and the server', [{ ...stranger, status: '200 OK' }, plain], true],
    ['only a provisional reply', [{ status: '183 Progress' }], false],
    ['only a stranger', [stranger], false],
    ['two different statuses', [plain, { status: '404 Not Found' }], false],
    ['two different sources', [plain, ownPair], false],
    ['a third reply that differs', [plain, plain, { callId: 'x' }], false],
  ])('with %s says whether there is an answer', (_name, replies, isAnswered) => {
    const exchange = only(ask('truthful', ...replies));
    expect(exchange.answer !== null).toBe(isAnswered);
  });

  it.each([
    ['nothing', ask('truthful'), true],
    ['a late reply', ask('truthful', { isLate: true }), false],
    ['a stranger', ask('truthful', stranger), false],
    ['garbage', ask('truthful', { bytes: 'x' }), false],
    ['an ICMP error', ask({ probe: 'truthful', failure: 'port-unreachable' }), false],
    ['nothing sent', ask({ probe: 'truthful', sends: 0 }), false],
  ] as const)('after %s says whether it was silent', (_name, step, isSilent) => {
    expect(only(step).isSilent).toBe(isSilent);
  });
});

describe('sourceSeen', () => {
  it.each([
    ['own-pair', ownPair],
    ['own-pair', { received: '::ffff:192.168.1.10', rport: 'own' }],
    ['own-address-only', { received: '192.168.1.10', rport: 'mapped' }],
    ['own-address-only', { received: '192.168.1.10', rport: null }],
    ['translated', plain],
    ['translated', { received: '192.168.1.1', rport: 'own' }],
    ['not-stated', { received: null, rport: 'own' }],
    [null, stranger],
  ] as const)('is %s', (expected, reply) => {
    expect(sourceSeen(only(ask('truthful', reply)))).toBe(expected);
  });

  it('is null without a reply', () => {
    expect(sourceSeen(only(ask('truthful')))).toBeNull();
  });
});

describe('mappingSeen', () => {
  it('is the address and port of the NAT', () => {
    const port = mappedPort(portOf('truthful'));
    expect(mappingSeen(only(ask('truthful', plain)))).toEqual({ address: '203.0.113.2', port });
  });

  it.each([
    ['our own pair', ownPair],
    ['no source', { received: null }],
    ['no port', { rport: null }],
    ['no usable reply', stranger],
  ] as const)('is null with %s', (_name, reply) => {
    expect(mappingSeen(only(ask('truthful', reply)))).toBeNull();
  });
});

describe('haveStopped', () => {
  const answered = ask('truthful', plain);
  const silentThrice = ask({ probe: 'diverted', sends: 3 });

  it.each([
    ['an answer, then three unanswered sends', [answered, silentThrice], true],
    ['an answer, then silence, then a single send', [answered, silentThrice, ask('decoy')], true],
    ['an answer alone', [answered], false],
    ['silence from the start', [silentThrice, silentThrice], false],
    ['two unanswered sends', [answered, ask({ probe: 'diverted', sends: 2 })], false],
    [
      'two unanswered sends and one more',
      [answered, ask({ probe: 'diverted', sends: 2 }), ask('decoy')],
      true,
    ],
    ['silence that ended', [answered, silentThrice, ask('decoy', plain)], false],
    ['silence on another path', [answered, ask({ probe: 'alternative-port', sends: 3 })], false],
    ['an answer on another path', [ask('alternative-port', plain), silentThrice], false],
    ['a late reply', [answered, ask({ probe: 'diverted', sends: 3 }, { isLate: true })], false],
    ['a closed port', [answered, ask({ probe: 'diverted', sends: 3, failure: 'port-unreachable' })], false],
  ] as const)('with %s', (_name, steps, expected) => {
    expect(haveStopped(mainPath, group(...steps))).toBe(expected);
  });

  it('is about the path it is asked for', () => {
    const exchanges = group(ask('alternative-port', plain), ask({ probe: 'alternative-port', sends: 3 }));
    expect(haveStopped(altPath, exchanges)).toBe(true);
    expect(haveStopped(mainPath, exchanges)).toBe(false);
  });
});

describe('nearbyReason', () => {
  const home = { interfaceKind: 'wired', sameNetwork: false, serverAddress: '203.0.113.10' } as const;

  it.each([
    [null, {}],
    [null, { sameNetwork: null }],
    [null, { serverAddress: '100.64.0.1' }],
    [null, { interfaceKind: 'virtual' }],
    ['vpn', { interfaceKind: 'vpn' }],
    ['vpn', { interfaceKind: 'vpn', sameNetwork: true }],
    ['same-network', { sameNetwork: true }],
    ['same-network', { serverAddress: '10.0.0.5' }],
    ['same-network', { serverAddress: 'fd00::5' }],
    ['same-network', { serverAddress: '127.0.0.1' }],
    ['same-network', { serverAddress: '169.254.1.1', sameNetwork: null }],
  ] as const)('is %s for %o', (expected, change) => {
    expect(nearbyReason({ ...home, ...change })).toBe(expected);
  });
});
