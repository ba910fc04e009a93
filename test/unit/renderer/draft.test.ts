import { describe, expect, it } from 'vitest';
import {
  draftOfProfile,
  draftOfRequest,
  emptyDraft,
  forgetPassword,
  passwordFor,
  readDraft,
  removeAccount,
  splitServer,
  typePassword,
} from '../../../renderer/state/draft.ts';
import { createAppStore } from '../../../renderer/state/store.ts';
import { checkRequestSchema } from '../../../shared/ipc/contract.ts';

describe('splitServer', () => {
  it.each([
    ['sip.example.com', 'sip.example.com', ''],
    ['  sip.example.com  ', 'sip.example.com', ''],
    ['sip.example.com:5080', 'sip.example.com', '5080'],
    ['sip:100@sip.example.com:5080;transport=udp', 'sip.example.com', '5080'],
    ['sips:sip.example.com', 'sip.example.com', ''],
    ['192.0.2.7:5060', '192.0.2.7', '5060'],
    ['2001:db8::7', '2001:db8::7', ''],
    ['[2001:db8::7]:5060', '2001:db8::7', '5060'],
    ['', '', ''],
  ])('takes %j apart', (text, host, port) => {
    expect(splitServer(text)).toEqual({ host, port });
  });
});

describe('readDraft', () => {
  const draft = { ...emptyDraft, server: 'sip.example.com' };

  it('makes a request that the contract accepts', () => {
    const result = readDraft({
      ...draft,
      port: '5062',
      altPort: '5160',
      tcp: true,
      tls: true,
      probeUser: 'probe',
    });
    expect(result.ok && checkRequestSchema.parse(result.request)).toEqual({
      server: 'sip.example.com',
      port: 5062,
      altPort: 5160,
      transports: ['udp', 'tcp', 'tls'],
      probeUser: 'probe',
      demo: null,
      account: null,
      streamSeconds: null,
      lookAtRouter: true,
      compareWith: null,
    });
  });

  it('lets a port in the name win over the field', () => {
    const result = readDraft({ ...draft, server: 'sip.example.com:5080', port: '5062' });
    expect(result.ok && result.request.port).toBe(5080);
  });

  it.each([
    [{ server: '' }, { server: 'empty' }],
    [{ server: '   ' }, { server: 'empty' }],
    [{ server: 'two words' }, { server: 'not-a-name' }],
    [{ server: 'sip.example.123' }, { server: 'not-a-name' }],
    [{ server: '300.1.1.1' }, { server: 'not-a-name' }],
    [{ server: 'sip.example.com:0' }, { server: 'not-a-port' }],
    [{ port: '65536' }, { port: 'not-a-port' }],
    [{ port: '5e3' }, { port: 'not-a-port' }],
    [{ altPort: '-1' }, { altPort: 'not-a-port' }],
    [{ altPort: '5060' }, { altPort: 'same-port' }],
    [{ port: '5080', altPort: '5080' }, { altPort: 'same-port' }],
    [{ probeUser: 'two words' }, { probeUser: 'not-a-user' }],
    [{ probeUser: 'x'.repeat(65) }, { probeUser: 'not-a-user' }],
  ])('says what is wrong with %j', (change, faults) => {
    expect(readDraft({ ...draft, ...change })).toEqual({ ok: false, faults });
  });

  it('accepts nothing that the contract would refuse', () => {
    const servers = [
      'a',
      'a_b.c',
      'x.'.repeat(100),
      '-a.b',
      'a..b',
      '192.0.2.7',
      '::1',
      'fe80::1%eth0',
      'ü.de',
    ];
    const requests = servers.flatMap((server) => {
      const result = readDraft({ ...emptyDraft, server });
      return result.ok ? [result.request] : [];
    });
    expect(requests.map(({ server }) => server)).toEqual([
      'a',
      'a_b.c',
      'x.'.repeat(100),
      '192.0.2.7',
      '::1',
    ]);
    expect(requests.filter((request) => !checkRequestSchema.safeParse(request).success)).toEqual([]);
  });
});

describe('a form that is filled in already', () => {
  it('takes over the profile of the provider', () => {
    const profile = {
      format: 'sip-alg-profile',
      version: 1,
      name: 'Example',
      server: 'pbx.example',
    } as const;
    expect(draftOfProfile({ ...profile, altPort: 5160, transports: ['udp', 'tcp'] })).toEqual({
      ...emptyDraft,
      server: 'pbx.example',
      altPort: '5160',
      tcp: true,
    });
  });

  it('stands for the same request again, and is left alone by a demo', () => {
    const result = readDraft({ ...emptyDraft, server: 'pbx.example', port: '5062', tls: true });
    if (!result.ok) throw new Error('unexpected');
    expect(readDraft(draftOfRequest(result.request, emptyDraft) ?? emptyDraft)).toEqual(result);
    expect(draftOfRequest({ ...result.request, demo: 'kernel-alg' }, emptyDraft)).toBeNull();
  });
});

