import { describe, expect, it } from 'vitest';
import { responseTimesOf, responseTimesSchema } from '../../../../shared/measure/response-times.ts';
import type { Observation } from '../../../../shared/observation/observation.ts';
import type { ProbeName } from '../../../../shared/observation/path.ts';

const path = { transport: 'udp', port: 5060 } as const;
const server = { address: '203.0.113.10', port: 5060 };
const local = { address: '192.168.1.10', port: 40_001 };

type Script = {
  readonly sends?: number;
  /** Times of the replies, ms after the first transmission. */
  readonly replies?: readonly number[];
  readonly from?: typeof server;
  readonly probe?: ProbeName;
  readonly outcome?: 'answered' | 'silent' | 'failed' | 'cancelled' | null;
};

/** Observations of several exchanges, one after the other. */
function run(...scripts: readonly Script[]): readonly Observation[] {
  return scripts.flatMap((script, i): readonly Observation[] => {
    const { sends = 1, replies = [], from = server, probe = 'truthful' } = script;
    const outcome =
      script.outcome === undefined ? (replies.length > 0 ? 'answered' : 'silent') : script.outcome;
    const where = { id: 1, atMs: 0, exchange: i + 1, probe, path };
    return [
      ...Array.from({ length: sends }, (_, n) => ({
        ...where,
        kind: 'request-sent' as const,
        socket: 'a' as const,
        transmission: n + 1,
        local,
        remote: server,
        bytes: '',
      })),
      ...replies.map((sinceRequestMs) => ({
        ...where,
        kind: 'reply-received' as const,
        socket: 'a' as const,
        from,
        bytes: '',
        matchedBy: [],
        isDuplicate: false,
        isLate: false,
        sinceRequestMs,
      })),
      ...(outcome === null
        ? []
        : [{ ...where, kind: 'exchange-ended' as const, outcome, transmissions: sends, waitedMs: 3000 }]),
    ];
  });
}

describe('responseTimesOf', () => {
  it('sums up answered exchanges', () => {
    const times = responseTimesOf(run({ replies: [10] }, { replies: [30] }, { replies: [20] }));
    expect(times).toEqual({
      requestsSent: 3,
      retransmissions: 0,
      exchanges: 3,
      answered: 3,
      unanswered: 0,
      lossRatio: 0,
      responseMs: { p50: 20, p95: 30, samples: 3 },
    });
    expect(responseTimesSchema.parse(times)).toEqual(times);
  });

  it('counts every transmission without a reply of its own', () => {
    expect(responseTimesOf(run({ sends: 3 }, { replies: [10] }))).toMatchObject({
      requestsSent: 4,
      retransmissions: 2,
      exchanges: 2,
      answered: 1,
      unanswered: 3,
      lossRatio: 0.75,
    });
    expect(responseTimesOf(run({ sends: 2, replies: [600, 610] }))).toMatchObject({ unanswered: 0 });
  });

  it('takes no time from an exchange with retransmissions', () => {
    expect(responseTimesOf(run({ sends: 2, replies: [510] }, { replies: [10] })).responseMs).toEqual({
      p50: 10,
      p95: 10,
      samples: 1,
    });
  });

  it('takes the first of two replies', () => {
    expect(responseTimesOf(run({ replies: [10, 200] })).responseMs?.p95).toBe(10);
  });

  it.each<[string, Script]>([
    ['was cancelled', { outcome: 'cancelled' }],
    ['failed here', { outcome: 'failed' }],
    ['is still open', { outcome: null }],
    ['a NAT may rightly withhold', { probe: 'diverted' }],
    ['never left', { sends: 0 }],
  ])('leaves out what %s', (_name, script) => {
    expect(responseTimesOf(run(script))).toMatchObject({ exchanges: 0, lossRatio: null, responseMs: null });
  });

  it('does not take a stranger for the server', () => {
    expect(
      responseTimesOf(run({ replies: [5], from: { address: '198.51.100.66', port: 5060 } })),
    ).toMatchObject({ answered: 0, unanswered: 1, responseMs: null });
    expect(responseTimesOf(run({ replies: [5], from: { ...server, port: 5061 } })).answered).toBe(0);
  });

  it('has nothing to say about nothing', () => {
    expect(responseTimesOf([])).toMatchObject({ requestsSent: 0, lossRatio: null, responseMs: null });
  });
});
