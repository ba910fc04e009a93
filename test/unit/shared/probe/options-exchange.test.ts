// One OPTIONS transaction without I/O: what is sent when, and what ends the wait.
import { describe, expect, it } from 'vitest';
import type { ExchangeSpec } from '../../../../shared/probe/exchange-types.ts';
import {
  divertedSpec,
  factsOf,
  giveUp,
  localA,
  localB,
  openA,
  openB,
  play,
  reply,
  requestText,
  retransmit,
  script,
  sent,
  server,
  spec,
  start,
  stranger,
  type Timed,
} from './exchange-bench.ts';

const begun: readonly Timed[] = [
  [0, start],
  [1, openA],
  [2, sent],
];
const afterBeginning = (of: ExchangeSpec, inputs: readonly Timed[]) =>
  script(of, [...begun, ...inputs]).slice(begun.length);

describe('an exchange that is answered', () => {
  it('opens a flow, sends, waits with both timers, and ends with the first final reply', () => {
    expect(script(spec(), [...begun, [32, reply('A')]])).toEqual([
      ['open a'],
      ['send'],
      ['sent #1 on a', 'give-up at 3502', 'retransmit at 502'],
      ['reply on a after 30', 'answered: 1 sent, waited 30', 'end'],
    ]);
  });

  it('records every byte that was sent and received, and where', () => {
    const played = play(spec(), [...begun, [32, reply('\u0000\u00ffA')]]);
    expect(factsOf(played)).toEqual([
      {
        kind: 'request-sent',
        exchange: 1,
        probe: 'truthful',
        path: { transport: 'udp', port: 5060 },
        socket: 'a',
        transmission: 1,
        local: localA,
        remote: server,
        bytes: requestText(played),
      },
      {
        kind: 'reply-received',
        exchange: 1,
        probe: 'truthful',
        path: { transport: 'udp', port: 5060 },
        socket: 'a',
        from: server,
        bytes: '\u0000\u00ffA',
        matchedBy: ['branch', 'call-id', 'cseq'],
        isDuplicate: false,
        isLate: false,
        sinceRequestMs: 30,
      },
      {
        kind: 'exchange-ended',
        exchange: 1,
        probe: 'truthful',
        path: { transport: 'udp', port: 5060 },
        outcome: 'answered',
        transmissions: 1,
        waitedMs: 30,
      },
    ]);
  });
});

describe('an exchange that is not answered', () => {
  it('sends the same bytes again at the times of Timer E, counted from the first send, until Timer F', () => {
    const inputs: readonly Timed[] = [
      ...begun,
      [502, retransmit],
      [510, sent],
      [1502, retransmit],
      [1503, sent],
      [3502, giveUp],
    ];
    expect(script(spec(), inputs).slice(2)).toEqual([
      ['sent #1 on a', 'give-up at 3502', 'retransmit at 502'],
      ['send'],
      ['sent #2 on a', 'retransmit at 1502'],
      ['send'],
      ['sent #3 on a'],
      ['silent: 3 sent, waited 3500', 'end'],
    ]);
    const sends = play(spec(), inputs)
      .steps.flat()
      .filter((effect) => effect.kind === 'send');
    expect(sends).toHaveLength(3);
    expect(new Set(sends.map((effect) => effect.bytes.join())).size).toBe(1);
  });

  it('arms no Timer E where the plan allows one transmission only', () => {
    const once = spec({ timers: { retransmitAtMs: [], giveUpAtMs: 2000 } });
    expect(script(once, begun)[2]).toEqual(['sent #1 on a', 'give-up at 2002']);
  });
});

describe('replies that do not end the wait', () => {
  const rest = reply('B');
  it.each([
    ['a provisional reply', reply('100', { isFinal: false })],
    ['a final reply from another address', reply('forged', { isFromServer: false, from: stranger })],
  ])('%s is recorded, and the answer still counts', (_what, input) => {
    expect(
      afterBeginning(spec(), [
        [12, input],
        [502, retransmit],
        [503, sent],
        [600, rest],
      ]),
    ).toEqual([
      ['reply on a after 10'],
      ['send'],
      ['sent #2 on a', 'retransmit at 1502'],
      ['reply on a after 598', 'answered: 2 sent, waited 598', 'end'],
    ]);
  });

  it('keeps the address of a forger for the report', () => {
    const played = play(spec(), [...begun, [12, reply('forged', { isFromServer: false, from: stranger })]]);
    expect(factsOf(played).at(-1)).toMatchObject({ kind: 'reply-received', from: stranger });
    expect(played.state.phase).toBe('waiting');
  });
});

