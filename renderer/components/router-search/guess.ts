// What the router said about itself, as far as the window shows it.

/** Where a word of the router was read. */
export const signals = [
  'model',
  'realm-model',
  'realm',
  'title',
  'certificate',
  'web-server',
  'upnp-server',
  'icon',
  'maker',
  'hardware-address',
  'host-name',
] as const;

/** An entry of the catalogue that may be the router, 0..100; the strongest reason first. */
export type RouterGuess = {
  readonly id: string;
  readonly score: number;
  readonly reasons: readonly { readonly signal: (typeof signals)[number]; readonly text: string }[];
};
