// English for what is known about the router, and for advice that names it.

import type { Advice } from '../../router/advice-codes.ts';
import type { RouterGuess } from '../../router/identify.ts';
import type { RouterSection } from '../../router/section.ts';
import { adviceSentences, type Say } from './sentences.ts';

type RouterCode = Exclude<Advice['code'], keyof typeof adviceSentences>;

const ways: Readonly<Record<string, string>> = {
  'ask-provider': 'ask the provider',
  'bridge-mode': 'set the box to bridge or modem mode and use a router of your own',
  'ip-passthrough': 'set the box to IP passthrough and use a router of your own',
  'own-router': 'use a router of your own instead, if the provider allows it',
  'other-port': 'use another SIP port on server and phone',
  tls: 'use TLS and SRTP',
  vpn: 'use a VPN between phone and server',
  'public-address': 'ask the provider for a public address',
};

const routerAdviceSentences: Readonly<Record<RouterCode, Say>> = {
  'turn-alg-off-here': ({ name }) =>
    `Turn off SIP ALG in the router (${name}). The steps for it are listed below.`,
  'find-setting-here': ({ name }) =>
    `Turn off SIP ALG in the router (${name}). Look for SIP ALG, SIP helper, SIP passthrough or VoIP ALG.`,
  'ask-provider': ({ name, provider }) =>
    `The router (${name}) belongs to ${provider}. Ask them to turn off SIP ALG on this line.`,
  'alg-stays-here': ({ name }) => `The SIP ALG of this router (${name}) cannot be turned off.`,
  'look-beyond-this-router': ({ name }) =>
    `As delivered, this router (${name}) has no SIP ALG. Somebody added it, or another box on the way does it.`,
  'start-at-outer-router': () =>
    'There are two routers in a row. Begin with the outer one, next to the line: the changed address points to it.',
  'check-outer-router': () => 'There is a second router behind it. Do the same there.',
  'carrier-translates': () =>
    'The provider shares one address among many customers, and the change happens there. Ask the provider.',
  'way-around': ({ way }) => `Another way: ${ways[String(way)] ?? String(way)}.`,
  'leave-alg-on': () =>
    'Calls worked through it in this check. If nothing else is wrong, it can stay as it is.',
  'line-is-the-problem': () =>
    'Nothing edits the messages, but the line itself is poor. Ask the provider about the line.',
  'set-udp-timeout': ({ name, seconds }) =>
    `Set the UDP timeout of the router (${name}) to ${seconds} seconds, so that phones stay reachable.`,
  'set-keep-alive': ({ seconds }) =>
    `Let the phone send a keep-alive every ${seconds} seconds; the router forgets idle connections early.`,
};

const all: Readonly<Record<Advice['code'], Say>> = { ...adviceSentences, ...routerAdviceSentences };

/** One piece of advice as a sentence or two. */
export const adviceSentence = ({ code, params }: Advice): string => all[code](params);

const levelWords: Readonly<Record<RouterGuess['level'], (name: string) => string>> = {
  model: (name) => `It is ${name}.`,
  family: (name) => `It is probably ${name}.`,
  vendor: (name) => `It may be ${name}.`,
};

const signalWords: Readonly<Record<RouterGuess['reasons'][number]['signal'], string>> = {
  model: 'its own description says',
  'realm-model': 'its login names the model',
  realm: 'its login says',
  title: 'the title of its page is',
  certificate: 'its certificate names',
  'web-server': 'its web server is',
  'upnp-server': 'UPnP names',
  icon: 'the icon of its page is known',
  maker: 'it names as its maker',
  'hardware-address': 'its hardware address belongs to',
  'host-name': 'it points to',
};

const linkWords: Partial<Record<RouterSection['facts']['gateway']['link'], string>> = {
  wired: 'by cable',
  wireless: 'by Wi-Fi',
  vpn: 'through a VPN',
};

/** What is known about the router, one line each; empty when nobody looked. */
export function routerLines(router: RouterSection | null): readonly string[] {
  if (router === null) return [];
  const { facts, guesses } = router;
  const [best, ...others] = guesses;
  const reasons = best?.reasons.map(({ signal, text }) => `${signalWords[signal]} "${text}"`) ?? [];
  return [
    gatewayLine(facts),
    ...(best === undefined
      ? ['It could not be recognised.']
      : [`${levelWords[best.level](`${best.vendor} ${best.name}`)} Reason: ${reasons.join('; ')}.`]),
    ...(best?.level === 'vendor' && others.length > 0
      ? [`Or: ${others.map(({ vendor, name }) => `${vendor} ${name}`).join(', ')}.`]
      : []),
    ...(facts.model === null
      ? []
      : [`Model ${facts.model}${facts.firmware === null ? '' : `, firmware ${facts.firmware}`}.`]),
    ...(facts.secondRouter === 'yes' ? ['Behind it is a second router that translates addresses too.'] : []),
    ...(facts.carrierNat === 'yes' ? ['The provider translates addresses once more (carrier NAT).'] : []),
    ...(facts.vpnSigns.length > 0 ? ['The way to the server seems to lead through a VPN.'] : []),
  ];
}

function gatewayLine({ gateway }: RouterSection['facts']): string {
  const { state, address, link, signalPercent } = gateway;
  if (state === 'none') return 'No router stands between this computer and the server.';
  if (state === 'unknown' || address === null) return 'This computer could not say which router it uses.';
  const by = linkWords[link];
  const signal = signalPercent === null ? '' : `, signal ${signalPercent} %`;
  return `Address ${address}${by === undefined ? '' : `, ${by}${signal}`}.`;
}
