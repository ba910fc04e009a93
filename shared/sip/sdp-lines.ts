// Finds the lines of a session description that carry addresses and ports, and where they stand. These are
// what a router edits; everything else in the body is left to the byte diff. RFC 8866 5.
import { bytesToLatin1 } from '../base/bytes.ts';
import { lineAt } from './line.ts';

/** Text in the body and its place; offsets count from the first byte of the body. */
type SdpText = { readonly text: string; readonly offsetBytes: number };

type SdpLine = {
  /** The line without its end. */
  readonly raw: string;
  readonly offsetBytes: number;
  /** With its end. */
  readonly lengthBytes: number;
};

/** `o=`: who made the session; null parts where the line breaks its form. RFC 8866 5.2. */
type SdpOrigin = SdpLine & { readonly address: SdpText | null };

/** `c=`: where media goes; `mediaIndex` is null at session level, else 0-based. RFC 8866 5.7. */
type SdpConnection = SdpLine & {
  readonly mediaIndex: number | null;
  /** With a multicast `/ttl` if there is one. */
  readonly address: SdpText | null;
};

/** `m=`: one stream; the port is text, with `/count` if there is one. RFC 8866 5.14. */
type SdpMedia = SdpLine & { readonly mediaType: string | null; readonly port: SdpText | null };

/** The address lines of one body, in order. */
export type SdpLines = {
  readonly origins: readonly SdpOrigin[];
  readonly connections: readonly SdpConnection[];
  readonly media: readonly SdpMedia[];
};

/** Locates `o=`, `c=` and `m=` lines; any bytes give a result, with empty lists when there are none. RFC 8866 5. */
export function locateSdpLines(body: Uint8Array): SdpLines {
  const text = bytesToLatin1(body);
  const origins: SdpOrigin[] = [];
  const connections: SdpConnection[] = [];
  const media: SdpMedia[] = [];
  for (let offset = 0; offset < text.length; ) {
    const { startBytes, endBytes, nextBytes } = lineAt(text, offset);
    const raw = text.slice(startBytes, endBytes);
    const line = { raw, offsetBytes: startBytes, lengthBytes: nextBytes - startBytes };
    if (raw.startsWith('o=')) origins.push({ ...line, address: wordAt(line, 5) });
    if (raw.startsWith('c=')) {
      const mediaIndex = media.length === 0 ? null : media.length - 1;
      connections.push({ ...line, mediaIndex, address: wordAt(line, 2) });
    }
    if (raw.startsWith('m=')) {
      media.push({ ...line, mediaType: wordAt(line, 0)?.text ?? null, port: wordAt(line, 1) });
    }
    offset = nextBytes;
  }
  return { origins, connections, media };
}

/** Word number `index` behind the `x=`, words being separated by spaces; null when there are fewer. */
function wordAt(line: SdpLine, index: number): SdpText | null {
  const words = [...line.raw.slice(2).matchAll(/[^ \t]+/g)];
  const word = words[index];
  return word === undefined ? null : { text: word[0], offsetBytes: line.offsetBytes + 2 + word.index };
}