describe('replies after the end', () => {
  it('records a copy as a copy and a contradiction as a reply of its own, and ends only once', () => {
    expect(
      afterBeginning(spec(), [
        [12, reply('A')],
        [13, reply('A')],
        [14, reply('B')],
        [15, reply('B', { from: stranger, isFromServer: false })],
      ]),
    ).toEqual([
      ['reply on a after 10', 'answered: 1 sent, waited 10', 'end'],
      ['reply on a after 11 again'],
      ['reply on a after 12'],
      ['reply on a after 13 again'],
    ]);
  });

  it('calls a reply late after the exchange was given up, and leaves the outcome as it was', () => {
    const inputs: readonly Timed[] = [...begun, [3502, giveUp], [3600, reply('A')], [3700, reply('A')]];
    expect(script(spec(), inputs).slice(3)).toEqual([
      ['silent: 1 sent, waited 3500', 'end'],
      ['reply on a after 3598 late'],
      ['reply on a after 3698 again late'],
    ]);
    expect(play(spec(), inputs).state.outcome).toBe('silent');
  });
});

describe('a diverted exchange', () => {
  const inputs: readonly Timed[] = [
    [0, start],
    [1, openB],
    [2, { kind: 'primed' }],
    [3, openA],
    [4, sent],
    [40, reply('A', { socket: 'b' })],
  ];

  it('opens and primes the second socket before the first, and takes the answer on either', () => {
    expect(script(divertedSpec(), inputs)).toEqual([
      ['open b'],
      ['prime'],
      ['prime-sent', 'open a'],
      ['send'],
      ['sent #1 on a', 'give-up at 3504', 'retransmit at 504'],
      ['reply on b after 36', 'answered: 1 sent, waited 36', 'end'],
    ]);
  });

  it('claims its own address with the port of the second socket', () => {
    expect(requestText(play(divertedSpec(), inputs))).toContain('Via: SIP/2.0/UDP 192.168.1.10:40001;rport;');
  });

  it('says in the record that the prime lived for one hop and left from the second socket', () => {
    expect(factsOf(play(divertedSpec(), inputs))[0]).toMatchObject({
      kind: 'prime-sent',
      socket: 'b',
      local: localB,
      remote: server,
      ttlHops: 1,
    });
  });
});

describe('an exchange on a stream', () => {
  const tls = spec({
    probe: 'tls',
    path: { transport: 'tls', port: 5061 },
    timers: { retransmitAtMs: [], giveUpAtMs: 3000 },
  });

  it.each([true, false, null])('records the connection and whether it is verified (%s)', (isVerified) => {
    const played = play(tls, [
      [0, start],
      [1, { ...openA, isVerified }],
    ]);
    expect(factsOf(played)).toEqual([
      {
        kind: 'connected',
        exchange: 1,
        probe: 'tls',
        path: { transport: 'tls', port: 5061 },
        local: localA,
        remote: server,
        isVerified,
      },
    ]);
  });

  it('never sends twice', () => {
    expect(script(tls, [...begun, [3002, giveUp]])).toEqual([
      ['open a'],
      ['connected', 'send'],
      ['sent #1 on a', 'give-up at 3002'],
      ['silent: 1 sent, waited 3000', 'end'],
    ]);
  });
});

describe('what a request claims', () => {
  it.each([
    ['own', 'Via: SIP/2.0/UDP 192.168.1.10:40000;'],
    [{ hostOnly: '192.0.2.1' }, 'Via: SIP/2.0/UDP 192.0.2.1:40000;'],
    [{ address: '203.0.113.2', port: 61_000 }, 'Via: SIP/2.0/UDP 203.0.113.2:61000;'],
  ] as const)('follows the claim %j', (claim, via) => {
    const text = requestText(
      play(spec({ claim }), [
        [0, start],
        [1, openA],
      ]),
    );
    expect(text).toContain(via);
  });
});
