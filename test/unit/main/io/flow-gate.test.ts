import { describe, expect, it } from 'vitest';
import { createFlowGate } from '../../../../main/io/flow-gate.ts';
import { ok } from '../../../../shared/base/result.ts';
import { bytesOf, recorder } from './loopback.ts';

const from = { address: '192.0.2.1', port: 5060 };

describe('the gate of a flow', () => {
  it('passes bytes and faults on while it is open, and nothing once it is shut', () => {
    const handlers = recorder();
    const gate = createFlowGate('udp', handlers);
    for (const text of ['before', 'after']) {
      gate.bytes(bytesOf(text), from);
      gate.fault({ code: 'other', detail: text });
      gate.shut();
    }
    expect(handlers.got).toEqual([{ text: 'before', from }]);
    expect(handlers.faults).toEqual([{ code: 'other', detail: 'before' }]);
  });

  it('gives bytes away as a copy', () => {
    const kept: Uint8Array[] = [];
    const shared = bytesOf('ask');
    createFlowGate('udp', { ...recorder(), onBytes: (bytes) => kept.push(bytes) }).bytes(shared, from);
    shared.fill(0);
    expect(kept).toEqual([bytesOf('ask')]);
  });

  it('answers every send: settled, thrown, shut meanwhile or shut before', async () => {
    const gate = createFlowGate('udp', recorder());
    expect(await gate.attempt((settle) => settle(ok(undefined)))).toEqual(ok(undefined));
    const thrown = gate.attempt(() => {
      throw Object.assign(new Error('words'), { code: 'EMSGSIZE' });
    });
    expect(await thrown).toMatchObject({ ok: false, error: { code: 'message-too-large' } });
    const waiting = gate.attempt(() => undefined);
    expect([gate.shut(), gate.shut()]).toEqual([true, false]);
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'no-socket' } });
    expect(await gate.attempt((settle) => settle(ok(undefined)))).toMatchObject({ ok: false });
  });
});
