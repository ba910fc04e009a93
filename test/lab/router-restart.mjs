// The loopback host beside a router that restarts: checks a server, keeps what the router is said to be, then waits for
// it. `node router-restart.mjs SERVER FOLDER` prints what happened as one JSON line; a lab test runs it on the client and
// pulls the plug when the file `checked` appears, and puts it back when `missed` appears.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [server = '', folder = ''] = process.argv.slice(2);
const state = mkdtempSync(join(tmpdir(), 'salg-restart-'));
const host = spawn(process.execPath, [join(root, 'out/loopback/loopback.mjs'), '--no-open'], {
  env: { ...process.env, SIP_ALG_CHECKER_STATE_DIR: state },
});

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (holds) => {
  while (!(await holds())) await pause(100);
};

try {
  const url = await new Promise((resolve, reject) => {
    host.stdout.on('data', (chunk) => resolve(/http:\S+/.exec(chunk.toString())?.[0] ?? ''));
    host.once('exit', () => reject(new Error('the host ended')));
  });
  const { origin, hash } = new URL(url);
  const headers = {
    Authorization: `Bearer ${new URLSearchParams(hash.slice(1)).get('token')}`,
    'Content-Type': 'application/json',
    Origin: origin,
  };
  const call = async (method, request = {}) => {
    const body = JSON.stringify(request);
    const answer = await (await fetch(`${origin}/call/${method}`, { method: 'POST', headers, body })).json();
    return answer.ok ? answer.value : answer.error.code;
  };
  const request = { server, port: null, altPort: null, transports: ['udp'], probeUser: null, demo: null };
  const early = await call('router.openPage');
  await call('run.start', { ...request, lookAtRouter: true });
  await until(async () => (await call('run.state')).phase !== 'running');
  const before = await call('router.known');
  const kept = await call('router.remember', { router: 'draytek-vigor' });
  const after = await call('router.known');
  writeFileSync(join(folder, 'checked'), '');
  await until(() => existsSync(join(folder, 'unplugged')));
  const unplugged = await call('router.openPage');
  await call('router.wait');
  // The first round is over once time has passed: the router was missed by then.
  await until(async () => (await call('router.waitState')).secondsLeft < 300);
  writeFileSync(join(folder, 'missed'), '');
  await until(async () => (await call('router.waitState')).phase !== 'waiting');
  const end = await call('router.waitState');
  console.log(JSON.stringify({ early, before, kept, after, unplugged, end }));
} finally {
  host.kill();
  rmSync(state, { recursive: true, force: true });
}
