import { describe, expect, test, vi } from 'vitest';
import { demoScenarios } from '../../../../main/demo/scenarios.ts';
import { defaultSettings, maxMessageChars, methodNames } from '../../../../shared/ipc/contract.ts';
import { tampered } from '../../../fakes/report.ts';
import { codeOf, demoRequest, freshReport, openBench, valueOf } from './bench.ts';

// Files and sockets: on a busy machine they take what they take.
vi.setConfig({ testTimeout: 60_000 });

const deep = (levels: number): unknown => {
  let value: unknown = {};
  for (let level = 0; level < levels; level++) value = { inner: value };
  return value;
};

const cycle: Record<string, unknown> = {};
cycle['self'] = cycle;

describe('a call', () => {
  test.each([
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '',
    'run.State',
    'run.state ',
    'run.state\0',
  ])('of %j is unknown', async (method) => {
    const { call } = await openBench();
    expect(codeOf(await call(method))).toBe('unknown-method');
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'x'],
    ['an array', []],
    ['a function', () => undefined],
    ['a cycle', cycle],
    ['a big number', { n: 1n }],
    ['another field', { x: 1 }],
    ['a field __proto__', JSON.parse('{"__proto__":{"x":1}}')],
    ['nesting beyond any stack', deep(100_000)],
  ])('with %s is refused', async (_name, request) => {
    const { service } = await openBench();
    expect(codeOf(await service.call('run.state', request))).toBe('bad-request');
  });

  test('larger than the contract allows is refused before its schema looks at it', async () => {
    const { call } = await openBench();
    expect(codeOf(await call('report.read', { text: 'x'.repeat(maxMessageChars) }))).toBe('too-large');
  });

  test('whose answer breaks the contract is refused', async () => {
    const { call } = await openBench({ version: 'v'.repeat(41) });
    expect(codeOf(await call('app.info'))).toBe('bad-answer');
  });

  test('that fails inside is a refusal, not an exception', async () => {
    const { call } = await openBench({
      launchEngine: () => {
        throw new Error('no process');
      },
    });
    expect((await call('run.start', demoRequest)).ok).toBe(true);
    expect(valueOf(await call('run.state'))).toMatchObject({ phase: 'failed', code: 'engine-stopped' });
  });

  test('after the end is refused', async () => {
    const { service } = await openBench();
    await service.close();
    expect(codeOf(await service.call('app.info', {}))).toBe('disconnected');
  });

  test('changes no prototype', async () => {
    const { call } = await openBench();
    for (const method of methodNames)
      await call(
        method,
        JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
      );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('app.info', () => {
  test('names the scenarios and no profile', async () => {
    const { call } = await openBench({ isDemo: true });
    expect(valueOf(await call('app.info'))).toEqual({
      version: '0.1.0',
      host: 'loopback',
      os: process.platform,
      arch: process.arch,
      isDemo: true,
      canDrag: false,
      demoScenarios,
      profile: null,
      profileOrigin: null,
    });
  });

  test.each([
    ['a good profile', '{"format":"sip-alg-profile","version":1,"name":"A","server":"pbx.example"}', 'A'],
    ['no JSON', 'x', undefined],
    [
      'an unknown field',
      '{"format":"sip-alg-profile","version":1,"name":"A","server":"a.example","x":1}',
      undefined,
    ],
  ])('reads %s', async (_name, profileText, name) => {
    const { call } = await openBench({ profileText });
    const info = valueOf(await call('app.info')) as { profile: { name: string } | null };
    expect(info.profile?.name).toBe(name);
  });
});

const read = async (text: string) => valueOf(await (await openBench()).call('report.read', { text }));

describe('report.read', () => {
  const report = freshReport();

  test('gives the report and says that its verdict follows', async () => {
    expect(await read(JSON.stringify(report))).toEqual({
      isReport: true,
      report,
      comparison: null,
      replays: true,
      seal: { state: 'unsealed', fingerprint: null },
    });
  });

  test('tells a verdict that somebody changed', async () => {
    const other = report.alg.level === 'confirmed' ? 'unlikely' : 'confirmed';
    expect(await read(tampered(report, 'alg.level', other))).toMatchObject({
      isReport: true,
      replays: false,
    });
  });

  test.each([
    '',
    'x',
    '{}',
    '[]',
    '{"__proto__":1}',
    '{"format":"sip-alg-report","version":3}',
    '['.repeat(50_000),
  ])('says what is wrong with %.30j', async (text) => {
    expect(await read(text)).toMatchObject({
      isReport: false,
      code: expect.stringMatching(/./),
      message: expect.stringMatching(/./),
    });
  });

  test('keeps its message short whatever the file holds', async () => {
    const text = JSON.stringify({ ...report, ['k'.repeat(100_000)]: 1 });
    expect(await read(text)).toMatchObject({ isReport: false });
  });

  test('refuses more than a report can have', async () => {
    expect(await read(`"${'x'.repeat(9 * 1024 * 1024)}"`)).toEqual({
      isReport: false,
      code: 'too-large',
      message: 'It is too large.',
    });
  });
});

describe('an opened file', () => {
  test('is announced, and handed out once', async () => {
    const { service, call } = await openBench();
    const heard: string[] = [];
    service.on((event) => void heard.push(event));
    service.openFile('a.sipreport', new TextEncoder().encode('{}'));
    expect(heard).toEqual(['file.arrived']);
    expect(valueOf(await call('file.pending'))).toEqual({ name: 'a.sipreport', text: '{}' });
    expect(valueOf(await call('file.pending'))).toBeNull();
  });

  test('that is no text still reaches the window', async () => {
    const { service, call } = await openBench();
    service.openFile('n'.repeat(400), new Uint8Array([0xff, 0xfe, 0]));
    expect(valueOf(await call('file.pending'))).toMatchObject({ name: 'n'.repeat(255) });
  });

  test('a bad listener keeps no event from the others', async () => {
    const { service } = await openBench();
    const heard: string[] = [];
    service.on(() => {
      throw new Error('bad listener');
    });
    const stop = service.on((event) => void heard.push(event));
    service.openFile('a', new Uint8Array());
    stop();
    service.openFile('b', new Uint8Array());
    expect(heard).toEqual(['file.arrived']);
  });
});

test('settings start with the defaults', async () => {
  const { call } = await openBench();
  expect(valueOf(await call('settings.read'))).toEqual(defaultSettings);
});
