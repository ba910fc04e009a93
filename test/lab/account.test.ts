// Registration, call and readback against a real Asterisk behind real routers.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ObservationOf } from '../../shared/observation/observation.ts';
import { readFacts } from '../../shared/verdict/facts.ts';
import { serverSaw, storedContact } from '../../shared/verdict/rules/account.ts';
import { type AccountRun, buildAccountClient, runAccount } from './account-job.ts';
import type { Asterisk } from './asterisk.ts';
import { banLines } from './checking.ts';
import { pause } from './command.ts';
import { type Lab, openLab, skipLab } from './lab.ts';

const mainPath = { transport: 'udp', port: 5060 } as const;

const only = <K extends 'registration' | 'call' | 'readback'>(run: AccountRun, kind: K): ObservationOf<K> => {
  const found = run.observations.filter((o): o is ObservationOf<K> => o.kind === kind);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} facts of ${kind}`);
  return found[0];
};

const outcomes = ({ observations }: AccountRun): readonly string[] =>
  observations.map((o) =>
    'outcome' in o
      ? o.kind === 'registration'
        ? `${o.step} ${o.outcome}`
        : `${o.kind} ${o.outcome}`
      : o.kind,
  );

const channels = async (asterisk: Asterisk): Promise<string> =>
  /(\d+) active channels?/.exec(await asterisk.console('core show channels'))?.[1] ?? 'unknown';

const contacts = (asterisk: Asterisk): Promise<string> => asterisk.console('pjsip show contacts');

describe.skipIf(skipLab())('an account', () => {
  let lab: Lab;
  let asterisk: Asterisk;
  let client: Awaited<ReturnType<typeof buildAccountClient>>;
  beforeAll(async () => {
    client = await buildAccountClient();
    lab = await openLab({ layout: 'single' });
    asterisk = await lab.asterisk();
  });
  afterAll(async () => {
    await lab?.close();
    client?.remove();
  });
  const run = (tasks: Parameters<typeof runAccount>[2], credentials?: Parameters<typeof runAccount>[3]) =>
    runAccount(lab, client.file, tasks, credentials);

  const registered = ['look done', 'bind done', 'read done', 'release done'];

  test.each([
    ['plain', false, 'stored-contact-clean'],
    ['plain', true, 'stored-contact-clean'],
    ['random', false, 'stored-contact-clean'],
    ['random', true, 'stored-contact-clean'],
    ['fullcone', false, 'stored-contact-clean'],
    ['alg', false, 'stored-contact-edited'],
    ['alg', true, 'stored-contact-edited'],
    ['alg-random', false, 'stored-contact-edited'],
  ] as const)('registers behind %s (rewrite_contact %s): %s', async (mode, rewriteContact, rule) => {
    asterisk = await lab.asterisk({ rewriteContact });
    await lab.mode(mode);
    const result = await run([{ kind: 'register' }]);
    expect(outcomes(result)).toEqual(registered);
    const facts = readFacts(result.observations);
    expect(storedContact(facts, mainPath).map(({ rule }) => rule)).toEqual([rule]);
    expect(await contacts(asterisk)).toContain('No objects found');
    expect(await banLines(asterisk)).toBe(0);
    expect(result.requests).toBe(8);
  });

  test('a refused password is tried exactly once, and nothing follows', async () => {
    asterisk = await lab.asterisk();
    await lab.mode('plain');
    const result = await run([{ kind: 'register' }, { kind: 'call', extension: '600' }], {
      username: 'probe',
      password: 'not-the-secret',
    });
    expect(outcomes(result)).toEqual(['look credential-refused']);
    expect(result).toMatchObject({ requests: 2, strikes: 1 });
    expect(await banLines(asterisk)).toBe(1);
  });

  test('an extension that does not exist', async () => {
    asterisk = await lab.asterisk();
    await lab.mode('plain');
    const result = await run([{ kind: 'call', extension: '999' }]);
    expect(only(result, 'call')).toMatchObject({ outcome: 'not-found', statusCode: 404 });
    expect(await channels(asterisk)).toBe('0');
    // The server does write a line. This filter does not count it, others may: it stays one strike for us.
    expect(asterisk.logText()).toContain('extension not found in context');
    expect(await banLines(asterisk)).toBe(0);
    expect(result.strikes).toBe(1);
  });

  test.each([
    ['plain', 'readback-clean', []],
    ['random', 'readback-clean', []],
    ['fullcone', 'readback-clean', []],
    ['alg', 'readback-edited', ['via-host', 'content-length', 'media']],
    ['alg-random', 'readback-edited', ['via-host', 'via-port', 'content-length', 'media']],
  ] as const)('reads back behind %s: %s', async (mode, rule, fields) => {
    asterisk = await lab.asterisk();
    await lab.mode(mode);
    const result = await run([{ kind: 'readback', extension: 'readback' }]);
    expect(only(result, 'readback').outcome).toBe('read');
    const [evidence] = serverSaw(readFacts(result.observations), mainPath);
    expect(evidence?.rule).toBe(rule);
    expect(evidence?.changes.map(({ field }) => field)).toEqual(fields);
    expect(await channels(asterisk)).toBe('0');
    expect(await banLines(asterisk)).toBe(0);
  });

  test.each([
    ['plain', true, 4, 71],
    ['alg', true, 0, 75],
    ['plain', false, null, 0],
    ['alg', false, 0, 75],
  ] as const)(
    'calls an echo behind %s, rtp_symmetric %s',
    async (mode, rtpSymmetric, leadingLost, echoed) => {
      asterisk = await lab.asterisk({ rtpSymmetric });
      await lab.mode(mode);
      const result = await run([{ kind: 'call', extension: '600' }]);
      expect(only(result, 'call')).toMatchObject({
        outcome: 'answered',
        endedBy: 'us',
        answer: { codec: 'PCMU', isElsewhere: false },
        media: { sentPackets: 75, echoedPackets: echoed, leadingLostPackets: leadingLost, earlyPackets: 0 },
      });
      expect(await channels(asterisk)).toBe('0');
      expect(await banLines(asterisk)).toBe(0);
    },
  );

  test('hears it when the server ends the call', async () => {
    asterisk = await lab.asterisk({ rewriteContact: true });
    await lab.mode('plain');
    const result = await run([{ kind: 'call', extension: '606', packets: 400 }]);
    expect(only(result, 'call')).toMatchObject({ outcome: 'answered', endedBy: 'them' });
    expect(await channels(asterisk)).toBe('0');
  });

  test('hears that it is busy', async () => {
    asterisk = await lab.asterisk();
    await lab.mode('plain');
    expect(only(await run([{ kind: 'call', extension: '605' }]), 'call').outcome).toBe('busy');
  });

  test.each([
    ['at once', '600', 0],
    ['while the challenge is on its way', '600', 3],
    ['before anything rings', '604', 600],
    ['while it rings', '603', 800],
    ['while it is answered', '600', 265],
    ['during the call', '600', 900],
  ] as const)('cancelled %s, nothing stands on the server', async (_when, extension, cancelAfterMs) => {
    asterisk = await lab.asterisk();
    await lab.mode('plain');
    const result = await run([{ kind: 'call', extension, cancelAfterMs, packets: 200 }]);
    expect(['cancelled', 'answered', 'not-sent']).toContain(only(result, 'call').outcome);
    await pause(200);
    expect(await channels(asterisk)).toBe('0');
  });
});
