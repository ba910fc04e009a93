// A monitor's reading as plain English lines.
import type { MonitorEnd, MonitorReading } from '../engine/monitor/monitor-plan.ts';

const sources: Readonly<Record<MonitorReading['source'], string>> = {
  'echo-call': 'packets of sound in an echo call',
  'sip-requests': 'SIP requests (no account was given, so no sound could be sent)',
};

const ends: Readonly<Record<MonitorEnd, string>> = {
  duration: 'The time is over.',
  stopped: 'Stopped.',
  'call-refused': 'The server did not take the call. Check the echo extension.',
  'credential-refused':
    'The server refused the password. Check the account file; it was tried once and will not be tried again.',
  'echoes-stopped': 'Nothing came back any more, so nothing more was sent.',
  'call-ended': 'The server ended the call.',
  'computer-slept': 'This computer slept. What was measured before holds.',
  'network-failed': 'This computer could not send any more.',
};

/** Why it is over, and what to do. */
export const endSentence = (end: MonitorEnd): string => ends[end];

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
const time = (reading: MonitorReading): string => `${Math.round(reading.elapsedMs / 1000)} s`;

const lossText = ({ totals: { lost, lossRatio } }: MonitorReading): string =>
  lossRatio === null ? 'loss not known yet' : `${lost} lost (${(lossRatio * 100).toFixed(2)} %)`;

/** Where a running monitor stands. */
export function readingLine(reading: MonitorReading): string {
  const { sent, received, rttMs, jitterMs } = reading.totals;
  const delay = rttMs === null ? 'no delay yet' : `delay ${ms(rttMs.p50)}`;
  const jitter = jitterMs === null ? '' : `, jitter ${ms(jitterMs.mean)}`;
  return `${time(reading)}: ${sent} sent, ${received} came back, ${lossText(reading)}, ${delay}${jitter}`;
}

/** What a monitor came to. */
export function renderReading(reading: MonitorReading, end: MonitorEnd): string {
  const { totals, source, intervalMs } = reading;
  const { rttMs, jitterMs } = totals;
  const lines = [
    `Measured with ${sources[source]}, one every ${intervalMs >= 1000 ? `${intervalMs / 1000} s` : ms(intervalMs)}, for ${time(reading)}.`,
    endSentence(end),
    '',
    `sent        ${totals.sent}`,
    `came back   ${totals.received}`,
    `lost        ${lossText(reading)}`,
    `duplicates  ${totals.duplicates}`,
    `reordered   ${totals.reordered}`,
    rttMs === null
      ? 'delay       not measured: nothing came back'
      : `delay       ${ms(rttMs.min)} least, ${ms(rttMs.p50)} middle, ${ms(rttMs.max)} most, there and back (${rttMs.samples} packets)`,
    jitterMs === null
      ? 'jitter      not measured: too few packets'
      : `jitter      ${ms(jitterMs.mean)} mean, ${ms(jitterMs.max)} most (${jitterMs.samples} packets, RFC 3550)`,
  ];
  return `${lines.join('\n')}\n`;
}
