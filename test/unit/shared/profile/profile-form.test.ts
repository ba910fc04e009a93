import { describe, expect, it } from 'vitest';
import { emptyProfileForm } from '../../../../shared/profile/empty-form.ts';
import { type ProfileForm, readProfileForm } from '../../../../shared/profile/profile-form.ts';

const typed: ProfileForm = { ...emptyProfileForm, name: ' Example Telecom ', server: 'pbx.example' };
const faultsOf = (change: Partial<ProfileForm>) => {
  const read = readProfileForm({ ...typed, ...change });
  return read.ok ? {} : read.error;
};

describe('readProfileForm', () => {
  it('leaves out what was not filled in', () => {
    expect(readProfileForm(typed)).toEqual({
      ok: true,
      value: { format: 'sip-alg-profile', version: 1, name: 'Example Telecom', server: 'pbx.example' },
    });
  });

  it('takes every field', () => {
    const read = readProfileForm({
      ...typed,
      port: ' 5070 ',
      altPort: '5160',
      tcp: true,
      tls: true,
      probeUser: 'probe',
      echoExtension: '600',
      readbackExtension: '601',
      supportName: 'Desk',
      supportEmail: 'help@example.org',
      supportUrl: 'https://example.org/',
      language: 'fr',
    });
    expect(read).toEqual({
      ok: true,
      value: {
        format: 'sip-alg-profile',
        version: 1,
        name: 'Example Telecom',
        server: 'pbx.example',
        port: 5070,
        altPort: 5160,
        transports: ['udp', 'tcp', 'tls'],
        probeUser: 'probe',
        echoExtension: '600',
        readbackExtension: '601',
        support: { name: 'Desk', email: 'help@example.org', url: 'https://example.org/' },
        language: 'fr',
      },
    });
  });

  it.each([
    [{ name: '' }, { name: 'empty' }],
    [{ name: 'a\u202eb' }, { name: 'not-plain' }],
    [{ name: 'x'.repeat(101) }, { name: 'not-plain' }],
    [{ server: '  ' }, { server: 'empty' }],
    [{ server: 'sip:pbx.example' }, { server: 'not-a-name' }],
    [{ server: 'probe:secret@pbx.example' }, { server: 'user-in-server' }],
    [{ port: '0' }, { port: 'not-a-port' }],
    [{ port: '5060x' }, { port: 'not-a-port' }],
    [{ port: '99999' }, { port: 'not-a-port' }],
    [{ altPort: '-1' }, { altPort: 'not-a-port' }],
    [{ altPort: '5060' }, { altPort: 'same-port' }],
    [{ port: '05070', altPort: '5070' }, { altPort: 'same-port' }],
    [{ probeUser: 'a b' }, { probeUser: 'not-a-user' }],
    [{ echoExtension: '6;0' }, { echoExtension: 'not-a-user' }],
    [{ readbackExtension: '<1>' }, { readbackExtension: 'not-a-user' }],
    [{ supportEmail: 'help@example.org' }, { supportName: 'empty' }],
    [{ supportName: 'x', supportEmail: 'help' }, { supportEmail: 'not-an-email' }],
    [{ supportName: 'x', supportUrl: 'http://example.org' }, { supportUrl: 'not-a-link' }],
  ] satisfies [Partial<ProfileForm>, object][])('tells each fault beside its field: %j', (change, faults) => {
    expect(faultsOf(change)).toEqual(faults);
  });

  it('tells all faults at once', () => {
    expect(faultsOf({ name: '', server: '', port: 'x', supportUrl: 'x' })).toEqual({
      name: 'empty',
      server: 'empty',
      port: 'not-a-port',
      supportName: 'empty',
      supportUrl: 'not-a-link',
    });
  });
});
