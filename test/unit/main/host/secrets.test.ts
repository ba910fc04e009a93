// A remembered password: a real file, a cipher that the test holds the key of.
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { type Cipher, openSecretFile } from '../../../../main/engine/host/secret-file.ts';
import { secureIds } from '../../../../main/io/ids.ts';
import type { NoStoreReason } from '../../../../shared/ipc/secrets.ts';
import { tempFolder } from '../io/temp-folder.ts';
import { codeOf, demoRequest, exists, openBench, valueOf } from './bench.ts';

// Files: on a busy machine they take what they take.
vi.setConfig({ testTimeout: 60_000 });

const anna = { server: 'pbx.example', username: 'anna', password: 'correct horse' };
const annaIs = { phase: 'remembered', server: 'pbx.example', username: 'anna' };
const account = { username: 'anna', echoExtension: '600', readbackExtension: null };
const asked = { ...demoRequest, demo: null, account };

const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0xa5);

/** Encrypts by turning bits over, as long as the system is as the test says. */
function fakeCipher() {
  const system: { reason: NoStoreReason | null; isLocked: boolean } = { reason: null, isLocked: false };
  const cipher: Cipher = {
    refusal: async () => system.reason,
    encrypt: async (text) => {
      if (system.isLocked) throw new Error('locked');
      return flip(new TextEncoder().encode(text));
    },
    decrypt: async (bytes) => {
      if (system.isLocked) throw new Error('locked');
      return new TextDecoder().decode(flip(bytes));
    },
  };
  return { system, cipher };
}

async function openSecrets(folder?: string) {
  const where = folder ?? join(await tempFolder(), 'state');
  const { system, cipher } = fakeCipher();
  const secrets = openSecretFile(where, cipher, secureIds);
  const bench = await openBench({ folder: where, secrets });
  return { ...bench, system, path: join(where, 'account.secret') };
}

describe('a remembered password', () => {
  test('survives a restart, encrypted, in a private file', async () => {
    const { call, folder, path } = await openSecrets();
    expect(valueOf(await call('secret.state'))).toEqual({ phase: 'empty' });
    expect(valueOf(await call('secret.remember', anna))).toEqual(annaIs);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const text = await readFile(path, 'utf8');
    expect(text).not.toContain('correct horse');
    expect(text).not.toContain(Buffer.from('correct horse').toString('base64').slice(0, 12));
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    const next = await openSecrets(folder);
    expect(valueOf(await next.call('secret.state'))).toEqual(annaIs);
  });

  test.each(['run.start', 'monitor.start'])(
    '%s hands it to the engine, and to nobody else',
    async (method) => {
      const { call, engine, folder, service } = await openSecrets();
      await call('secret.remember', anna);
      const told: unknown[] = [];
      service.on((_event, payload) => told.push(payload));
      const {
        demo: _demo,
        transports: _t,
        altPort: _a,
        streamSeconds: _s,
        lookAtRouter: _l,
        compareWith: _c,
        ...line
      } = asked;
      const request = method === 'run.start' ? asked : { ...line, intervalMs: 100, durationSeconds: 60 };
      expect(valueOf(await call(method, { ...request, password: null, useRemembered: true }))).toEqual({});
      expect(engine().posted).toMatchObject([{ request, password: 'correct horse' }]);
      const answers = await Promise.all(
        ['run.state', 'monitor.state', 'secret.state', 'history.list'].map((name) => call(name)),
      );
      const files = (await readdir(folder)).filter((name) => name !== 'history');
      const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
      expect(JSON.stringify([told, answers, texts])).not.toContain('correct horse');
    },
  );

  test('gives way to one that is typed', async () => {
    const { call, engine } = await openSecrets();
    await call('secret.remember', anna);
    await call('run.start', { ...asked, password: 'typed', useRemembered: true });
    expect(engine().posted).toMatchObject([{ password: 'typed' }]);
  });

  test.each([
    ['another server', { ...asked, server: 'other.example' }],
    ['another user', { ...asked, account: { ...account, username: 'bert' } }],
    ['no account', { ...asked, account: null }],
  ])('is not used for %s', async (_name, request) => {
    const { call, engines } = await openSecrets();
    await call('secret.remember', anna);
    expect(codeOf(await call('run.start', { ...request, useRemembered: true }))).toBe('secret-unreadable');
    expect(engines).toEqual([]);
  });

  test('is not used unasked', async () => {
    const { call, engine } = await openSecrets();
    await call('secret.remember', anna);
    await call('run.start', asked);
    expect(engine().posted).toMatchObject([{ password: null }]);
  });

  test('is replaced by the next one, and gone when it is forgotten', async () => {
    const { call, path } = await openSecrets();
    await call('secret.remember', anna);
    const bert = { server: 'other.example', username: 'bert', password: 'x' };
    expect(valueOf(await call('secret.remember', bert))).toMatchObject({ username: 'bert' });
    expect(valueOf(await call('secret.forget'))).toEqual({ phase: 'empty' });
    expect(await exists(path)).toBe(false);
    expect(valueOf(await call('secret.forget'))).toEqual({ phase: 'empty' });
  });

  test('is not sent to a server that somebody wrote into the file', async () => {
    const { call, path, engines } = await openSecrets();
    await call('secret.remember', anna);
    await writeFile(path, (await readFile(path, 'utf8')).replace('pbx.example', 'evil.example'));
    const request = { ...asked, server: 'evil.example', useRemembered: true };
    expect(codeOf(await call('run.start', request))).toBe('secret-unreadable');
    expect(engines).toEqual([]);
  });
});

