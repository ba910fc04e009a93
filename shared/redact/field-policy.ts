// What becomes of each field of a run when something is taken out of it: one line a field. A field without a line is
// a reason to refuse, never a field that stays.

export type FieldPolicy =
  /** A number, a word of a fixed list or an id of ours: says nothing about anybody. */
  | 'keep'
  /** Follows from the observations and is made anew from the masked ones, with all that is below it. */
  | 'follows'
  /** An address and nothing else. */
  | 'address'
  /** Any text: what the level takes out of texts is masked in it. */
  | 'text'
  /** A raw message, one character a byte. */
  | 'message'
  /** A Call-ID. */
  | 'call-id'
  /** The user part of an address at the server. */
  | 'user'
  /** Bytes of nobody knows what; only how many there were stays. */
  | 'bytes'
  /** A name or number that tells one computer or router from another of its model. */
  | 'local'
  /** The words of a device that led to a guess: stay where they still stand in what it said. */
  | 'reason';

const all = (policy: FieldPolicy, names: string): Readonly<Record<string, FieldPolicy>> =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, policy]));

const inside = (
  place: string,
  fields: Readonly<Record<string, FieldPolicy>>,
): Readonly<Record<string, FieldPolicy>> =>
  Object.fromEntries(Object.entries(fields).map(([name, policy]) => [`${place}.${name}`, policy]));

const endpoints = (names: string): Readonly<Record<string, FieldPolicy>> =>
  Object.assign(
    {},
    ...names.split(' ').map((name) => inside(name, { address: 'address', port: 'keep' })),
  ) as Readonly<Record<string, FieldPolicy>>;

const path = all('keep', 'path.transport path.port');
const exchange = { ...all('keep', 'exchange probe socket'), ...path };

const activity = {
  ...path,
  ...endpoints('local remote'),
  ...all('keep', 'outcome detail statusCode messagesDropped messages.direction messages.sinceStartMs'),
  'messages.bytes': 'message',
} as const satisfies Readonly<Record<string, FieldPolicy>>;

const byKind: Readonly<Record<string, Readonly<Record<string, FieldPolicy>>>> = {
  environment: {
    ...all('keep', 'interfaceKind sameNetwork sipPortInUse isSimulated'),
    ...all('address', 'localAddress serverAddress'),
    interfaceName: 'local',
  },
  'server-resolved': { ...all('keep', 'method port'), name: 'text', ...all('address', 'addresses chosen') },
  'server-unreachable': all('keep', 'step code'),
  'sound-failed': all('keep', 'step code'),
  'request-sent': { ...exchange, ...endpoints('local remote'), transmission: 'keep', bytes: 'message' },
  'prime-sent': { ...exchange, ...endpoints('local remote'), ttlHops: 'keep' },
  'reply-received': {
    ...exchange,
    ...endpoints('from'),
    ...all('keep', 'matchedBy isDuplicate isLate sinceRequestMs'),
    bytes: 'message',
  },
  'stray-received': {
    ...path,
    ...endpoints('from'),
    ...all('keep', 'socket reason sizeBytes'),
    bytes: 'bytes',
  },
  'exchange-ended': { ...all('keep', 'exchange probe outcome transmissions waitedMs'), ...path },
  'flow-failed': { ...all('keep', 'exchange probe phase code'), ...path },
  connected: { ...all('keep', 'exchange probe isVerified'), ...path, ...endpoints('local remote') },
  'not-sent': { ...all('keep', 'probe reason'), ...path },
  paused: all('keep', 'reason forMs'),
  'ledger-read': all('keep', 'state mode requestsBefore'),
  registration: { ...activity, step: 'keep', ...all('text', 'contact bindings') },
  call: {
    ...activity,
    ...endpoints('offered answer.media answer.rtcp'),
    ...all('keep', 'answer.codec answer.payloadType answer.direction answer.isElsewhere'),
    ...all('keep', 'answeredAfterMs upMs endedBy media.sentPackets media.echoedPackets'),
    ...all('keep', 'media.leadingLostPackets media.earlyPackets'),
    extension: 'user',
  },
  readback: {
    ...activity,
    ...endpoints('offered'),
    ...all('text', 'seen.source seen.via seen.contact seen.from seen.media'),
    'seen.callId': 'call-id',
    'seen.contentLengthBytes': 'keep',
    extension: 'user',
  },
  'self-noise': all('keep', 'receiveP50Ms receiveP99Ms pacingP50Ms pacingP99Ms samples'),
  stream: {
    ...endpoints('local remote'),
    ...all('keep', 'intervalMs slotCount skippedSlots sentUs echoesUs early endedBy closedAtMs pacing'),
    ...all('keep', 'rtcp.arrivedAtMs rtcp.cumulativeLost rtcp.highestNumber rtcp.senderPacketCount'),
    ...all('keep', 'rtcp.jitterMs foreign.otherSource foreign.otherSsrc foreign.notOurs'),
  },
  gateway: {
    ...all('keep', 'state routePrefixBits link signalPercent macKind'),
    ...all('address', 'address ipv4Address'),
    ...all('local', 'interfaceName macPrefix'),
    hardwareVendor: 'text',
  },
  'gateway-answer': {
    ...all('keep', 'source outcome tookMs sizeBytes'),
    ...all('text', 'fields.manufacturer fields.modelName fields.modelNumber fields.modelDescription'),
    ...all('text', 'fields.firmware fields.server fields.iconMd5'),
    'fields.externalAddress': 'address',
    // People name their router, and its pages and certificates repeat the name.
    ...all(
      'local',
      'fields.friendlyName fields.realm fields.title fields.certificateSubject fields.elsewhere',
    ),
  },
};

/** Place of a field in a run -> what becomes of it. Lists have no place of their own; observations go by their kind. */
export const fieldPolicies: Readonly<Record<string, FieldPolicy>> = {
  ...all('keep', 'id createdAt partial app.name app.host'),
  ...all('text', 'app.version app.os app.arch target.server'),
  ...all('keep', 'target.port target.altPort target.mode'),
  'target.addresses': 'address',
  ...all('follows', 'environment selfNoise alg quality advice budget router.facts'),
  ...all('keep', 'router.edition router.guesses.id router.guesses.level router.guesses.score'),
  ...all('text', 'router.guesses.vendor router.guesses.name router.guesses.known.provider'),
  'router.guesses.reasons.signal': 'keep',
  'router.guesses.reasons.text': 'reason',
  ...inside('router.guesses.known', all('keep', 'owner canTurnOff list waysAround')),
  ...inside('router.guesses.known.udpTimeout', all('keep', 'defaultSeconds suggestedSeconds canBeSet')),
  ...Object.assign(
    {},
    ...Object.entries(byKind).map(([kind, fields]) =>
      inside(`observations.${kind}`, { ...all('keep', 'id atMs kind'), ...fields }),
    ),
  ),
};
