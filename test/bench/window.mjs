// How fast the window is: `node test/bench/window.mjs [RUNS]` after `npm run build:window`. From starting the program
// to a button that can be clicked, and, while a check of the demo runs, the time between frames and tasks over 50 ms
// (Long Tasks API). Prints one JSON line; numbers depend on the machine, so nothing is asserted.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));
const runs = Number(process.argv[2] ?? 5);
const browserFile = process.env.CHROMIUM ?? '/usr/bin/chromium';
const words = (namespace) =>
  JSON.parse(readFileSync(join(root, `renderer/language/en/${namespace}.json`), 'utf8'));

const watchFrames = `
  window.frames_ = []; window.longTasks_ = [];
  new PerformanceObserver((list) => window.longTasks_.push(...list.getEntries().map((e) => e.duration)))
    .observe({ type: 'longtask' });
  let last = performance.now();
  const tick = (now) => { window.frames_.push(now - last); last = now; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
`;

const percentile = (values, p) => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil((p / 100) * sorted.length) - 1] ?? null;
};
const round = (value) => (value === null ? null : Math.round(value * 10) / 10);

async function startHost(state) {
  const child = spawn(process.execPath, [join(root, 'out/loopback/loopback.mjs'), '--demo', '--no-open'], {
    env: { ...process.env, SIP_ALG_CHECKER_STATE_DIR: state },
  });
  const url = await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => resolve(/http:\S+/.exec(chunk.toString())?.[0] ?? ''));
    child.once('exit', () => reject(new Error('the host ended')));
  });
  return { child, url };
}

async function measureOnce(browser) {
  const state = mkdtempSync(join(tmpdir(), 'salg-bench-'));
  const startedAt = performance.now();
  const { child, url } = await startHost(state);
  const page = await browser.newPage({ locale: 'en', viewport: { width: 1280, height: 800 } });
  try {
    await page.goto(url);
    const demo = page.getByRole('button', { name: words('start').demo.try });
    await demo.click();
    const firstClickMs = performance.now() - startedAt;
    await page.evaluate(watchFrames);
    await page.getByRole('menuitem').nth(1).click();
    await page
      .getByRole('heading', { level: 1, name: words('verdict').headline.unlikely })
      .waitFor({ timeout: 30_000 });
    const { frames, longTasks } = await page.evaluate(
      '({ frames: window.frames_.slice(1), longTasks: window.longTasks_ })',
    );
    return { firstClickMs, frames, longTasks };
  } finally {
    await page.close();
    child.kill();
    rmSync(state, { recursive: true, force: true });
  }
}

const browser = await chromium.launch({
  ...(existsSync(browserFile) ? { executablePath: browserFile } : {}),
  args: ['--no-sandbox', '--disable-background-networking'],
});
const measured = [];
for (let i = 0; i < runs; i++) measured.push(await measureOnce(browser));
await browser.close();
const frames = measured.flatMap((one) => one.frames);
const longTasks = measured.flatMap((one) => one.longTasks);
console.log(
  JSON.stringify({
    runs,
    startToFirstClickMs: measured.map(({ firstClickMs }) => Math.round(firstClickMs)),
    frames: frames.length,
    frameMs: [50, 95, 99, 100].map((p) => round(percentile(frames, p))),
    framesOver20MsRatio: frames.filter((ms) => ms > 20).length / frames.length,
    tasksOver50Ms: longTasks.length,
    longestTaskMs: round(longTasks.length === 0 ? null : Math.max(...longTasks)),
  }),
);
