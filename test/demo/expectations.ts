// What each demo scenario must lead to, decided from what is really there and from what a check may claim about
// it. A scenario without a row fails the suite.
import type { DemoScenario } from '../../main/demo/scenarios.ts';
import type { Level, LevelReason } from '../../shared/verdict/level.ts';

export type Expectation = {
  /** Something on the way edits SIP messages or speaks in the server's name. */
  readonly hasEditor: boolean;
  readonly level: Level;
  /** Level of each path; several where more than one is honest. */
  readonly paths: Readonly<Record<string, Level | readonly Level[]>>;
  readonly reason?: LevelReason;
  readonly mostRequests: number;
};

/** Five probes and one of them again. */
const fullSet = 6;
/** What a stranger may send to a server of which nothing good is known. */
const strangers = 2;

const row = (
  hasEditor: boolean,
  level: Level,
  alternative: Level | readonly Level[],
  more: Partial<Expectation> = {},
): Expectation => ({
  hasEditor,
  level,
  paths: { 'udp/5060': level, 'udp/5160': alternative },
  mostRequests: fullSet,
  ...more,
});

/** Clean on both ports; the other port saw no `diverted`, so nothing is claimed about it. */
const clean = row(false, 'unlikely', 'inconclusive', { reason: 'clean-with-coverage' });
/** An editor on 5060 only: the request that it edits comes back untouched from the other port. */
const edited = row(true, 'confirmed', 'unlikely', { reason: 'proof-reproduced' });
/** An editor that only `translated` meets: the other port's answer proves nothing about it. */
const editedUnseenElsewhere = row(true, 'confirmed', ['unlikely', 'inconclusive'], {
  reason: 'proof-reproduced',
});
const unusable = (reason: LevelReason, more: Partial<Expectation> = {}): Expectation =>
  row(false, 'inconclusive', 'inconclusive', { reason, mostRequests: strangers, ...more });
const onlyMain = (level: Level): Pick<Expectation, 'paths'> => ({ paths: { 'udp/5060': level } });

export const expectations: Readonly<Record<DemoScenario, Expectation>> = {
  'plain-nat': clean,
  'random-nat': clean,
  'full-cone-nat': clean,
  'no-nat': row(false, 'not-applicable', 'not-applicable', { reason: 'no-translation' }),
  'kernel-alg': edited,
  'kernel-alg-all-ports': row(true, 'confirmed', ['confirmed', 'likely']),
  'kernel-alg-tcp': edited,
  'kernel-alg-401': { ...edited, ...onlyMain('confirmed'), mostRequests: strangers },
  'kernel-alg-random-nat': edited,
  'kernel-alg-host-firewall': edited,
  'one-way-via': edited,
  'blind-replace': editedUnseenElsewhere,
  'blind-replace-one-way': edited,
  'call-id': edited,
  'call-id-undone': editedUnseenElsewhere,
  // Real, and out of reach of OPTIONS: the report has to name what it did not test.
  'sdp-only': { ...clean, hasEditor: true },
  'drops-sip': row(false, 'blocked', 'inconclusive', { reason: 'path-dead-control-alive', mostRequests: 8 }),
  blocked: row(false, 'blocked', 'inconclusive', { reason: 'path-dead-control-alive', mostRequests: 8 }),
  silent: unusable('no-answer'),
  lossy: row(false, 'unlikely', 'inconclusive', { mostRequests: 10 }),
  // An operator's own proxy looks the same: possible, never more, on either port.
  hijack: row(true, 'possible', ['possible', 'inconclusive']),
  'hijack-inside': row(true, 'possible', ['possible', 'inconclusive']),
  'double-nat-plain': clean,
  'double-nat-inner': edited,
  'double-nat-outer': editedUnseenElsewhere,
  'double-nat-both': edited,
  'carrier-nat': clean,
  'server-snat': clean,
  // A difference between ports is no proof, but may be mentioned.
  'server-snat-one-port': row(false, 'possible', 'inconclusive', { reason: 'traces-only' }),
  'no-rport': unusable('too-little-coverage', { mostRequests: fullSet }),
  'no-rport-exposed-host': unusable('too-little-coverage', { mostRequests: fullSet }),
  softphone: clean,
  vpn: { ...clean, ...onlyMain('not-applicable'), level: 'not-applicable', reason: 'vpn', mostRequests: 1 },
  'banned-midway': {
    ...unusable('answers-stopped'),
    ...onlyMain('inconclusive'),
    mostRequests: 4,
  },
  'late-reply': { ...clean, mostRequests: 7 },
  duplicates: clean,
  contradicting: unusable('contradicting-replies', { mostRequests: fullSet }),
  'wrong-call-id': unusable('replies-to-others'),
  'foreign-source': {
    ...unusable('foreign-replies-only', { mostRequests: 4 }),
    paths: { 'udp/5060': 'inconclusive', 'udp/5160': 'inconclusive' },
  },
  garbage: unusable('not-sip'),
  http: unusable('not-sip'),
  huge: clean,
  'endless-stream': clean,
  'proxy-in-front': clean,
  'server-normalises': clean,
};
