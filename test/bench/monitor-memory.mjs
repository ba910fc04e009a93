// How much memory a long monitor needs: the built command line watches an echo on loopback at its fastest pace, so
// that minutes hold as many packets as hours at the usual one a second.
//
//   npm run -s build && node test/bench/monitor-memory.mjs [SECONDS [INTERVAL]]
//
// 300 s at 0.02 s unless told otherwise: 15000 packets, as in four hours.
//
// Prints what the kernel counts as resident (VmRSS), sampled every second, and writes results/monitor-memory-<SECONDS>s.json.
// The goal is less than 20 MB of growth after the warm-up, in which Node itself takes what it needs: from the mean of
// the first 30 s to that of the last. Garbage that was not collected yet is in it; the least of each stretch has less.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const seconds = Number(process.argv[2] ?? 300);
const interval = process.argv[3] ?? '0.02';
const warmUpSeconds = 30;
const goalMb = 20;
const sipPort = 15_060;

const folder = mkdtempSync(join(tmpdir(), 'salg-memory-'));
const accountFile = join(folder, 'account.json');
writeFileSync(accountFile, JSON.stringify({ username: 'probe', password: 'not-asked-for' }));

async function startPhone() {
  const script = join(root, 'test/lab/odd-phone.mjs');
  const args = [script, '127.0.0.1', '127.0.0.1', String(sipPort), 'echo'];
  const phone = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(phone.stdout, 'data');
  return phone;
}

function startMonitor() {
  const cli = join(root, 'out/cli/sip-alg-checker.mjs');
  const call = ['--account', accountFile, '--echo-extension', '600', '--json', '--quiet'];
  const pace = ['--duration', String(seconds), '--interval', interval];
  const args = [cli, 'monitor', `127.0.0.1:${sipPort}`, ...pace, ...call];
  return spawn(process.execPath, args, {
    env: { ...process.env, SIP_ALG_CHECKER_STATE_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Resident memory, MB; null once the process is gone. */
function residentMb(pid) {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) / 1024;
  } catch {
    return null;
  }
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

async function watch(monitor) {
  const samples = [];
  let output = '';
  monitor.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  const ended = once(monitor, 'close');
  while (monitor.exitCode === null) {
    const mb = residentMb(monitor.pid);
    if (mb !== null && !Number.isNaN(mb)) samples.push(mb);
    await Promise.race([sleep(1000), ended]);
  }
  await ended;
  return { samples, reading: JSON.parse(output) };
}

const phone = await startPhone();
try {
  const { samples, reading } = await watch(startMonitor());
  const settled = samples.slice(warmUpSeconds, -1);
  if (settled.length < 2 * warmUpSeconds) throw new Error('too short: give at least 100 seconds');
  const [early, late] = [settled.slice(0, warmUpSeconds), settled.slice(-warmUpSeconds)];
  const result = {
    seconds,
    intervalSeconds: Number(interval),
    sent: reading.totals.sent,
    received: reading.totals.received,
    windows: reading.windows.length,
    hoursAtOneASecond: reading.totals.sent / 3600,
    earlyMb: mean(early),
    lateMb: mean(late),
    mostMb: Math.max(...settled),
    growthMb: mean(late) - mean(early),
    growthOfLeastMb: Math.min(...late) - Math.min(...early),
    goalMb,
  };
  const name = `monitor-memory-${seconds}s.json`;
  writeFileSync(join(root, 'test/bench/results', name), `${JSON.stringify(result, null, 2)}\n`);
  console.log(result);
  process.exitCode = result.growthMb < goalMb ? 0 : 1;
} finally {
  phone.kill();
  rmSync(folder, { recursive: true, force: true });
}
