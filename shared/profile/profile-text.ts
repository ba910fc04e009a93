// A profile as text: the one way to write it, and the code of one line that travels in a mail or a chat.
// `sipprofile1:` + base64url of the text in ASCII + `.` + eight digits of a checksum.
import { decodeBase64Url, encodeBase64Url } from '../base/base64.ts';
import { bytesToLatin1, latin1ToBytes } from '../base/bytes.ts';
import { crc32 } from '../base/crc32.ts';
import { err, type Result } from '../base/result.ts';
import { maxProfileBytes, type Profile, parseProfile } from './profile.ts';

const codePrefix = 'sipprofile1:';
const checksumDigits = 8;
/** Longest code that is read, characters: the longest profile with every character escaped, and room for line ends. */
export const maxProfileCodeChars = 8192;

/** Why a text is no profile; `message` is one English sentence for logs and the command line. */
export type ProfileFault = {
  readonly code: 'too-long' | 'cut-code' | 'wrong-code' | 'other-version' | 'bad-profile';
  readonly message: string;
};

/** JSON in the order of the schema, without what is not set; equal profiles give equal texts. */
function canonicalJson(profile: Profile, indent = 0): string {
  const { format, version, name, server, port, altPort, transports, probeUser } = profile;
  const { echoExtension, readbackExtension, support, language } = profile;
  const given = support && { name: support.name, email: support.email, url: support.url };
  const order = { format, version, name, server, port, altPort, transports, probeUser };
  return JSON.stringify(
    { ...order, echoExtension, readbackExtension, support: given, language },
    null,
    indent,
  );
}

/** The text of a profile file. */
export const profileFileText = (profile: Profile): string => `${canonicalJson(profile, 2)}\n`;

const asciiOf = (text: string): string =>
  text.replace(
    /[^\u0020-\u007e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const checksumOf = (bytes: Uint8Array): string => crc32(bytes).toString(16).padStart(checksumDigits, '0');

/** The profile as one line to paste. */
export function profileCode(profile: Profile): string {
  const bytes = latin1ToBytes(asciiOf(canonicalJson(profile)));
  return `${codePrefix}${encodeBase64Url(bytes)}.${checksumOf(bytes)}`;
}

/** True for a text that was meant as a code, whatever has become of it. */
export const looksLikeCode = (text: string): boolean => /^\s*sipprofile/i.test(text.slice(0, 200));

const fault = (code: ProfileFault['code'], message: string): Result<never, ProfileFault> =>
  err({ code, message });
const wrongCode = fault('wrong-code', 'A character of this code was changed.');

/** Reads a code; mail programs break long lines, so white space is left out. Only what profileCode writes is taken. */
export function parseProfileCode(text: string): Result<Profile, ProfileFault> {
  if (text.length > maxProfileCodeChars) return fault('too-long', 'This code is longer than any profile.');
  const code = text.replace(/[ \t\r\n]+/g, '');
  if (codePrefix.startsWith(code)) return fault('cut-code', 'The end of this code is missing.');
  const parts = /^sipprofile(\d{1,4}):([^.]*)(?:\.(.*))?$/.exec(code);
  if (parts === null) return wrongCode;
  const [, version, payload = '', checksum = ''] = parts;
  if (version !== '1') return fault('other-version', 'A newer SIP ALG Checker can open this code.');
  if (checksum.length < checksumDigits) return fault('cut-code', 'The end of this code is missing.');
  const bytes = decodeBase64Url(payload);
  if (!bytes.ok || checksumOf(bytes.value) !== checksum) return wrongCode;
  const profile = parseProfile(bytesToLatin1(bytes.value));
  if (!profile.ok) return fault('bad-profile', profile.error);
  return profileCode(profile.value) === code ? profile : wrongCode;
}

/** Reads what a person opened or pasted: the text of a file, or a code. */
export function readProfileText(text: string): Result<Profile, ProfileFault> {
  if (looksLikeCode(text)) return parseProfileCode(text);
  if (text.length > maxProfileBytes) return fault('too-long', 'It is larger than any profile.');
  const profile = parseProfile(text);
  return profile.ok ? profile : fault('bad-profile', profile.error);
}
