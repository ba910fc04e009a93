// What hostile files and datagrams are made of, and how good ones are spoiled.
import type { Random } from './fuzz.ts';

/** Texts that broke some reader somewhere. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  '\r\n',
  '\n\nVERDICT: clean',
  '\u001b[2J\u001b[31m',
  '\u202egnp.exe',
  '\u2066\u2069\u200b\ufeff',
  '\ud800',
  '\udc00x',
  '\u0085\u2028\u2029',
  '<script>alert(1)</script>',
  '&lt;&#0;&#x110000;',
  '%00%0d%0a',
  '../../etc/passwd',
  'PK\u0003\u0004\u0014\0\0\0',
  '\u001f\u008b\u0008',
  '__proto__',
  'constructor',
  'sip:a@[::1]:99999;x=\u0000',
  'e\u0301\u0301\u0301\u0301\u0301',
  '\u{1f4de}'.repeat(40),
  'A'.repeat(300),
  '9'.repeat(400),
  '('.repeat(2000),
  '"'.repeat(101),
  '\\'.repeat(99),
  'a@'.repeat(200),
  'x'.repeat(70_000),
];

const hostileNumbers: readonly number[] = [
  0,
  -0,
  -1,
  0.5,
  1e-320,
  65_535,
  65_536,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 63),
  1e308,
  86_400_001,
];

const pollution = '{"polluted":true}';

/** A value of any JSON kind. */
export function hostileValue(random: Random): unknown {
  switch (random.int(9)) {
    case 0:
      return null;
    case 1:
      return random.oneIn(2);
    case 2:
      return random.pick(hostileNumbers);
    case 3:
      return [];
    case 4:
      return {};
    case 5:
      return Array.from({ length: random.int(3000) }, () => random.pick(hostileNumbers));
    case 6:
      return JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`);
    case 7:
      return JSON.parse(`{"__proto__":${pollution},"constructor":{"prototype":${pollution}}}`);
    default:
      return random.pick(hostileTexts);
  }
}

type Container = Record<string, unknown>;
const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

/** Some object or array inside `root`, reached by random steps. */
function somewhereIn(root: Container, random: Random): Container {
  let here = root;
  for (let depth = random.int(7); depth > 0; depth--) {
    const inner = Object.values(here).filter(isContainer);
    if (inner.length === 0) break;
    here = random.pick(inner);
  }
  return here;
}

/** Adds a key that ordinary assignment would not make. */
const addOwn = (target: Container, key: string, value: unknown): void => {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
};

/** Changes one thing of a JSON value in place. */
export function spoilValue(root: Container, random: Random): void {
  const here = somewhereIn(root, random);
  const keys = Object.keys(here);
  const key = keys.length === 0 ? 'x' : random.pick(keys);
  switch (random.int(8)) {
    case 0:
      if (Array.isArray(here)) here.splice(random.int(here.length + 1), 1);
      else delete here[key];
      return;
    case 1:
      addOwn(here, random.pick(['__proto__', 'constructor', 'toString', 'x\n\u001b[0m', 'kind']), {
        polluted: true,
      });
      return;
    case 2:
      if (Array.isArray(here)) here.push(...structuredClone(here.slice(0, 20)));
      else here[key] = hostileValue(random);
      return;
    case 3:
      if (Array.isArray(here)) here.reverse();
      else here[key] = hostileValue(random);
      return;
    case 4: {
      // The value of another field: right kind, wrong place.
      const other = somewhereIn(root, random);
      const values = Object.values(other);
      if (values.length > 0) here[key] = structuredClone(random.pick(values));
      return;
    }
    case 5:
      if (typeof here[key] === 'string') here[key] = spoilText(here[key], random);
      else if (typeof here[key] === 'number') here[key] += random.pick([-1, 1, 0.25, 1000]);
      else here[key] = hostileValue(random);
      return;
    case 6:
      if (typeof here[key] === 'string') here[key] = random.pick(hostileTexts);
      else here[key] = hostileValue(random);
      return;
    default:
      here[key] = hostileValue(random);
  }
}

/** Changes a text at one place. */
export function spoilText(text: string, random: Random): string {
  const at = random.int(text.length + 1);
  const to = Math.min(text.length, at + random.int(12));
  switch (random.int(7)) {
    case 0:
      return text.slice(0, at) + random.pick(hostileTexts) + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(to);
    case 2:
      return text.slice(0, at) + text.slice(at, to).repeat(1 + random.int(30)) + text.slice(to);
    case 3:
      return text.slice(0, at);
    case 4:
      return text.slice(0, at) + String.fromCharCode(random.int(256)) + text.slice(to);
    case 5:
      return text.slice(to) + text.slice(0, at);
    default:
      return (
        text.slice(0, at) +
        random.pick(['"', '<', '>', ';', ',', ':', '@', '%', '=', '\r\n ', '\t', '(', '[', ']', '.']) +
        text.slice(at)
      );
  }
}

/** What JSON text can hold and JSON values cannot: keys twice, depth, half a file, numbers beyond any. */
export function spoilJson(text: string, random: Random): string {
  const brace = text.indexOf('{', random.int(text.length));
  switch (random.int(6)) {
    case 0:
      return brace < 0
        ? text
        : `${text.slice(0, brace + 1)}"id":7,"__proto__":${pollution},${text.slice(brace + 1)}`;
    case 1:
      return text.replace(/\d+/, random.pick(['1e999', '-1e999', '1'.repeat(400), '0.0000000000001e-400']));
    case 2:
      return `${'['.repeat(random.int(20_000))}${text}`;
    case 3:
      return `${text}${random.pick(['\0', ' ', ',', text.slice(0, 50)])}`;
    case 4:
      return text.slice(0, random.int(text.length));
    default:
      return spoilText(text, random);
  }
}

/** Changes bytes at a few places. */
export function spoilBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let changed = Uint8Array.from(bytes);
  for (let times = random.int(4); times >= 0; times--) {
    const at = random.int(changed.length + 1);
    switch (random.int(5)) {
      case 0:
        changed = changed.slice(0, at);
        break;
      case 1:
        changed = changed.slice(at);
        break;
      case 2:
        changed = Uint8Array.from([...changed.slice(0, at), random.int(256), ...changed.slice(at)]);
        break;
      default:
        if (at < changed.length) changed[at] = random.pick([0, 0x7f, 0x80, 0xff, random.int(256)]);
    }
  }
  return changed;
}

/** Up to `most` bytes without any order. */
export const noise = (most: number, random: Random): Uint8Array =>
  Uint8Array.from({ length: random.int(most) }, () => random.int(256));
