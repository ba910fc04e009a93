// How exactly streams are sent and timed, against a C program in the same second and a capture on loopback:
//
//   node test/bench/pacing.mjs [SECONDS]     of each case, default 10; the capture needs root
//
// Prints a table and writes results/pacing.json. Absolute times are this machine's at this moment, so what counts is
// the ratio to the reference: it shows what the machine itself could do.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { buildReference, referenceIntervals, startJob } from './reference.mjs';
import { compareWithCapture, readCapture, spread } from './statistics.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const seconds = Number(process.argv[2] ?? 10);
const intervalMs = 20;

/** Keeps this thread busy 30 of 100 ms, allocating, as a window that draws would; the result ends it. */
function startLoad() {
  const timer = setInterval(() => {
    const startMs = performance.now();
    let waste = [];
    while (performance.now() - startMs < 30) waste = waste.length > 1000 ? [] : [...waste, { at: startMs }];
  }, 100);
  return () => clearInterval(timer);
}

/** Time that all threads but this one have run, ms; threads that ended stay counted. */
function othersCpuMs() {
  const { user, system } = process.cpuUsage();
  const [mainNs] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'latin1').split(' ');
  return (user + system) / 1000 - Number(mainNs) / 1e6;
}

async function openCase(engine, program, { streams, slotCount }) {
  // Several streams get a fixed delay: what jitters would only make the echo's own queue visible.
  const echo = await startJob(program, 'echo', 20_000, streams === 1 ? 6000 : 0);
  const opened = await engine.openStream(
    { mode: 'loopback', localAddress: '127.0.0.1', localPort: null, intervalMs, slotCount, streams },
    { ids: engine.secureIds },
    new AbortController().signal,
  );
  if (!opened.ok) throw new Error(opened.error.detail);
  const stream = opened.value;
  const aimed = await stream.aim('127.0.0.1', Number(echo.first), null);
  if (!aimed.ok) throw new Error(aimed.error.detail);
  const capture = await startJob(program, 'capture', stream.local.port);
  return { echo, stream, capture };
}

async function measure(engine, program, { streams, slotCount, isBusy }) {
  const { echo, stream, capture } = await openCase(engine, program, { streams, slotCount });
  // The threads' start is not the stream's.
  await sleep(300);
  const stopLoad = isBusy ? startLoad() : () => undefined;
  const cpuBeforeMs = othersCpuMs();
  const startMs = performance.now();
  const reference = referenceIntervals(program, slotCount, intervalMs);
  stream.start();
  const result = await stream.finished;
  const tookMs = performance.now() - startMs;
  const cpuMs = othersCpuMs() - cpuBeforeMs;
  stopLoad();
  const referenceErrorMs = spread((await reference).map((ms) => Math.abs(ms - intervalMs)));
  const captured = capture.first === null ? null : readCapture(await capture.end());
  await echo.end();
  const { traces } = result.last;
  const count = (of) => traces.reduce((sum, trace) => sum + of(trace), 0);
  const sent = count((trace) => trace.wasSent.reduce((sum, was) => sum + was, 0));
  const echoed = count((trace) => new Set(trace.arrivalNumber).size);
  return {
    case: `${streams} ${streams === 1 ? 'stream' : 'streams'}, ${isBusy ? 'busy' : 'idle'}`,
    pacing: result.pacing,
    sent,
    lost: sent - echoed,
    skipped: count((trace) => trace.skippedSlots),
    cpuPercentOfCore: cpuMs / (tookMs / 100),
    referenceErrorMs,
    ...(captured === null ? {} : compareWithCapture(traces, captured)),
  };
}

const shown = (value, digits = 3) => (value === null || value === undefined ? '-' : value.toFixed(digits));

function row(result) {
  const { intervalErrorMs: interval, roundTripErrorMs: roundTrip, referenceErrorMs: reference } = result;
  return {
    case: result.case,
    'interval p50': shown(interval?.p50),
    'interval p99': shown(interval?.p99),
    'C p50': shown(reference.p50),
    'C p99': shown(reference.p99),
    'p99 / C': shown(result.intervalRatioP99, 2),
    'RTT err p50': shown(roundTrip?.p50),
    'RTT err p99': shown(roundTrip?.p99),
    'jitter/capture': `${shown(result.jitterMs?.ours, 2)}/${shown(result.jitterMs?.captured, 2)}`,
    'CPU %': shown(result.cpuPercentOfCore, 1),
    lost: `${result.lost}/${result.sent}`,
    skipped: result.skipped,
  };
}

const withRatio = (result) => ({
  ...result,
  intervalRatioP99:
    result.intervalErrorMs === undefined ? null : result.intervalErrorMs.p99 / result.referenceErrorMs.p99,
});

const rounded = (_, value) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value);

async function main() {
  await build({ configFile: join(here, 'vite.config.ts'), logLevel: 'error' });
  const engine = await import(pathToFileURL(join(root, 'out/bench/engine.mjs')).href);
  const { program, why } = buildReference(join(root, 'out/bench/pace'));
  if (program === null) {
    process.stdout.write(`pacing: not measured, ${why}\n`);
    process.exitCode = process.env.CI === 'true' ? 1 : 0;
    return;
  }
  const [loadAverageAtStart] = loadavg();
  const slots = (seconds * 1000) / intervalMs;
  const cases = [1, 10, 50, 200].flatMap((streams) => [
    { streams, slotCount: slots, isBusy: false },
    { streams, slotCount: slots, isBusy: true },
  ]);
  const results = [];
  for (const one of cases) {
    const result = withRatio(await measure(engine, program, one));
    results.push(result);
    process.stderr.write(`${result.case} done\n`);
  }
  const startMs = performance.now();
  const noise = await engine.measureSelfNoise({ ids: engine.secureIds }, new AbortController().signal);
  const selfNoise = { tookMs: performance.now() - startMs, ...(noise.ok ? noise.value : noise.error) };
  console.table(Object.fromEntries(results.map(row).map(({ case: name, ...rest }) => [name, rest])));
  console.log('self-noise', selfNoise);
  const machine = {
    node: process.version,
    arch: process.arch,
    platform: process.platform,
    cores: cpus().length,
    loadAverageAtStart,
    // 0 is the normal policy; 2 (chrt -r) keeps other work of the machine out of the comparison.
    schedulingPolicy: Number(readFileSync('/proc/self/stat', 'latin1').split(') ')[1].split(' ')[38]),
  };
  mkdirSync(join(here, 'results'), { recursive: true });
  const text = JSON.stringify({ machine, secondsPerCase: seconds, selfNoise, results }, rounded, 2);
  writeFileSync(join(here, 'results/pacing.json'), `${text}\n`);
}

await main();
