import { describe, expect, it } from 'vitest';
import { emptyDraft } from '../../../renderer/state/draft.ts';
import { openFile, openPendingFile } from '../../../renderer/state/file.ts';
import {
  acceptProfile,
  declineProfile,
  editProfile,
  formOfProfile,
  makeProfile,
  profileChanges,
  proposeProfile,
  removeProfile,
  wishedLanguages,
} from '../../../renderer/state/profile.ts';
import type { Profile } from '../../../shared/profile/profile.ts';
import { readProfileForm } from '../../../shared/profile/profile-form.ts';
import { appInfo } from '../../fakes/app-info.ts';
import { createFakeApp } from './fake-app.ts';
import { runningRun } from './run-states.ts';

const profile: Profile = {
  format: 'sip-alg-profile',
  version: 1,
  name: 'Example Telecom',
  server: 'pbx.example',
  port: 5070,
  altPort: 5160,
  transports: ['udp', 'tls'],
  probeUser: 'probe',
  echoExtension: '600',
  support: { name: 'Desk', email: 'help@example.org' },
  language: 'nl',
};
const info = appInfo;
const file = (name: string, text: string) => ({
  name,
  size: text.length,
  arrayBuffer: async () => new TextEncoder().encode(text).buffer,
});
const before = { draft: emptyDraft, current: null, language: 'en', isLanguageChosen: false };
const typed = {
  ...emptyDraft,
  server: 'other.example',
  username: 'anna',
  password: 'secret',
  lookAtRouter: false,
};

describe('a profile file', () => {
  it.each(['mine.sipprofile', 'MINE.SIPPROFILE'])(
    '%s is shown as a question, and nothing holds',
    async (name) => {
      const { app, asked } = createFakeApp({ 'profile.read': { isProfile: true, profile } });
      app.store.setState({ info, draft: typed });
      await openFile(app, file(name, 'the text'));
      expect(app.store.getState()).toMatchObject({
        proposal: { profile, text: 'the text' },
        draft: typed,
        info,
      });
      expect(asked.map(({ method }) => method)).toEqual(['profile.read']);
    },
  );

  it('from the system is shown the same way', async () => {
    const { app } = createFakeApp({
      'file.pending': { name: 'a.sipprofile', text: '{}' },
      'profile.read': { isProfile: true, profile },
    });
    await openPendingFile(app);
    expect(app.store.getState().proposal?.profile).toEqual(profile);
  });

  it('that is none says why', async () => {
    const { app } = createFakeApp({
      'profile.read': { isProfile: false, fault: 'bad-profile', message: 'It is not JSON.' },
    });
    await openFile(app, file('x.sipprofile', 'x'));
    expect(app.store.getState()).toMatchObject({
      proposal: null,
      fileFault: { fault: 'bad-profile', name: 'x.sipprofile', detail: 'It is not JSON.' },
    });
  });

  it('of another name is read as a report', async () => {
    const { app, asked } = createFakeApp({
      'report.read': { isReport: false, code: 'other-format', message: 'No.' },
    });
    await openFile(app, file('profile.json', '{}'));
    expect(asked.map(({ method }) => method)).toEqual(['report.read']);
  });
});

describe('the answer', () => {
  const used = { 'profile.use': { profile, origin: 'opened' as const } };
  const proposal = { profile, text: 'the text' };

  it('yes has the host use the very text that was read, and fills in the form', async () => {
    const { app, asked } = createFakeApp(used);
    app.store.setState({ info, proposal, draft: typed, screen: 'settings' });
    await acceptProfile(app);
    expect(asked).toEqual([{ method: 'profile.use', request: { text: 'the text' } }]);
    expect(app.store.getState()).toMatchObject({
      proposal: null,
      screen: 'start',
      info: { profile, profileOrigin: 'opened' },
      draft: { server: 'pbx.example', port: '5070', altPort: '5160', tls: true, probeUser: 'probe' },
    });
  });

  it('yes takes no account along to another server, and leaves the choice about the router', async () => {
    const { app } = createFakeApp(used);
    app.store.setState({ info, proposal, draft: typed });
    await acceptProfile(app);
    expect(app.store.getState().draft).toMatchObject({ username: '', password: '', lookAtRouter: false });
    app.store.setState({ proposal, draft: { ...typed, server: 'pbx.example:5060' } });
    await acceptProfile(app);
    expect(app.store.getState().draft).toMatchObject({ username: 'anna', password: 'secret' });
  });

  it('yes during a check leaves the check on the screen', async () => {
    const { app } = createFakeApp(used);
    app.store.setState({ info, proposal, run: runningRun, screen: 'testing' });
    await acceptProfile(app);
    expect(app.store.getState().screen).toBe('testing');
  });

  it('yes that cannot be kept changes nothing and says so', async () => {
    const { app } = createFakeApp({ 'profile.use': 'not-writable' });
    app.store.setState({ info, proposal, draft: typed });
    await acceptProfile(app);
    expect(app.store.getState()).toMatchObject({
      proposal: null,
      notice: 'not-writable',
      draft: typed,
      info,
    });
  });

  it('no asks the host nothing', () => {
    const { app, asked } = createFakeApp(used);
    app.store.setState({ info, proposal, draft: typed });
    declineProfile(app);
    expect(app.store.getState()).toMatchObject({ proposal: null, draft: typed, info });
    expect(asked).toEqual([]);
  });

  it('can be taken back: what the profile filled in goes, and the one of the program holds', async () => {
    const bundled: Profile = { format: 'sip-alg-profile', version: 1, name: 'P', server: 'sip.example' };
    const { app } = createFakeApp({ 'profile.remove': { profile: bundled, origin: 'bundled' } });
    app.store.setState({
      info: { ...info, profile, profileOrigin: 'opened' },
      draft: { ...emptyDraft, probeUser: 'probe' },
    });
    await removeProfile(app);
    expect(app.store.getState()).toMatchObject({
      info: { profile: bundled, profileOrigin: 'bundled' },
      draft: { ...emptyDraft, server: 'sip.example' },
    });
  });
});

