// The account's part of the command line: what is read, and that nothing secret ever leaves it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { readAccountPlan } from '../../../../main/cli/account-options.ts';
import { UsageError } from '../../../../main/cli/usage-error.ts';
import type { Profile } from '../../../../shared/profile/profile.ts';

const folder = mkdtempSync(join(tmpdir(), 'salg-options-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const account = join(folder, 'account.json');
writeFileSync(account, JSON.stringify({ username: 'alice', password: 'do-not-tell' }));

const profile: Profile = {
  format: 'sip-alg-profile',
  version: 1,
  name: 'Provider',
  server: 'pbx.example',
  echoExtension: '600',
  readbackExtension: 'readback',
};

describe('an account plan', () => {
  it('is none without an account', async () => {
    expect(await readAccountPlan({}, profile, false)).toBeNull();
  });

  it('takes the extensions from the profile and ten seconds of sound', async () => {
    const plan = await readAccountPlan({ account }, profile, false);
    expect(plan).toMatchObject({ echoExtension: '600', readbackExtension: 'readback', streamSeconds: 10 });
    expect(plan?.account.username).toBe('alice');
  });

  it('prefers what was typed', async () => {
    const typed = { account, echoExtension: '700', readbackExtension: 'seen', stream: '30' };
    const plan = await readAccountPlan(typed, profile, false);
    expect(plan).toMatchObject({ echoExtension: '700', readbackExtension: 'seen', streamSeconds: 30 });
  });

  it('sends no sound with --no-stream, and none where nobody echoes', async () => {
    expect(await readAccountPlan({ account, stream: false }, profile, false)).toMatchObject({
      streamSeconds: null,
    });
    expect(await readAccountPlan({ account }, null, false)).toMatchObject({
      echoExtension: null,
      streamSeconds: null,
    });
  });

  it('shows its password to nobody', async () => {
    const plan = await readAccountPlan({ account }, profile, false);
    expect(JSON.stringify(plan) + inspect(plan, { depth: 9, showHidden: true })).not.toContain('do-not-tell');
  });

  it.each([
    [{ stream: '10' }, /need an account/],
    [{ echoExtension: '600' }, /need an account/],
    [{ readbackExtension: 'x' }, /need an account/],
    [{ account, stream: '4' }, /5 to 60 seconds/],
    [{ account, stream: '61' }, /5 to 60 seconds/],
    [{ account, stream: 'ten' }, /5 to 60 seconds/],
    [{ account, echoExtension: 'six hundred' }, /no extension/],
    [{ account, echoExtension: 'a\u001b[31m' }, /^"a\?\[31m" is no extension/],
    [{ account: join(folder, 'none.json') }, /cannot be read/],
  ])('refuses %j in one line', async (raw, line) => {
    const refused = readAccountPlan(raw, profile, false);
    await expect(refused).rejects.toThrow(line);
    await expect(refused).rejects.toBeInstanceOf(UsageError);
  });

  it('refuses sound without an extension that sends it back, and the demo', async () => {
    await expect(readAccountPlan({ account, stream: '10' }, null, false)).rejects.toThrow(/--echo-extension/);
    await expect(readAccountPlan({ account }, profile, true)).rejects.toThrow(/demo knows no accounts/);
  });
});