describe('a file that cannot be read', () => {
  const sealed = { format: 'sip-alg-secret', version: 1, server: 'pbx.example', username: 'anna' };
  test.each([
    ['empty', ''],
    ['cut off', '{"format":"sip-alg-secret"'],
    ['of another kind', '[1]'],
    ['of a later version', JSON.stringify({ ...sealed, version: 2, sealed: 'AAAA' })],
    ['not UTF-8', Buffer.from([0xff, 0xfe])],
    ['huge', 'x'.repeat(100_000)],
  ])('because it is %s is told, stays, and can be replaced', async (_name, text) => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'account.secret'), text);
    const { call, path } = await openSecrets(folder);
    expect(valueOf(await call('secret.state'))).toEqual({ phase: 'unreadable' });
    expect(codeOf(await call('run.start', { ...asked, useRemembered: true }))).toBe('secret-unreadable');
    expect(await readFile(path)).toEqual(Buffer.from(text));
    expect(valueOf(await call('secret.remember', anna))).toEqual(annaIs);
  });

  test.each([
    ['no base64', '*'],
    ['no account', Buffer.from(flip(new TextEncoder().encode('{}'))).toString('base64')],
    ['no JSON', 'AAAA'],
  ])('because its secret is %s shows when it is used, and stays', async (_name, secret) => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'account.secret'), JSON.stringify({ ...sealed, sealed: secret }));
    const { call, path } = await openSecrets(folder);
    expect(valueOf(await call('secret.state'))).toEqual(annaIs);
    expect(codeOf(await call('run.start', { ...asked, useRemembered: true }))).toBe('secret-unreadable');
    expect(valueOf(await call('secret.state'))).toEqual({ phase: 'unreadable' });
    expect(await exists(path)).toBe(true);
  });

  test('while the key ring is locked is read when it is open again', async () => {
    const { call, system, engine } = await openSecrets();
    await call('secret.remember', anna);
    system.isLocked = true;
    expect(codeOf(await call('run.start', { ...asked, useRemembered: true }))).toBe('secret-unreadable');
    expect(codeOf(await call('secret.remember', { ...anna, password: 'new' }))).toBe('secret-not-kept');
    system.isLocked = false;
    await call('run.start', { ...asked, useRemembered: true });
    expect(engine().posted).toMatchObject([{ password: 'correct horse' }]);
    expect(valueOf(await call('secret.state'))).toEqual(annaIs);
  });
});

describe('without a safe place', () => {
  test.each(['not-available', 'not-encrypted'] as const)('(%s) nothing is kept or used', async (reason) => {
    const { call, system, path } = await openSecrets();
    await call('secret.remember', anna);
    const before = await readFile(path);
    system.reason = reason;
    expect(valueOf(await call('secret.state'))).toEqual({ phase: 'unavailable', reason });
    expect(codeOf(await call('secret.remember', { ...anna, password: 'new' }))).toBe('secret-not-kept');
    expect(codeOf(await call('run.start', { ...asked, useRemembered: true }))).toBe('secret-unreadable');
    expect(await readFile(path)).toEqual(before);
    expect(valueOf(await call('secret.forget'))).toMatchObject({ phase: 'unavailable' });
    expect(await exists(path)).toBe(false);
  });

  test('a program without a store says so and writes nothing', async () => {
    const { call, folder } = await openBench();
    expect(valueOf(await call('secret.state'))).toEqual({ phase: 'unavailable', reason: 'no-store' });
    expect(codeOf(await call('secret.remember', anna))).toBe('secret-not-kept');
    expect(await exists(join(folder, 'account.secret'))).toBe(false);
  });

  test('a folder that cannot be written is a refusal', async () => {
    const folder = join(await tempFolder(), 'file');
    await writeFile(folder, '');
    const { call } = await openSecrets(folder);
    expect(codeOf(await call('secret.remember', anna))).toBe('secret-not-kept');
  });
});

test.each([
  {},
  { ...anna, password: '' },
  { ...anna, password: 'x'.repeat(257) },
  { ...anna, server: 'a b' },
  { ...anna, username: 'a b' },
  { ...anna, extra: 1 },
])('%j is not remembered', async (request) => {
  const { call } = await openSecrets();
  expect(codeOf(await call('secret.remember', request))).toBe('bad-request');
});
