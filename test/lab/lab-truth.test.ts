// Is the bench what we take it for? Every router mode is checked with a script that shares no code with the product.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, openLab, skipLab } from './lab.ts';
import { addresses, type RouterModes } from './network.ts';
import { inWords, listenOnClient, type ProbeKind, probe } from './probe-script.ts';
import { describeMode, type RouterMode, routerModes } from './router-mode.ts';

const allKinds: readonly ProbeKind[] = ['truthful', 'decoy', 'translated', 'diverted', 'tcp'];

const wordsOf = async (lab: Lab, port: number, kinds = allKinds) =>
  (await probe(lab, kinds, { port })).map(inWords);

const udp = (truthful: string, decoy: string, translated: string, diverted: string) => [
  `truthful: ${truthful}`,
  `decoy: ${decoy}`,
  `translated: ${translated}`,
  `diverted: ${diverted}`,
];
const own = 'own address, own port';
const kept = 'public address, own port';
const changed = 'public address, other port';

const untranslated = udp(own, own, 'as sent', 'A');
const clean = udp(kept, kept, 'as sent', 'A');
const cleanRandom = udp(changed, changed, 'as sent', 'A');
const edited = udp(own, kept, 'edited', 'B');
const editedRandom = udp(own, changed, 'edited', 'B');
// Without an answer to `truthful` there is no mapping to translate to.
const silent = ['truthful: silent', 'decoy: silent', 'diverted: silent'];

interface Expected {
  readonly main: readonly string[];
  readonly alternative: readonly string[];
  readonly tcp: string;
}

const expectations: Readonly<Record<RouterMode, Expected>> = {
  none: { main: untranslated, alternative: untranslated, tcp: own },
  plain: { main: clean, alternative: clean, tcp: kept },
  random: { main: cleanRandom, alternative: cleanRandom, tcp: changed },
  fullcone: { main: clean, alternative: clean, tcp: kept },
  alg: { main: edited, alternative: clean, tcp: kept },
  'alg-random': { main: editedRandom, alternative: cleanRandom, tcp: changed },
  'alg-5160': { main: edited, alternative: edited, tcp: kept },
  'alg-any': { main: edited, alternative: edited, tcp: kept },
  'alg-tcp': { main: edited, alternative: clean, tcp: own },
  'alg-nonat': { main: untranslated, alternative: untranslated, tcp: own },
  block5060: { main: silent, alternative: clean, tcp: kept },
};

describe.skipIf(skipLab())('one router', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ layout: 'single' });
    await lab.asterisk({ strangerStatus: 200 });
  });
  afterAll(() => lab?.close());

  test.each(routerModes.map((mode) => [mode, describeMode(mode)] as const))('%s: %s', async (mode) => {
    const { main, alternative, tcp } = expectations[mode];
    await lab.mode(mode);
    expect(await wordsOf(lab, 5060)).toEqual([...main, `tcp: ${tcp}`]);
    expect(await wordsOf(lab, 5160, ['truthful', 'decoy', 'translated', 'diverted'])).toEqual(alternative);
  });

  test.each([
    ['fullcone', 'from outside'],
    ['plain', null],
    ['alg', null],
  ] as const)('a datagram that nobody asked for: %s lets in %s', async (mode, expected) => {
    await lab.mode(mode);
    const send = `for n in 1 2 3 4 5; do sleep 0.15; printf 'from outside' > /dev/udp/${addresses.routerWan}/40000; done`;
    const arrived = await listenOnClient(lab, 40_000, () => lab.runOn('server', ['bash', '-c', send]));
    expect(arrived).toBe(expected);
  });

  test('loss takes datagrams and leaves TCP alone', async () => {
    await lab.mode('plain', { lossPercent: 100 });
    expect(await wordsOf(lab, 5060, ['truthful', 'tcp'])).toEqual(['truthful: silent', `tcp: ${kept}`]);
  });

  test('dropAfter: the first answers come, then everything of this host is gone', async () => {
    await lab.mode('plain', { dropAfter: 2 });
    expect(await wordsOf(lab, 5060, ['truthful', 'decoy', 'truthful', 'tcp'])).toEqual([
      `truthful: ${kept}`,
      `decoy: ${kept}`,
      'truthful: silent',
      'tcp: silent',
    ]);
  });

  test('a stopped server is silent', async () => {
    await lab.mode('plain');
    const asterisk = await lab.asterisk();
    await asterisk.stopHard();
    expect(await wordsOf(lab, 5060, ['truthful', 'tcp'])).toEqual(['truthful: silent', 'tcp: silent']);
    await lab.asterisk({ strangerStatus: 200 });
  });

  test('a capture at the server holds each request once, and no name is looked up', async () => {
    await lab.mode('alg');
    const [atServer, atClient] = [await lab.capture('server'), await lab.capture('client', 'port 53')];
    await probe(lab, ['truthful', 'decoy']);
    expect((await atServer.stop()).filter((line) => line.includes('OPTIONS'))).toHaveLength(2);
    expect(await atClient.stop()).toEqual([]);
  });
});

describe.skipIf(skipLab())('two routers', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ layout: 'double' });
    await lab.asterisk({ strangerStatus: 200 });
  });
  afterAll(() => lab?.close());

  const cases: readonly (readonly [Partial<RouterModes>, readonly string[]])[] = [
    [{}, clean],
    [{ inner: 'random' }, cleanRandom],
    // Only an answer that went astray shows an ALG on the inner router ...
    [{ inner: 'alg' }, udp(kept, kept, 'as sent', 'B')],
    // ... and only the public address in our own Via shows one on the outer router.
    [{ outer: 'alg' }, udp(kept, kept, 'edited', 'A')],
    [{ inner: 'alg', outer: 'alg' }, edited],
    [{ inner: 'none', outer: 'plain' }, clean],
    [{ inner: 'none', outer: 'none' }, untranslated],
    [{ outer: 'block5060' }, silent],
  ];
  test.each(cases)('%o', async (modes, expected) => {
    await lab.mode(modes);
    expect(await wordsOf(lab, 5060, ['truthful', 'decoy', 'translated', 'diverted'])).toEqual(expected);
  });
});
