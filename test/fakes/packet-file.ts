// Reads a packet file the hard way: throws on any length, padding, order or checksum that is not as the formats say.
// It shares no code with the writer.

export type ReadFrame = {
  readonly version: number;
  readonly protocol: number;
  readonly from: { readonly address: string; readonly port: number };
  readonly to: { readonly address: string; readonly port: number };
  readonly payload: Uint8Array;
  /** Of the whole packet. */
  readonly sizeBytes: number;
  readonly checksum: number;
  readonly sequence: number | null;
  readonly acknowledged: number | null;
  readonly atMs: number;
  readonly direction: 'sent' | 'received';
  readonly comment: string | null;
};

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not a packet file: ${what}`);
}

type Options = ReadonlyMap<number, Buffer>;

/** Options up to the end of a block's body; the end mark must be the last. */
function readOptions(body: Buffer): Options {
  const options = new Map<number, Buffer>();
  let at = 0;
  while (at < body.length) {
    const [code, length] = [body.readUInt16LE(at), body.readUInt16LE(at + 2)];
    at += 4;
    if (code === 0) {
      must(length === 0 && at === body.length, 'end of options');
      return options;
    }
    must(!options.has(code), 'an option twice');
    options.set(code, body.subarray(at, at + length));
    at += length;
    while (at % 4 !== 0) must(body[at++] === 0, 'padding');
  }
  must(body.length === 0, 'options without an end');
  return options;
}

const textOf = (options: Options, code: number): string | null =>
  options.get(code)?.toString('ascii') ?? null;

/** The one's complement sum of 16 bit words, for a whole with its checksum in it: 0xffff. RFC 1071. */
function sumOf(bytes: Buffer): number {
  const even = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
  let sum = 0;
  for (let i = 0; i < even.length; i += 2) {
    sum += even.readUInt16BE(i);
    if (sum > 0xffff) sum -= 0xffff;
  }
  return sum;
}

const ipv4Text = (bytes: Buffer): string => [...bytes].join('.');
const ipv6Text = (bytes: Buffer): string =>
  Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(i * 2).toString(16)).join(':');

function readIp(packet: Buffer, sizeBytes: number) {
  const version = packet.readUInt8(0) >> 4;
  if (version === 4) {
    must(packet.readUInt8(0) === 0x45 && packet.readUInt16BE(2) === sizeBytes, 'IPv4 length');
    must(sumOf(packet.subarray(0, 20)) === 0xffff, 'IPv4 checksum');
    const [from, to] = [packet.subarray(12, 16), packet.subarray(16, 20)];
    return {
      version,
      protocol: packet.readUInt8(9),
      from,
      to,
      address: ipv4Text,
      segment: packet.subarray(20),
    };
  }
  must(version === 6 && packet.readUInt16BE(4) === sizeBytes - 40, 'IPv6 length');
  const [from, to] = [packet.subarray(8, 24), packet.subarray(24, 40)];
  return {
    version,
    protocol: packet.readUInt8(6),
    from,
    to,
    address: ipv6Text,
    segment: packet.subarray(40),
  };
}

function readPacket(packet: Buffer, sizeBytes: number) {
  const { version, protocol, from, to, address, segment } = readIp(packet, sizeBytes);
  must(protocol === 17 || protocol === 6, 'protocol');
  const isUdp = protocol === 17;
  const segmentBytes = sizeBytes - (packet.length - segment.length);
  if (isUdp) must(segment.readUInt16BE(4) === segmentBytes, 'UDP length');
  else must(segment.readUInt8(12) === 0x50, 'TCP header');
  const checksum = segment.readUInt16BE(isUdp ? 6 : 16);
  if (packet.length === sizeBytes) {
    const pseudo = Buffer.concat([
      from,
      to,
      Buffer.from([0, protocol, segmentBytes >> 8, segmentBytes & 0xff]),
    ]);
    must(checksum !== 0 && sumOf(Buffer.concat([pseudo, segment])) === 0xffff, 'checksum');
  }
  return {
    version,
    protocol,
    from: { address: address(from), port: segment.readUInt16BE(0) },
    to: { address: address(to), port: segment.readUInt16BE(2) },
    payload: new Uint8Array(segment.subarray(isUdp ? 8 : 20)),
    sizeBytes,
    checksum,
    sequence: isUdp ? null : segment.readUInt32BE(4),
    acknowledged: isUdp ? null : segment.readUInt32BE(8),
  };
}

function readFrame(body: Buffer): ReadFrame {
  const [id, high, low, captured, original] = [0, 4, 8, 12, 16].map((at) => body.readUInt32LE(at));
  must(id === 0 && captured !== undefined && original !== undefined && captured <= original, 'packet head');
  const end = 20 + Math.ceil((captured ?? 0) / 4) * 4;
  must(
    body.subarray(20 + (captured ?? 0), end).every((byte) => byte === 0),
    'padding',
  );
  const options = readOptions(body.subarray(end));
  const flags = options.get(2)?.readUInt32LE(0);
  must(flags === 1 || flags === 2, 'direction');
  return {
    ...readPacket(body.subarray(20, 20 + (captured ?? 0)), original ?? 0),
    atMs: ((high ?? 0) * 2 ** 32 + (low ?? 0)) / 1000,
    direction: flags === 1 ? 'received' : 'sent',
    comment: textOf(options, 1),
  };
}

/** The packets of a file with one section and one interface of raw IP; throws on anything else. */
export function readPacketFile(file: Uint8Array): {
  readonly comment: string | null;
  readonly application: string | null;
  readonly frames: readonly ReadFrame[];
} {
  const bytes = Buffer.from(file);
  const blocks: { readonly type: number; readonly body: Buffer }[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    must(length % 4 === 0 && bytes.readUInt32LE(at + length - 4) === length, 'block length');
    blocks.push({ type: bytes.readUInt32LE(at), body: bytes.subarray(at + 8, at + length - 4) });
    at += length;
  }
  const [section, link, ...packets] = blocks;
  must(section?.type === 0x0a0d0d0a && section.body.readUInt32LE(0) === 0x1a2b3c4d, 'section');
  must(link?.type === 1 && link.body.readUInt16LE(0) === 101 && link.body.length === 8, 'interface');
  must(
    packets.every(({ type }) => type === 6),
    'packets only',
  );
  const options = readOptions(section?.body.subarray(16) ?? Buffer.alloc(0));
  return {
    comment: textOf(options, 1),
    application: textOf(options, 4),
    frames: packets.map(({ body }) => readFrame(body)),
  };
}