const anna = { ...emptyDraft, server: 'pbx.example', username: 'anna', password: 'secret' };

describe('an account in the form', () => {
  it('becomes part of a request that the contract accepts, without its password', () => {
    const result = readDraft({ ...anna, username: ' anna ', echoExtension: ' 600 ', streamSeconds: 30 });
    expect(result.ok && checkRequestSchema.parse(result.request)).toMatchObject({
      account: { username: 'anna', echoExtension: '600', readbackExtension: null },
      streamSeconds: 30,
    });
    expect(JSON.stringify(result)).not.toContain('secret');
  });

  it('asks for no sound without an extension that echoes, and for nothing without a user name', () => {
    const withoutEcho = readDraft({ ...anna, readbackExtension: '601' });
    expect(withoutEcho.ok && withoutEcho.request).toMatchObject({
      account: { echoExtension: null, readbackExtension: '601' },
      streamSeconds: null,
    });
    const fromProfile = readDraft({ ...emptyDraft, server: 'pbx.example', echoExtension: '600' });
    expect(fromProfile.ok && fromProfile.request).toMatchObject({ account: null, streamSeconds: null });
  });

  it.each([
    [{ password: '' }, { password: 'no-password' }],
    [{ username: '' }, { username: 'no-user' }],
    [{ username: 'an na' }, { username: 'not-a-user' }],
    [{ echoExtension: '6 00' }, { echoExtension: 'not-a-user' }],
    [{ readbackExtension: 'x'.repeat(65) }, { readbackExtension: 'not-a-user' }],
  ])('says what is wrong with %j', (change, faults) => {
    expect(readDraft({ ...anna, ...change })).toEqual({ ok: false, faults });
  });

  it('gives its password to the server and user it was typed for only', () => {
    const account = { username: 'anna', echoExtension: null, readbackExtension: null };
    const asked = { server: 'pbx.example', account };
    expect(passwordFor({ ...anna, server: 'sip:pbx.example:5080' }, asked)).toBe('secret');
    expect(passwordFor(anna, { ...asked, server: 'other.example' })).toBeNull();
    expect(passwordFor(anna, { ...asked, account: { ...account, username: 'bert' } })).toBeNull();
    expect(passwordFor(anna, { ...asked, account: null })).toBeNull();
    expect(passwordFor({ ...anna, password: '' }, asked)).toBeNull();
  });

  it('keeps a typed password when the form is filled from a request again', () => {
    const result = readDraft({ ...anna, echoExtension: '600', streamSeconds: 30 });
    if (!result.ok) throw new Error('unexpected');
    expect(draftOfRequest(result.request, anna)).toMatchObject({
      password: 'secret',
      echoExtension: '600',
      streamSeconds: 30,
    });
    expect(draftOfRequest(result.request, emptyDraft)).toMatchObject({ username: 'anna', password: '' });
  });

  it('takes its password along when it leaves, and leaves the extensions of the provider', () => {
    const store = createAppStore();
    const profile = { format: 'sip-alg-profile', version: 1, name: 'E', server: 'pbx.example' } as const;
    store.setState({
      draft: { ...anna, echoExtension: '999' },
      isPasswordAsked: true,
      info: { ...info, demoScenarios: [], profile: { ...profile, echoExtension: '600' } },
    });
    removeAccount(store);
    expect(store.getState().draft).toEqual({
      ...emptyDraft,
      server: 'pbx.example',
      echoExtension: '600',
    });
    expect(store.getState().isPasswordAsked).toBe(false);
  });

  it('asks no longer once a password is typed, and forgets it with the page', () => {
    const store = createAppStore();
    store.setState({ isPasswordAsked: true });
    typePassword(store, 'secret');
    expect(store.getState()).toMatchObject({ isPasswordAsked: false, draft: { password: 'secret' } });
    forgetPassword(store);
    expect(store.getState().draft.password).toBe('');
  });
});

const info = {
  version: '0.1.0',
  host: 'loopback',
  os: 'linux',
  arch: 'x64',
  isDemo: false,
  canDrag: false,
  profileOrigin: 'bundled',
  demoScenarios: [],
} as const;
