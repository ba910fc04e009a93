// English for codes: verdicts, reasons, advice. Short sentences, neutral, verdict first; no blame, no fear.
import type { NotSentReason } from '../../observation/observation.ts';
import type { Advice as VerdictAdvice } from '../../verdict/advice.ts';
import type { Fingerprint, Where } from '../../verdict/character.ts';
import type { NotTested } from '../../verdict/coverage.ts';
import type { InnocentExplanation, RuleName } from '../../verdict/evidence.ts';
import type { Level, LevelReason } from '../../verdict/level.ts';

export const levelSentences: Readonly<Record<Level, string>> = {
  confirmed: 'Something on the way edits your phone messages (SIP ALG).',
  likely: 'Something on the way probably edits your phone messages (SIP ALG).',
  possible: 'There are traces of editing, but no proof.',
  unlikely: 'No sign of a SIP ALG in what was tested.',
  blocked: 'This port is blocked on the way to the server. The server itself is reachable.',
  inconclusive: 'The check could not find out whether a SIP ALG is on.',
  'not-applicable': 'From here there is no router to check between this computer and the server.',
};

export const reasonSentences: Readonly<Record<LevelReason, string>> = {
  'proof-reproduced': 'Two findings prove it independently, and the harmless explanations were ruled out.',
  'proof-once': 'One finding proves it, but it was seen only once.',
  'proof-with-open-question': 'One finding speaks for it, but one harmless explanation is still open.',
  'traces-only': 'A harmless explanation fits as well.',
  'clean-with-coverage': 'The test messages came back as they left, and replies took the right way.',
  'path-dead-control-alive':
    'Every message on this port stayed unanswered, while another port of the same server answered.',
  'same-network': 'The server is on the same network as this computer.',
  vpn: 'The messages go through a VPN, past the router.',
  'no-translation': 'The server sees this computer directly: nothing translates addresses on this path.',
  'nothing-sent': 'No message was sent.',
  'no-answer': 'The server did not answer. It may be down, filtered, or the name or port may be wrong.',
  'answers-stopped':
    'The server answered at first and then stopped. It may have blocked this address for a while.',
  'too-few-tries':
    'This port stayed silent while another one answered, but too few messages were sent to be sure.',
  'too-little-coverage': 'The answers that came back look clean, but they do not cover enough.',
  'not-sip': 'Something answered, but not in SIP.',
  'replies-to-others': 'Answers came, but not to the messages of this check.',
  'foreign-replies-only': 'Answers came only from another address than the server.',
  'contradicting-replies': 'The answers contradict each other.',
  'port-closed': 'The server is there, but nothing listens on this port.',
  'server-unreachable': 'This computer has no way to the server at the moment.',
};

export const whereSentences: Readonly<Record<Where, string>> = {
  'first-router-or-this-computer': 'on this computer or on the first router after it',
  'further-router': 'on a router further out (a second router, or the provider)',
  unknown: 'somewhere between this computer and the server',
};

export const fingerprintSentences: Readonly<Record<Fingerprint, string | null>> = {
  'linux-sip-helper': 'It behaves like the SIP helper of Linux, which many routers contain.',
  'one-way-via-editor': 'It rewrites the Via line and does not change it back.',
  'call-id-editor': 'It rewrites addresses in the Call-ID.',
  'search-and-replace': 'It replaces addresses wherever they stand in the message.',
  unknown: null,
};

export type Say = (params: VerdictAdvice['params']) => string;

export const adviceSentences: Readonly<Record<VerdictAdvice['code'], Say>> = {
  'turn-alg-off': () =>
    'Turn off SIP ALG in the router. It may be called SIP helper, SIP inspection, SIP passthrough or VoIP ALG.',
  'use-clean-path': ({ path }) =>
    `Or let the phone use ${path}: messages came back unchanged there in this check.`,
  'check-server-nat-settings': () =>
    'Before that, ask the server admin for rtp_symmetric, force_rport and rewrite_contact. Some servers lean on the ALG.',
  'check-again-after-change': () => 'Restart the router and run this check again.',
  'check-again-with-probe-user': () =>
    'Ask the server admin for a probe user and run again with --probe-user. More can be tested then.',
  'check-again-in-minutes': ({ minutes }) =>
    `Run again in ${minutes} minutes. More at once could get this address blocked.`,
  'stop-and-wait-for-ban': ({ minutes }) =>
    `Wait ${minutes} minutes or ask the server admin whether this address is blocked.`,
  'check-server-name-and-port': () => 'Check the server name and port.',
  'ask-who-blocks-path': ({ path }) => `Ask whoever runs the router or line why ${path} is blocked.`,
  'run-without-vpn': () => 'Switch the VPN off and run again.',
  'run-from-phone-network': () => 'Run the check from the network where the phone is.',
  'name-another-port': () =>
    'If the server has a second SIP port, name it with --alt-port. It serves as a control.',
  'server-needs-nat-settings': () =>
    'Ask the server admin for rtp_symmetric=yes, force_rport=yes and rewrite_contact=yes. Do it before SIP ALG goes off.',
  'nothing-to-do': () => 'Nothing to do. If calls still fail, the cause is elsewhere.',
};

