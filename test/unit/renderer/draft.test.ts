import { describe, expect, it } from 'vitest';
import {
  draftOfProfile,
  draftOfRequest,
  emptyDraft,
  readDraft,
  splitServer,
} from '../../../renderer/state/draft.ts';
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
    expect(readDraft(draftOfRequest(result.request) ?? emptyDraft)).toEqual(result);
    expect(draftOfRequest({ ...result.request, demo: 'kernel-alg' })).toBeNull();
  });
});
