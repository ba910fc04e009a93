// How fast a folder of reports opens: `node test/bench/workspace.mjs [FILES]` after `npm run build` and
// `npm run build:window`. Reports of every demo scenario, moved to other customers, a few of them broken; until rows can
// be used, until all are there, and what the host needed for it (Linux). Prints one JSON line; numbers depend on the
// machine, so nothing is asserted.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const count = Number(process.argv[2] ?? 500);
const browserFile = process.env.CHROMIUM ?? '/usr/bin/chromium';
const words = (namespace) =>
  JSON.parse(readFileSync(join(root, `renderer/language/en/${namespace}.json`), 'utf8'));
const load = async (file) => (await runnerImport(join(root, file))).module;

const { demoScenarios } = await load('main/demo/scenarios.ts');
const { demoReports } = await load('test/fakes/demo-reports.ts');
const { reportFolder } = await load('test/fakes/report-folder.ts');
const { newSealer } = await load('test/fakes/sealer.ts');
const { sealReport } = await newSealer();
const files = reportFolder(await demoReports(demoScenarios.map(({ name }) => name)), count, sealReport);

const work = mkdtempSync(join(tmpdir(), 'salg-bench-'));
const folder = join(work, 'reports');
mkdirSync(folder);
for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);

const child = spawn(process.execPath, [join(root, 'out/loopback/loopback.mjs'), '--no-open'], {
  env: { ...process.env, SIP_ALG_CHECKER_STATE_DIR: join(work, 'state') },
});
const url = await new Promise((resolve) => {
  child.stdout.on('data', (chunk) => resolve(/http:\S+/.exec(chunk.toString())?.[0] ?? ''));
});
/** User and system time of the host so far, ms; the kernel counts in hundredths of a second. proc(5) */
const cpuMs = () => {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
};
const memoryMb = (name) => {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
};

const browser = await chromium.launch({
  ...(existsSync(browserFile) ? { executablePath: browserFile } : {}),
  args: ['--no-sandbox', '--disable-background-networking'],
});
const page = await browser.newPage({ locale: 'en', viewport: { width: 1280, height: 800 } });
try {
  await page.goto(url);
  await page.getByRole('button', { name: words('shell').pages.workspace }).click();
  await page.getByText(words('workspace').empty.title).waitFor();
  const cpuBeforeMs = cpuMs();
  // From the moment that the page has the files: handing them to the browser is the bench's own work.
  await page.evaluate(
    "document.addEventListener('change', () => { window.startedMs_ = performance.now(); }, { capture: true, once: true })",
  );
  await page.locator('input[data-kind=folder]').setInputFiles(folder);
  await page.getByRole('gridcell').first().waitFor();
  const firstRowsMs = await page.evaluate('performance.now() - window.startedMs_');
  await page
    .locator('output', { hasText: /^[\d,]+ reports$/ })
    .first()
    .waitFor({ timeout: 120_000 });
  const allRowsMs = await page.evaluate('performance.now() - window.startedMs_');
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  console.log(
    JSON.stringify({
      files: count,
      megabytes: Math.round(bytes / 1e5) / 10,
      shown: await page.locator('output').first().textContent(),
      firstRowsMs: Math.round(firstRowsMs),
      allRowsMs: Math.round(allRowsMs),
      hostCpuMs: cpuMs() - cpuBeforeMs,
      hostMb: memoryMb('VmRSS'),
      hostPeakMb: memoryMb('VmHWM'),
    }),
  );
} finally {
  await browser.close();
  child.kill();
  rmSync(work, { recursive: true, force: true });
}
