import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readAccountFile } from '../../../../main/cli/account-file.ts';
import { UsageError } from '../../../../main/cli/usage-error.ts';
import { tempFolder } from '../io/temp-folder.ts';

const secret = 'correct horse battery';
const good = JSON.stringify({ username: 'probe', password: secret });

const read = async (text: string | Uint8Array) => {
  const path = join(await tempFolder(), 'account.json');
  writeFileSync(path, text);
  return readAccountFile(path, Readable.from([]));
};

describe('an account', () => {
  it('is read from a file, or from standard input', async () => {
    const expected = { username: 'probe', password: secret, realm: null };
    expect(await read(good)).toEqual(expected);
    const pieces = [Buffer.from(good.slice(0, 9)), Buffer.from(good.slice(9))];
    expect(await readAccountFile('-', Readable.from(pieces))).toEqual(expected);
  });

  it('may name its realm', async () => {
    expect(await read(JSON.stringify({ username: 'a', password: 'b', realm: 'asterisk' }))).toMatchObject({
      realm: 'asterisk',
    });
  });

  it.each([
    ['no JSON', `{"username":"probe","password":"${secret}"`, 'is not usable. It is not JSON.'],
    ['no object', '[]', 'is not usable. It must hold'],
    [
      'another key',
      JSON.stringify({ username: 'a', password: secret, [secret]: 1 }),
      'is not usable. It must hold',
    ],
    ['no password', '{"username":"a"}', 'Its "password" cannot be used.'],
    ['a number', '{"username":"a","password":7}', 'Its "password" cannot be used.'],
    [
      'a user that is no user part',
      JSON.stringify({ username: secret, password: 'b' }),
      'Its "username" cannot be used.',
    ],
    ['a realm with a quote', '{"username":"a","password":"b","realm":"\\""}', 'Its "realm" cannot be used.'],
    [
      'too much',
      JSON.stringify({ username: 'a', password: 'x'.repeat(5000) }),
      'cannot be read (too-large).',
    ],
    ['no text', new Uint8Array([0xff, 0xfe]), 'is not UTF-8 text.'],
  ])('with %s is refused in one line that quotes nothing', async (_name, text, message) => {
    const error = await read(text).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UsageError);
    const said = error instanceof Error ? error.message : '';
    expect(said).toContain(message);
    expect(said).not.toContain(secret);
    expect(said).not.toContain('\n');
  });

  it('is refused when its file is not there, or when more is piped in than can be one', async () => {
    await expect(readAccountFile(join(await tempFolder(), 'none'), Readable.from([]))).rejects.toThrow(
      '(no-such-file)',
    );
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(1024, 0x20);
      })(),
    );
    await expect(readAccountFile('-', endless)).rejects.toThrow(
      'on standard input cannot be read (too-large)',
    );
  });
});
