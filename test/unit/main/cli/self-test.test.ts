import { describe, expect, it } from 'vitest';
import { readSelfTestOptions } from '../../../../main/cli/self-test-command.ts';
import { renderSelfTest } from '../../../../main/cli/self-test-text.ts';
import { UsageError } from '../../../../main/cli/usage-error.ts';
import { type SelfTest, selfTestStreams } from '../../../../main/engine/stream/self-test.ts';

const figures: SelfTest = {
  streams: 50,
  intervalMs: 20,
  durationMs: 5000,
  planned: 12_500,
  sent: 12_500,
  received: 12_500,
  skipped: 0,
  sendErrorMs: { p50: 0.021, p99: 0.31, max: 12.4, samples: 12_500 },
  pacing: 'ticker',
  isCancelled: false,
  keepsPace: true,
};

describe('the options of a self-test', () => {
  it.each(selfTestStreams)('take %i streams', (streams) => {
    expect(readSelfTestOptions({ streams: String(streams), duration: '60' })).toEqual({
      streams,
      seconds: 60,
    });
  });

  it.each(['', '0', '2', '50.0', ' 50', '1e1', '201', '-10', '\u001b[31m'])(
    'refuse %j streams',
    (streams) => {
      expect(() => readSelfTestOptions({ streams, duration: '5' })).toThrow(UsageError);
    },
  );

  it.each(['', '0', '61', '1.5', '-1', '1e1', '600'])('refuse %j seconds', (duration) => {
    expect(() => readSelfTestOptions({ streams: '1', duration })).toThrow(/1 to 60/);
  });
});

describe('the text of a self-test', () => {
  it('says what was paced, how exactly, with units and the number of packets, and what it does not say', () => {
    const text = renderSelfTest(figures);
    expect(text).toMatch(
      /^This computer can pace 50 streams: 99 of 100 packets left within 0\.31 ms of their time\./,
    );
    expect(text).toContain('says nothing about a line or a server');
    expect(text).toContain('send error  0.02 ms middle, 0.31 ms p99, 12 ms most (12500 packets)');
  });

  it.each([
    [{ keepsPace: false, skipped: 40, sent: 12_460 }, /^This computer did not keep the pace of 50 streams\./],
    [{ isCancelled: true, keepsPace: false }, /^Stopped before its end/],
    [{ sent: 0, received: 0, sendErrorMs: null, keepsPace: false }, /not measured: nothing was sent/],
    [{ streams: 1 }, /can pace 1 stream:/],
    [{ pacing: 'timer' as const }, /paced by {4}timers/],
  ])('says it of %j', (change, sentence) => {
    expect(renderSelfTest({ ...figures, ...change })).toMatch(sentence);
  });
});