export const ruleSentences: Readonly<Record<RuleName, string>> = {
  'received-own-pair':
    'The reply names your private address and port as its origin. A server behind a NAT cannot see those.',
  'received-own-address': 'The reply names your private address as its origin, with another port.',
  'decoy-differs': 'Two requests left by the same way, yet their replies name different origins.',
  'echo-edited': 'A field that the server must repeat came back changed.',
  'reply-on-other-socket': 'The reply arrived at a port that only the message text names.',
  'extra-via': 'The reply carries a Via line that is not ours.',
  'other-element-answers': 'Another program seems to answer on this port than on the other one.',
  'received-differs-by-port': 'The server reports an internal address on this port only.',
  'truthful-clean': 'The request came back as sent, and the reply shows the public address.',
  'decoy-agrees': 'A request with a decoy address shows the same origin.',
  'diverted-clean': 'The reply came to the port that sent the request, not to the one in the text.',
  'translated-clean': 'A request that names the public address came back as sent.',
  'no-translation': 'Both requests show this computer itself as their origin.',
  'server-reprints-field': 'The server writes a field in its own way.',
  'contradicting-replies': 'Two replies to one request contradict each other; neither was used.',
  'foreign-reply': 'A reply came from another address; it was not used.',
  'stored-contact-edited': 'The server stored another address for this phone than the one that was sent.',
  'stored-contact-clean': 'The server stored the address of this phone as it was sent.',
  'readback-edited': 'The server received another message than the one that was sent.',
  'readback-clean': 'The server received the message of a call as it was sent.',
  'sound-without-learning':
    'The server knew at once where to send sound, although only a private address was offered.',
  'sound-before-ours': 'Sound arrived before any was sent, although only a private address was offered.',
  'sound-learnt': 'The server had to find out where to send sound: it got the private address.',
  'server-ignores-sound-source':
    'The call stood without any sound: the server sends it to the private address.',
};

export const explanationSentences: Readonly<Record<InnocentExplanation, string>> = {
  'no-nat-on-this-path': 'no address translation on this path',
  'same-network': 'server on the same network',
  'server-side-translation': 'address translation at the server',
  'server-reprints-fields': 'server writes fields its own way',
  'server-without-rport': 'server that does not support rport',
  'operator-proxy': 'proxy of the operator',
  'other-route-by-port': 'another route for this port',
  'forged-or-copied-reply': 'forged or copied reply',
  'one-off': 'a single occurrence',
  'server-learns-at-once': 'server that follows the first packet (strictrtp=no)',
  'nat-lets-anybody-in': 'router that lets in packets from anybody',
  'sound-blocked': 'firewall that blocks sound',
};

export const notSentSentences: Readonly<Record<NotSentReason, string>> = {
  'request-budget': 'the budget of requests for this server is used up',
  'strike-risk': 'the server asked for a login; more requests could get this address blocked',
  'flow-budget': 'too many new connections to this server in the last minute',
  'ledger-unreadable': 'the record of earlier requests could not be used, so the strictest limit applies',
  'ledger-not-writable': 'the record of requests could not be written, so the strictest limit applies',
  'target-refused': 'this address or port is never contacted',
  'answers-stopped': 'the server stopped answering',
  'no-answer-yet': 'there was no answer to build on',
  'no-translation-seen': 'no translated address was seen',
  'same-network': 'the server is on the same network or behind a VPN',
  'not-asked': 'not asked for',
  'not-needed': 'not needed for the verdict',
  cancelled: 'the check was cancelled',
};

type Part = Extract<NotTested, { part: unknown }>['part'];

export const partSentences: Readonly<Record<Part, string>> = {
  'call-audio-addresses': 'addresses for the sound of a call (SDP)',
  'registered-contact': 'the address a phone registers with',
  'incoming-calls': 'incoming calls',
  'idle-timeout': 'how long an idle connection is kept',
};
