// Many cases from one seed. A failure names the seed of its case: `FUZZ_CASE=<seed> npx vitest run --project fuzz -t
// '<name>'` runs that case alone. `FUZZ_SEED` chooses another run, `FUZZ_FACTOR` a longer one.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';

/** Random choices that one number decides. */
export type Random = {
  /** A whole number from 0 to `below` - 1. */
  int(below: number): number;
  pick<T>(list: readonly [T, ...(readonly T[])] | readonly T[]): T;
  oneIn(count: number): boolean;
};

/** mulberry32: enough for choices, the same on every machine. */
export function randomOf(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    int,
    pick: (list) => {
      const index = int(list.length);
      if (list.length === 0) throw new RangeError('nothing to pick from');
      return list[index] as (typeof list)[number];
    },
    oneIn: (count) => int(count) === 0,
  };
}

const environmentNumber = (name: string): number | null => {
  const text = process.env[name];
  return text === undefined || text === '' ? null : Number(text);
};

const runSeed = environmentNumber('FUZZ_SEED') ?? 20_261_121;
const onlyCase = environmentNumber('FUZZ_CASE');
const factor = environmentNumber('FUZZ_FACTOR') ?? 1;

/** Bytes that stay on the heap after everything unreachable is gone. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
}

const builtIns = [Object.prototype, Array.prototype, String.prototype, Function.prototype];
const shapeOfBuiltIns = (): string =>
  JSON.stringify(builtIns.map((prototype) => Reflect.ownKeys(prototype).map(String)));

export type Fuzz<T> = {
  readonly cases: number;
  readonly make: (random: Random) => T;
  /** Throws when the reader broke a promise. */
  readonly check: (input: T) => void;
};

// Readers keep nothing: what is left over after thousands of cases is caches of the engine.
const mostHeapGrowthBytes = 48 * 1024 * 1024;
const clip = (text: string): string =>
  text.length > 2000 ? `${text.slice(0, 2000)}... (${text.length})` : text;

function runCase<T>({ make, check }: Fuzz<T>, seed: number): void {
  const input = make(randomOf(seed));
  try {
    check(input);
  } catch (error) {
    const shown = input instanceof Uint8Array ? Buffer.from(input).toString('latin1') : input;
    throw new Error(`seed ${seed}: ${clip(JSON.stringify(shown) ?? 'undefined')}`, { cause: error });
  }
}

/** A test of many cases: no exception, no changed built-in, no heap that grows. It says how fast it was. */
export function fuzz<T>(name: string, options: Fuzz<T>): void {
  test(`${name} keep the promises of their readers`, () => {
    if (onlyCase !== null) return runCase(options, onlyCase);
    const cases = Math.ceil(options.cases * factor);
    const before = shapeOfBuiltIns();
    const seeds = randomOf(runSeed);
    let heapAtHalf = 0;
    const startedMs = performance.now();
    for (let i = 0; i < cases; i++) {
      if (i === cases >> 1) heapAtHalf = heapBytes();
      runCase(options, seeds.int(2 ** 32));
    }
    const seconds = (performance.now() - startedMs) / 1000;
    console.log(`${name}: ${cases} cases, ${Math.round(cases / seconds)} a second, seed ${runSeed}`);
    expect(heapBytes() - heapAtHalf).toBeLessThan(mostHeapGrowthBytes);
    expect(shapeOfBuiltIns()).toBe(before);
    expect('polluted' in {}).toBe(false);
  });
}

/** A sentence for one line of a terminal: text without control characters, not endless. */
export function expectSentence(message: string): void {
  if (
    message.length === 0 ||
    message.length > 500 ||
    /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(message)
  )
    throw new Error(`no sentence: ${clip(JSON.stringify(message))}`);
}

/** Text for a terminal: only line ends and tabs steer it. */
export function expectPrintable(text: string): void {
  const found = /[^\P{Cc}\n\t]/u.exec(text);
  if (found !== null) throw new Error(`control character ${JSON.stringify(found[0])} at ${found.index}`);
}

export const expectSame = (a: unknown, b: unknown): void => {
  if (JSON.stringify(a) !== JSON.stringify(b)) throw new Error('it does not read back the same');
};
