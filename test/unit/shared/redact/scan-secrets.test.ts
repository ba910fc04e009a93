import { describe, expect, it } from 'vitest';
import { encodeBase64 } from '../../../../shared/base/base64.ts';
import { latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { scanForSecrets } from '../../../../shared/redact/scan-secrets.ts';
import { full, redacted } from './redact-bench.ts';

const base64 = (text: string): string => encodeBase64(latin1ToBytes(text));
const key = '-----BEGIN EC PRIVATE KEY-----';

/** Every text of a document replaced by another one, and the places of all of them. */
function planted(
  json: unknown,
  text: string,
): { readonly document: string; readonly fields: readonly string[] } {
  const fields: string[] = [];
  const walk = (value: unknown, place: string): unknown => {
    if (typeof value === 'string') {
      fields.push(place);
      return text;
    }
    if (Array.isArray(value)) return value.map((inner, i) => walk(inner, `${place}.${i}`));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        walk(inner, place === '' ? name : `${place}.${name}`),
      ]),
    );
  };
  return { document: JSON.stringify(walk(json, '')), fields };
}

describe('planted in every text of a masked report', () => {
  const copy = redacted(full(), 'no-addresses');
  it.each([
    ['a password', 'x password=hunter2'],
    ['a private key', key],
    ['an answer to a password question', 'Authorization: Digest username="jan", response="00"'],
    ['an e-mail address', 'ask jan.jansen@provider.example'],
    ['an address', 'at 192.168.1.10 now'],
    ['an address', '2a00:1450:4009::200e'],
    ['a hardware address', '38:10:d5:aa:bb:cc'],
    ['an address', base64('from 203.0.113.2:5060')],
    ['an address', '203%2E0%2e113%2E2'],
    ['an answer to a password question', 'Via: x\r\nAuthorization:\r\n Digest username="jan"\r\n'],
  ])('%s: %s', (kind, text) => {
    const { document, fields } = planted(copy, text);
    const findings = scanForSecrets(document, 'no-addresses');
    const found = new Set(findings.flatMap((one) => (one.kind === kind ? [one.field] : [])));
    expect(fields.length).toBeGreaterThan(200);
    // The number of a section of an RFC may look like an address.
    expect(fields.filter((field) => !found.has(field) && !field.endsWith('.section'))).toEqual([]);
  });
});

const find = (text: string): boolean =>
  scanForSecrets(text, 'no-addresses', ['10.1.2.3', 'pbx.example', 'jan']).length > 0;

describe('what is found', () => {
  it.each([
    ['full', 'a private key', key],
    ['full', 'an answer to a password question', 'Proxy-Authorization: Digest username="j"'],
    ['full', 'an answer to a password question', `response="${'0a'.repeat(16)}"`],
    ['full', 'an answer to a password question', 'username="jan", nonce="12"'],
    ['full', 'a password', 'a=ice-pwd:asd88fgpdd777uzjYhagZg'],
    ['full', 'a password', 'sip:jan:geheim@pbx.example'],
    ['full', 'an access token', 'Bearer abcdefghijklmnop'],
    ['full', 'an access token', 'api_key=1'],
    ['no-local-names', 'an e-mail address', 'jan@mail.example'],
    ['no-local-names', 'a hardware address', '38-10-d5-aa-bb-cc'],
    ['no-addresses', 'an address', '198.51.100.7'],
    ['no-addresses', 'an address', '[fe80::1]:5060'],
    ['no-addresses', 'an address', 'FE80:0:0:0:0:0:0:1'],
    ['no-addresses', 'an address', '::ffff:10.0.0.1'],
  ] as const)('%s: %s in %s', (level, kind, text) => {
    expect(scanForSecrets(text, level)).toContainEqual({ field: '', kind });
    expect(scanForSecrets(JSON.stringify({ a: [{ b: text }] }), level)).toContainEqual({
      field: 'a.0.b',
      kind,
    });
  });

  it.each([
    ['full', 'Authorization: removed\r\nContact: <sip:203.0.113.10:5060>'],
    ['full', 'WWW-Authenticate: Digest realm="asterisk",nonce="1795/4c6c47c7de781055a7d8fc904ddeab46"'],
    ['full', 'jan@mail.example 198.51.100.7'],
    ['no-local-names', '198.51.100.7 sip:algcheck@pbx.example'],
    ['no-addresses', 'LAN-00000001 127.0.0.1 ::1 15:59:50 22.10.1'],
  ] as const)('%s: nothing in %s', (level, text) => {
    expect(scanForSecrets(text, level)).toEqual([]);
  });

  it('finds a field by its name', () => {
    expect(scanForSecrets('{"account":{"password":"x"}}', 'full')).toEqual([
      { field: 'account.password', kind: 'a password' },
    ]);
  });

  it('finds what was taken out, however it is written', () => {
    expect(
      ['0a010203', 'n 167838211', '10_1_2_3', 'at PBX.example', 'sip:jan@LAN-1'].filter(
        (text) => !find(text),
      ),
    ).toEqual([]);
    expect(find('january')).toBe(false);
  });
});
