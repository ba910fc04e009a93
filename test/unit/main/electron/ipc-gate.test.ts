import { expect, test } from 'vitest';
import { isBundleUrl } from '../../../../main/electron/app-protocol.ts';
import { type CallSender, type GateOptions, openGate } from '../../../../main/electron/ipc-gate.ts';
import { ok } from '../../../../shared/base/result.ts';
import { methodNames } from '../../../../shared/ipc/contract.ts';

const ours = { name: 'our contents' };
const goodCall: CallSender = { sender: ours, senderFrame: { url: 'app://bundle/index.html', parent: null } };

function gate(call: GateOptions['call'] = async () => ok('answer')) {
  const calls: [string, unknown][] = [];
  const channels = new Map<string, (event: CallSender, ...requests: unknown[]) => Promise<unknown>>();
  openGate((channel, listener) => channels.set(channel, listener), {
    isOwnContents: (sender) => sender === ours,
    isOwnPage: isBundleUrl,
    call: (method, request) => {
      calls.push([method, request]);
      return call(method, request);
    },
  });
  const invoke = (channel: string, event: CallSender, ...requests: unknown[]) =>
    channels.get(channel)?.(event, ...requests);
  return { calls, channels, invoke };
}

test('there is one channel a method of the contract, and no other', () => {
  expect([...gate().channels.keys()]).toEqual(methodNames.map((method) => `call:${method}`));
});

test('a call of our page reaches the host with its request', async () => {
  const { invoke, calls } = gate();
  expect(await invoke('call:history.open', goodCall, { id: 'abcdefgh' })).toEqual({
    ok: true,
    value: 'answer',
  });
  expect(calls).toEqual([['history.open', { id: 'abcdefgh' }]]);
});

const frame = (url: string, parent: unknown = null) => ({ sender: ours, senderFrame: { url, parent } });
const forged: readonly (readonly [string, CallSender])[] = [
  ['another window', { ...goodCall, sender: { name: 'our contents' } }],
  ['a frame that is gone', { sender: ours, senderFrame: null }],
  ['a frame inside our page', frame('app://bundle/index.html', { url: 'app://bundle/index.html' })],
  ['another host', frame('app://other/index.html')],
  ['a host that starts like ours', frame('app://bundle.example/index.html')],
  ['a user name that looks like ours', frame('app://bundle@example/index.html')],
  ['another scheme', frame('https://bundle/index.html')],
  ['about:blank', frame('about:blank')],
  ['about:srcdoc', frame('about:srcdoc')],
  ['a data page', frame('data:text/html,app://bundle/index.html')],
  ['a blob of ours', frame('blob:app://bundle/0f9a')],
  ['an empty address', frame('')],
];

test.each(forged)('every method refuses %s', async (_who, event) => {
  const { invoke, calls } = gate();
  for (const method of methodNames)
    expect(await invoke(`call:${method}`, event, {})).toMatchObject({
      ok: false,
      error: { code: 'not-allowed' },
    });
  expect(calls).toEqual([]);
});

test.each([[[]], [[{}, {}]], [[{}, 'more', 3]]])('refuses %j as arguments', async (requests) => {
  const { invoke, calls } = gate();
  expect(await invoke('call:run.state', goodCall, ...requests)).toMatchObject({
    ok: false,
    error: { code: 'bad-request' },
  });
  expect(calls).toEqual([]);
});

test('a host that fails gives a code and tells the page nothing of the failure', async () => {
  const { invoke } = gate(async () => {
    throw new Error('EACCES /home/somebody/secret');
  });
  const answer = await invoke('call:run.state', goodCall, {});
  expect(answer).toEqual({ ok: false, error: { code: 'internal', message: 'run.state failed' } });
});
