// A self-test as plain English lines.
import type { SelfTest } from '../engine/stream/self-test.ts';

const pacings: Readonly<Record<SelfTest['pacing'], string>> = {
  ticker: 'a thread that waits',
  'spinning-ticker': 'a thread that watches the clock (waits are coarse on this system)',
  timer: 'timers (the thread that waits could not be used)',
};

const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

function conclusion({ streams, keepsPace, isCancelled, sendErrorMs }: SelfTest): string {
  const what = streams === 1 ? '1 stream' : `${streams} streams`;
  if (isCancelled) return 'Stopped before its end; the figures are of what was sent until then.';
  if (!keepsPace || sendErrorMs === null) return `This computer did not keep the pace of ${what}.`;
  return `This computer can pace ${what}: 99 of 100 packets left within ${ms(sendErrorMs.p99)} of their time.`;
}

/** What a self-test came to; every figure with its unit and its number of packets. */
export function renderSelfTest(test: SelfTest): string {
  const { planned, sent, received, skipped, sendErrorMs, durationMs, intervalMs, pacing } = test;
  const lines = [
    conclusion(test),
    'Nothing was sent to the network: this says nothing about a line or a server.',
    '',
    `planned     ${planned} packets, one every ${intervalMs} ms in each stream, ${durationMs / 1000} s`,
    `sent        ${sent} packets`,
    `came back   ${received} packets`,
    `given up    ${skipped} packets that this computer was late for`,
    sendErrorMs === null
      ? 'send error  not measured: nothing was sent'
      : `send error  ${ms(sendErrorMs.p50)} middle, ${ms(sendErrorMs.p99)} p99, ${ms(sendErrorMs.max)} most (${sendErrorMs.samples} packets)`,
    `paced by    ${pacings[pacing]}`,
  ];
  return `${lines.join('\n')}\n`;
}
