// Builds and runs the C reference (reference/pace.c).
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('reference/pace.c', import.meta.url));

/** Compiles the reference; the program's path, or the reason why there is none. */
export function buildReference(program) {
  if (process.platform !== 'linux') return { program: null, why: 'the reference uses Linux stamps' };
  mkdirSync(dirname(program), { recursive: true });
  const reasons = [];
  for (const compiler of ['cc', 'gcc', 'clang']) {
    try {
      execFileSync(compiler, ['-O2', '-o', program, source], { stdio: ['ignore', 'ignore', 'pipe'] });
      return { program, why: null };
    } catch (error) {
      reasons.push(`${compiler}: ${error.code ?? 'failed'}`);
    }
  }
  return { program: null, why: `no C compiler (${reasons.join(', ')})` };
}

/** Starts one job; `first` is its first line (a port, or "ready"), null when it ended without. */
export async function startJob(program, ...words) {
  const child = spawn(program, words.map(String), { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = [];
  const reader = createInterface({ input: child.stdout });
  const over = Promise.all([once(child, 'exit'), once(reader, 'close')]);
  const first = new Promise((resolve) => {
    reader.once('line', (line) => {
      resolve(line);
      reader.on('line', (next) => lines.push(next));
    });
    reader.once('close', () => resolve(null));
  });
  return {
    first: await first,
    /** Waits until it ends by itself, or tells it to; its other lines. */
    async end(isOver = false) {
      if (!isOver) child.stdin.end();
      await over;
      child.stdin.destroy();
      return lines;
    },
  };
}

/** Sends with the C pacer for a while; intervals between the kernel's stamps, ms. */
export async function referenceIntervals(program, count, intervalMs) {
  const sink = await startJob(program, 'sink', count, 1000);
  const sender = spawn(program, ['send', sink.first, String(count), String(intervalMs * 1000)]);
  await once(sender, 'exit');
  const stamps = (await sink.end(true)).map(BigInt);
  return stamps.slice(1).map((stamp, i) => Number(stamp - stamps[i]) / 1e6);
}
