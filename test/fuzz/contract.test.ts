// What a window may send to its host, and what names of servers and targets people and files may give.
import { describe } from 'vitest';
import { addressFamily, classifyAddress } from '../../shared/base/address.ts';
import { isServerName } from '../../shared/base/host-name.ts';
import { isPlainText, plainTextOf } from '../../shared/base/plain-text.ts';
import { type MethodName, methodNames, methods } from '../../shared/ipc/contract.ts';
import { expectSame, fuzz, type Random } from './fuzz.ts';
import { hostileTexts, hostileValue, spoilText, spoilValue } from './hostile.ts';

const check = {
  server: 'pbx.example',
  port: 5060,
  altPort: 5160,
  transports: ['udp', 'tcp'],
  probeUser: 'probe',
  demo: null,
  account: { username: 'anna', echoExtension: '600', readbackExtension: null },
  streamSeconds: 10,
  lookAtRouter: true,
  password: 'secret',
};
const requests: readonly Record<string, unknown>[] = [
  check,
  {
    server: 'pbx.example',
    port: null,
    probeUser: null,
    account: null,
    intervalMs: 20,
    durationSeconds: 60,
    password: null,
  },
  { language: 'nl', theme: 'dark', keepHistoryDays: 30 },
  { id: 'abcdefgh12' },
  { text: '{}' },
  { kind: 'url' },
  {},
];

type Call = { readonly method: MethodName; readonly request: unknown };

function callOf(random: Random): Call {
  const method = random.pick(methodNames);
  if (random.oneIn(10)) return { method, request: hostileValue(random) };
  const request = structuredClone(random.pick(requests));
  if (!random.oneIn(5)) spoilValue(request, random);
  return { method, request };
}

describe('the contract', () => {
  fuzz('requests', {
    cases: 40_000,
    make: callOf,
    check: ({ method, request }) => {
      const schema = methods[method].request;
      const asked = schema.safeParse(request);
      if (!asked.success) return;
      const again = schema.safeParse(JSON.parse(JSON.stringify(asked.data)));
      if (!again.success) throw new Error('it is refused after it was sent on');
      expectSame(again.data, asked.data);
    },
  });
  fuzz('names and addresses', {
    cases: 25_000,
    make: (random) =>
      spoilText(
        random.pick(['pbx.example', '192.0.2.1', '2001:db8::1', '::ffff:10.0.0.1', 'a_b.example.']),
        random,
      ),
    check: (name) => {
      const family = addressFamily(name);
      if (family !== null) classifyAddress(name);
      if (isServerName(name) && !/^[A-Za-z0-9_.:-]+$/.test(name))
        throw new Error('no name for a Request-URI');
    },
  });
  fuzz('texts of strangers', {
    cases: 20_000,
    make: (random) => spoilText(random.pick(hostileTexts), random),
    check: (text) => {
      const cleaned = plainTextOf(text, 64);
      if (cleaned !== null && (!isPlainText(cleaned) || cleaned.length > 64))
        throw new Error(`not plain: ${JSON.stringify(cleaned)}`);
    },
  });
});