describe('what a profile changes', () => {
  it('is told for each field with its old and its new value', () => {
    const draft = { ...emptyDraft, server: 'old.example:5080', probeUser: 'me', tcp: true };
    expect(profileChanges(profile, { ...before, draft, current: { ...profile, name: 'Old' } })).toEqual([
      { field: 'name', before: 'Old', after: 'Example Telecom' },
      { field: 'server', before: 'old.example', after: 'pbx.example' },
      { field: 'port', before: '5080', after: '5070' },
      { field: 'altPort', before: '', after: '5160' },
      { field: 'transports', before: 'UDP, TCP', after: 'UDP, TLS' },
      { field: 'probeUser', before: 'me', after: 'probe' },
      { field: 'echoExtension', before: '', after: '600' },
      { field: 'language', before: 'en', after: 'nl' },
    ]);
  });

  it('includes what it takes away', () => {
    const small: Profile = { format: 'sip-alg-profile', version: 1, name: 'S', server: 'pbx.example' };
    const draft = { ...emptyDraft, server: 'pbx.example', altPort: '5160' };
    expect(profileChanges(small, { ...before, draft, current: profile })).toEqual([
      { field: 'name', before: 'Example Telecom', after: 'S' },
      { field: 'altPort', before: '5160', after: '' },
      { field: 'support', before: 'Desk, help@example.org', after: '' },
    ]);
  });

  it('is not the language that the person chose', () => {
    const fields = profileChanges(profile, { ...before, isLanguageChosen: true }).map(({ field }) => field);
    expect(fields).not.toContain('language');
  });
});

const of = (profileOrigin: 'opened' | 'bundled') => ({ profile, profileOrigin });

describe('the language', () => {
  it.each([
    ['de', of('opened'), ['de']],
    [null, of('opened'), ['nl']],
    [null, of('bundled'), ['fr', 'nl']],
    [null, { profile: null, profileOrigin: null }, ['fr', 'en']],
    [null, null, ['fr', 'en']],
  ])(
    'is that of the person, the profile agreed to, the system, the program: %j',
    (chosen, provider, wished) => {
      expect(wishedLanguages(chosen, provider, ['fr'])).toEqual(wished);
    },
  );
});

describe('the editor', () => {
  it('writes the profile it was filled from', () => {
    const full: Profile = {
      ...profile,
      readbackExtension: '601',
      support: { name: 'D', url: 'https://a.example/' },
    };
    expect(readProfileForm(formOfProfile(full))).toEqual({ ok: true, value: full });
  });

  it('shows faults beside their fields until those change, and drops what was made', async () => {
    const { app, answers } = createFakeApp({
      'profile.write': { isProfile: false, faults: { name: 'empty', port: 'not-a-port' } },
    });
    expect(await makeProfile(app)).toBe(false);
    editProfile(app, { name: 'A' });
    expect(app.store.getState().profileFaults).toEqual({ port: 'not-a-port' });
    answers['profile.write'] = { isProfile: true, text: 't', code: 'c' };
    expect(await makeProfile(app)).toBe(true);
    expect(app.store.getState()).toMatchObject({ profileFaults: {}, madeProfile: { text: 't', code: 'c' } });
    editProfile(app, { tls: true });
    expect(app.store.getState().madeProfile).toBeNull();
  });

  it('passes on why a code is none', async () => {
    const { app } = createFakeApp({
      'profile.read': { isProfile: false, fault: 'cut-code', message: 'The end is missing.' },
    });
    expect(await proposeProfile(app, 'sipprofile1:')).toEqual({
      fault: 'cut-code',
      message: 'The end is missing.',
    });
    expect(app.store.getState().proposal).toBeNull();
  });
});
