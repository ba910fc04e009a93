// The seal of a report file in plain English.
import type { SealFinding, SealState } from '../seal.ts';

const sealSentences: Readonly<Record<SealState, string>> = {
  intact: 'not changed since this computer saved it',
  other: 'not changed since another computer saved it',
  edited: 'CHANGED after it was saved',
  unsealed: 'not sealed, so a change would not show',
};

/** `not changed since this computer saved it (key ab12 cd34 ef56 7890)`. */
export const sealSentence = ({ state, fingerprint }: SealFinding): string =>
  `${sealSentences[state]}${fingerprint === null ? '' : ` (key ${fingerprint})`}`;

/** What a seal is good for, and what it is not. */
export const sealMeaning =
  'A seal shows that a file was not changed after it was saved. It does not show that the network or the person was honest: anybody can seal a file with a key of their own.';
