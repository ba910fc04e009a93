// What to do, as codes with parameters; the words live with whoever shows them.
import { z } from 'zod';
import { type Path, pathName, samePath } from '../observation/path.ts';
import type { AlgVerdict } from './alg-verdict.ts';
import type { Facts } from './facts.ts';

export const adviceCodeSchema = z.enum([
  'turn-alg-off',
  'use-clean-path',
  'check-server-nat-settings',
  'check-again-after-change',
  'check-again-with-probe-user',
  'check-again-in-minutes',
  'stop-and-wait-for-ban',
  'check-server-name-and-port',
  'ask-who-blocks-path',
  'run-without-vpn',
  'run-from-phone-network',
  'name-another-port',
  'nothing-to-do',
  'server-needs-nat-settings',
]);

export const adviceParamsSchema = z.record(z.string().max(40), z.union([z.string().max(100), z.number()]));

export const adviceSchema = z.strictObject({ code: adviceCodeSchema, params: adviceParamsSchema });
export type Advice = Readonly<z.infer<typeof adviceSchema>>;

const advise = (code: Advice['code'], params: Advice['params'] = {}): Advice => ({ code, params });

/** At most four steps, the most useful first. */
export function adviceFor(facts: Facts, verdict: AlgVerdict): Advice[] {
  const hasProbeUser = facts.observations.some((o) => o.kind === 'ledger-read' && o.mode === 'probe-user');
  const byLevel = adviceByLevel(facts, verdict).filter(
    ({ code }) => !(hasProbeUser && code === 'check-again-with-probe-user'),
  );
  // A server that sends sound to a private address has no sound at all once nothing edits that address any more.
  return verdict.evidence.some(({ rule }) => rule === 'server-ignores-sound-source')
    ? [advise('server-needs-nat-settings'), ...byLevel.filter(({ code }) => !isMootBy(code))].slice(0, 4)
    : byLevel;
}

const isMootBy = (code: Advice['code']): boolean =>
  code === 'nothing-to-do' || code === 'check-server-nat-settings';

function adviceByLevel(facts: Facts, verdict: AlgVerdict): Advice[] {
  switch (verdict.level) {
    case 'confirmed':
    case 'likely':
      return accused(verdict);
    case 'possible':
      return [advise('check-again-with-probe-user'), ...nameAnotherPort(facts)];
    case 'unlikely':
      return [advise('nothing-to-do')];
    case 'blocked':
      return [advise('ask-who-blocks-path', { path: mainName(facts) }), ...cleanPath(verdict)];
    case 'not-applicable':
      return [verdict.reason === 'vpn' ? advise('run-without-vpn') : advise('run-from-phone-network')];
    case 'inconclusive':
      return inconclusive(facts, verdict);
  }
}

const mainName = (facts: Facts): string => (facts.mainPath === null ? '' : pathName(facts.mainPath));

const accused = (verdict: AlgVerdict): Advice[] =>
  verdict.level === 'confirmed'
    ? [
        advise('turn-alg-off'),
        advise('check-server-nat-settings'),
        advise('check-again-after-change'),
        ...cleanPath(verdict),
      ]
    : [advise('check-again-with-probe-user'), advise('turn-alg-off'), ...cleanPath(verdict)];

/** Ways around an editor, the one that helps against most of them first. */
const orderOfWays: readonly Path['transport'][] = ['tls', 'udp', 'tcp'];

/** Paths that answered unedited in this very run: work-arounds that were tested, the best first. */
export function cleanPaths({ coverage }: AlgVerdict): readonly Path[] {
  const clean = coverage.filter(
    (entry) =>
      (entry.probe === 'alternative-port' || entry.probe === 'tcp' || entry.probe === 'tls') &&
      entry.result === 'clean' &&
      !coverage.some((other) => samePath(other.path, entry.path) && other.result === 'edited'),
  );
  const paths = new Map(clean.map(({ path }) => [pathName(path), path]));
  return [...paths.values()].toSorted(
    (a, b) => orderOfWays.indexOf(a.transport) - orderOfWays.indexOf(b.transport),
  );
}

const cleanPath = (verdict: AlgVerdict): Advice[] =>
  cleanPaths(verdict)
    .slice(0, 1)
    .map((path) => advise('use-clean-path', { path: pathName(path) }));

const nameAnotherPort = (facts: Facts): Advice[] =>
  facts.paths.length > 1 ? [] : [advise('name-another-port')];

function inconclusive(facts: Facts, verdict: AlgVerdict): Advice[] {
  switch (verdict.reason) {
    case 'answers-stopped':
      return [advise('stop-and-wait-for-ban', { minutes: 10 })];
    case 'nothing-sent':
      return [advise('check-again-in-minutes', { minutes: 10 }), advise('check-again-with-probe-user')];
    case 'too-little-coverage':
    case 'too-few-tries':
      return [advise('check-again-with-probe-user'), advise('check-again-in-minutes', { minutes: 10 })];
    default:
      return [
        advise('check-server-name-and-port'),
        ...nameAnotherPort(facts),
        advise('check-again-in-minutes', { minutes: 10 }),
      ];
  }
}
