// English for what goes wrong on the way to a router's switch, and for where its steps were read.
import type { RouterEntry } from '../../router/load-catalogue.ts';
import type { Source } from '../../router/sources.ts';

type Trap = RouterEntry['traps'][number];

const sentences: Readonly<Record<Exclude<Trap['code'], 'also-set' | 'watches-port'>, string>> = {
  'negative-box': 'The box switches it off: ticked means off.',
  'two-switches': 'There are two switches, and both must be off.',
  'also-per-rule': 'A rule or policy can switch it on again whatever the general switch says.',
  'comes-back-after-update': 'An update or a reset can switch it on again.',
  'controller-overwrites':
    'A controller sets this router up; a change made on the router itself is overwritten.',
  'provider-firmware':
    "The firmware is the provider's: the page may be missing, or the setting may come back.",
  'operator-login': "It takes the operator's login, not the one on the label.",
  'needs-restart': 'It takes effect after a restart of the router.',
  'restart-phones': 'The phones have to be restarted as well.',
  'old-connections-keep-it':
    'Connections that are open keep the old treatment until they end; a restart ends them.',
  'off-may-block-sip':
    'On some firmware off means that port 5060 is blocked: put it back if phones stop working.',
  'meaning-varies': 'Versions differ about which value means off: only a new check shows it.',
  'console-only': 'No page has this setting; it takes commands.',
  'app-only': 'This router is set up in its app.',
  'cloud-only': "This router is set up in the maker's online account.",
  'hidden-page': 'No menu leads to this page.',
  'only-if-added': 'It is there only where somebody added it.',
  'does-not-rewrite': 'What it has opens ports and leaves messages alone.',
  'rewrites-source-port': 'It changes port numbers as any NAT does; that is no SIP ALG.',
  'not-in-access-point-mode': 'As an access point it edits nothing: look at the main router.',
  'carrier-nat': "The operator's network can edit messages too; no switch at home changes that.",
  'guides-invent-switch': 'Some guides name a switch that does not exist.',
  'guides-disagree': 'Guides disagree about this router.',
  'leave-firewall-on': 'Guides that also switch off the firewall go too far.',
  'maker-advises-on': 'The maker advises to leave it on: note the old value.',
  'must-be-off-with-stun': 'It must be off where the phone uses STUN.',
  'own-telephony': 'The box has telephony of its own; phones plugged into it are another matter.',
  'same-hardware-many-names': 'It is sold under several names, with different pages.',
  'ports-can-be-set': 'The ports it watches can be set: another port is not safe by itself.',
};

/** One trap as a sentence, with the router's own words as it shows them. */
export function trapSentence(trap: Trap): string {
  switch (trap.code) {
    case 'also-set':
      return `Set ${trap.menu.map((word) => `"${word}"`).join(' > ')} to "${trap.value}" too.`;
    case 'watches-port':
      return `It watches ${trap.transport} port ${trap.port} only; another port goes past it.`;
    default:
      return sentences[trap.code];
  }
}

const kinds: Readonly<Record<Source['kind'], string>> = {
  'vendor-manual': "the maker's manual or help",
  'vendor-source': "the maker's program text",
  'provider-help': "a provider's help page",
  community: "somebody's notes",
};

/** Whose word it is, where, and when it was read. */
export function sourceSentence({ kind, title, url, read, accessed }: Source): string {
  const how = read === 'direct' ? `read ${accessed}` : `quoted elsewhere, ${accessed}`;
  return `Source: ${title}, ${kinds[kind]}${url === null ? '' : `, ${url}`} (${how}).`;
}
