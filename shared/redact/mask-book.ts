// Which mask stands for what, over a whole report: equal things get equal masks, and a mask is as long as what it
// stands for wherever it can be.
import { addressValue, classifyAddress, textFamily } from '../base/address.ts';
import { type AddressMaskKind, addressMaskKinds, furtherNetworks } from '../base/mask.ts';
import { networkOf } from '../report/compare.ts';

/** Kind of a mask that is no address -> what it stands for. Where a word does not fit its first letter does. */
export const wordMaskKinds = {
  NAME: 'server name',
  HOST: 'local name',
  USER: 'user',
  MAIL: 'e-mail address',
  MAC: 'hardware address',
  UUID: 'device id',
  TEXT: 'text',
  /** Something in which an address or a name is written in another way. */
  CODE: 'encoded',
  /** Numbers with dots that are no address, though they may hold one. */
  FIGS: 'numbers',
} as const;
export type WordMaskKind = keyof typeof wordMaskKinds;
export type MaskKind = WordMaskKind | AddressMaskKind;

export type MaskBook = {
  /** The mask of a literal address, or of a text that looks like the mask of one. */
  readonly address: (text: string) => string;
  readonly word: (kind: WordMaskKind, text: string) => string;
  /** How many different things of each kind were taken out. */
  readonly counts: () => Readonly<Partial<Record<MaskKind, number>>>;
  /** Everything that was taken out, as it was written. */
  readonly taken: () => readonly string[];
};

/** RFC 5737 3 and RFC 3849 4: what the decoy names as its address. */
const decoys = ['192.0.2.1', '2001:db8::1'].map(addressValue);
/** Ways of writing one address that are told apart; the last stands for all further ones. */
const spellings = ['', 'b', 'c', 'd', 'e', 'f'];
const networkLetters = ' BCDEFGHIJKLMNOPQRSTUVWXY'.split('').map((letter) => letter.trim());

/** An empty book; addresses of `servers` are masked as the server's. */
export function createMaskBook(servers: readonly string[]): MaskBook {
  const ofServer = new Set(servers.map(addressValue));
  const numbers = createNumbers();
  const taken = new Map<string, string>();
  const take = (text: string, mask: string): string => {
    taken.set(text, mask);
    return mask;
  };
  const addressMask = (text: string): string => {
    const value = addressValue(text) ?? text;
    const kind = kindOf(text, ofServer.has(value));
    const network = numbers.networkLetter(kind, groupOf(value));
    const prefix = `${kind}${textFamily(text) === 6 ? '6' : ''}${network}`;
    const written = spellings[numbers.of(`written ${value}`, text.toLowerCase()) - 1] ?? 'f';
    const number = numbers.of(`${kind}${network}`, value);
    return inCaseOf(text, `${padded(`${prefix}-`, number, text.length - written.length)}${written}`);
  };
  return {
    address: (text) => taken.get(text) ?? take(text, addressMask(text)),
    word: (kind, text) => {
      const key = `${kind} ${text}`;
      const number = numbers.of(kind, text.toLowerCase());
      const prefix = `${text.length > kind.length + String(number).length ? kind : kind.charAt(0)}-`;
      const mask = taken.get(key) ?? take(key, padded(prefix, number, text.length));
      return text === text.toLowerCase() ? mask : mask.toLowerCase();
    },
    counts: () => numbers.counts(),
    taken: () => [...taken.keys()].map((key) => key.replace(wordKey, '')),
  };
}

const wordKey = new RegExp(`^(?:${Object.keys(wordMaskKinds).join('|')}) `);

const padded = (prefix: string, number: number, lengthChars: number): string =>
  `${prefix}${String(number).padStart(lengthChars - prefix.length, '0')}`;

/** Capital digits are another way of writing IPv6 that comparisons pass over: so are small letters in a mask. */
const inCaseOf = (text: string, mask: string): string => (/[A-F]/.test(text) ? mask.toLowerCase() : mask);

function kindOf(text: string, isServer: boolean): AddressMaskKind {
  const kind = classifyAddress(text);
  if (kind === 'public' && isServer) return 'SRV';
  if (decoys.includes(addressValue(text) ?? '')) return 'DOC';
  const kinds: readonly AddressMaskKind[] = ['LAN', 'CGN', 'LNK', 'MUL'];
  return kinds.find((one) => addressMaskKinds[one] === kind) ?? 'WAN';
}

/** Two runs are compared by their networks: a home network is a /24, what a provider moves customers about in a /16. */
const groupOf = (text: string): string => networkOf(text, classifyAddress(text) === 'public' ? 2 : 3) ?? text;

function createNumbers() {
  const byKind = new Map<string, Map<string, number>>();
  const of = (kind: string, key: string): number => {
    const known = byKind.get(kind) ?? new Map<string, number>();
    byKind.set(kind, known);
    const number = known.get(key) ?? known.size + 1;
    known.set(key, number);
    return number;
  };
  return {
    /** 1 for the first thing of a kind, 2 for the next that differs. */
    of,
    networkLetter: (kind: AddressMaskKind, group: string): string =>
      kind === 'SRV' || kind === 'DOC'
        ? ''
        : (networkLetters[of(`network ${kind}`, group) - 1] ?? furtherNetworks),
    counts: (): Readonly<Partial<Record<MaskKind, number>>> => {
      const counts: Partial<Record<MaskKind, number>> = {};
      for (const [name, known] of byKind) {
        const kind = maskKinds.find((one) => name === one || (name.length === 4 && name.startsWith(one)));
        if (kind !== undefined) counts[kind] = (counts[kind] ?? 0) + known.size;
      }
      return counts;
    },
  };
}

const maskKinds = [
  ...(Object.keys(wordMaskKinds) as WordMaskKind[]),
  ...(Object.keys(addressMaskKinds) as AddressMaskKind[]),
];
