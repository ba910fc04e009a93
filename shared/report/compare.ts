// Two reports, before and after a change on the router: what became of the finding, and field by field what differs.
// A change of ports, branches and times between two runs is no difference.
import { addressFamily, classifyAddress, sameAddress } from '../base/address.ts';
import { type Exchange, groupExchanges } from '../exchange/exchange.ts';
import { mappingSeen, sourceSeen } from '../exchange/own-pair.ts';
import { type Path, pathName, samePath } from '../observation/path.ts';
import { isProof } from '../verdict/evidence.ts';
import type { ReportedRun } from './report.ts';

/** Why two runs say nothing about each other. */
export type Incomparable = 'other-server' | 'other-network' | 'vpn-changed' | 'demo-and-real' | 'incomplete';

export type CompareOutcome =
  | 'fixed'
  | 'unchanged-clean'
  /** Edited as before: the setting was not applied, or a second box does it. */
  | 'not-applied-or-second-box'
  /** Edited in another way, or by somebody further out: one editor is gone, another is left. */
  | 'other-alg-left'
  /** Edited as before, while another port of the same server is clean. */
  | 'port-bound-alg'
  /** The main port answered before and is dead now: some routers block it when the switch is off. */
  | 'now-blocked'
  | 'new-alg'
  | 'unclear'
  | 'not-comparable';

export type FieldDifference = {
  readonly probe: Exchange['probe'];
  readonly path: Path;
  readonly field: string;
  /** Null where the run has no such answer. */
  readonly before: string | null;
  readonly after: string | null;
};

export type Comparison = {
  readonly outcome: CompareOutcome;
  readonly reasons: readonly Incomparable[];
  readonly levels: {
    readonly before: ReportedRun['alg']['level'];
    readonly after: ReportedRun['alg']['level'];
  };
  readonly differences: readonly FieldDifference[];
};

/** Compares two reports; the order is the order in time. */
export function compareReports(before: ReportedRun, after: ReportedRun): Comparison {
  const reasons = incomparable(before, after);
  return {
    outcome: reasons.length > 0 ? 'not-comparable' : outcomeOf(before, after),
    reasons,
    levels: { before: before.alg.level, after: after.alg.level },
    differences: reasons.length > 0 ? [] : differencesOf(before, after),
  };
}

function incomparable(before: ReportedRun, after: ReportedRun): Incomparable[] {
  const { server, port } = after.target;
  const isOtherServer = before.target.server !== server || before.target.port !== port;
  const environments = [before.environment, after.environment];
  const differs = (field: 'isSimulated' | 'vpn'): boolean =>
    environments.every((one) => one !== null) && before.environment?.[field] !== after.environment?.[field];
  return [
    ...(isOtherServer ? (['other-server'] as const) : []),
    ...(differs('isSimulated') ? (['demo-and-real'] as const) : []),
    ...(differs('vpn') ? (['vpn-changed'] as const) : []),
    ...(isOtherNetwork(before, after) ? (['other-network'] as const) : []),
    ...(before.partial || after.partial ? (['incomplete'] as const) : []),
  ];
}

/** A router that restarts may get another public address, so the router itself decides where both runs know it. */
function isOtherNetwork(before: ReportedRun, after: ReportedRun): boolean {
  const [old, now] = [before, after].map((report) => report.router?.facts.gateway ?? null);
  if (old?.macPrefix && now?.macPrefix) return old.macPrefix !== now.macPrefix;
  if (old?.address && now?.address) return old.address !== now.address;
  const [own, ownNow] = [
    networkOf(before.environment?.localAddress),
    networkOf(after.environment?.localAddress),
  ];
  if (own !== null && ownNow !== null && own !== ownNow) return true;
  const [seen, seenNow] = [publicNetworks(before), publicNetworks(after)];
  return seen.length > 0 && seenNow.length > 0 && !seen.some((network) => seenNow.includes(network));
}

/** A home network, and what a provider moves customers about in without another contract: /24 and /16; IPv6 /64. ours */
export function networkOf(address: string | undefined, octets = 3): string | null {
  if (address === undefined) return null;
  const family = addressFamily(address);
  if (family === 4) return address.split('.').slice(0, octets).join('.');
  return family === 6 ? address.split(':').slice(0, 4).join(':') : null;
}

const publicNetworks = ({ observations }: ReportedRun): readonly string[] =>
  groupExchanges(observations).flatMap((e) => networkOf(mappingSeen(e)?.address, 2) ?? []);

const isAccused = ({ alg }: ReportedRun): boolean => alg.level === 'confirmed' || alg.level === 'likely';

function outcomeOf(before: ReportedRun, after: ReportedRun): CompareOutcome {
  if (isDeadNow(before, after)) return 'now-blocked';
  const isClean = after.alg.level === 'unlikely';
  if (isAccused(before) && isClean) return 'fixed';
  if (before.alg.level === 'unlikely' && isClean) return 'unchanged-clean';
  if (before.alg.level === 'unlikely' && isAccused(after)) return 'new-alg';
  if (!isAccused(before) || !isAccused(after)) return 'unclear';
  if (isOtherEditor(before, after)) return 'other-alg-left';
  return hasCleanPort(after) ? 'port-bound-alg' : 'not-applied-or-second-box';
}

const mainPath = ({ target }: ReportedRun): Path => ({ transport: 'udp', port: target.port ?? 5060 });

/** Somebody answered on the main path. */
const isAnswered = (report: ReportedRun): boolean =>
  groupExchanges(report.observations).some((e) => samePath(e.path, mainPath(report)) && e.replies.length > 0);

/** It answered before; now it is silent although the server is alive on another path. */
const isDeadNow = (before: ReportedRun, after: ReportedRun): boolean =>
  isAnswered(before) &&
  !isAnswered(after) &&
  (after.alg.level === 'blocked' || after.alg.reason === 'too-few-tries');

/** Another UDP port of the server came back clean in the later run. */
const hasCleanPort = ({ alg }: ReportedRun): boolean =>
  alg.paths.some(({ transport, level }) => transport === 'udp' && level === 'unlikely') ||
  alg.coverage.some(({ probe, result }) => probe === 'alternative-port' && result === 'clean');

/** Another place, or not one of the addresses that were put in before. */
function isOtherEditor(before: ReportedRun, after: ReportedRun): boolean {
  const places = [before.alg.where, after.alg.where];
  if (!places.includes('unknown') && !places.includes(null) && places[0] !== places[1]) return true;
  const [old, now] = [putIn(before), putIn(after)];
  return old.length > 0 && now.length > 0 && !now.some((one) => old.includes(one));
}

/** What the editor put where: private addresses as they are, public ones as one, because they change with the line. */
function putIn(report: ReportedRun): readonly string[] {
  const own = report.environment?.localAddress ?? '';
  return report.alg.evidence
    .filter((item) => isProof(item) && samePath(item.path, mainPath(report)))
    .flatMap((item) => item.changes.flatMap(({ got }) => got ?? []))
    .filter((got) => addressFamily(got) !== null)
    .map((got) => (sameAddress(got, own) ? 'own' : classifyAddress(got) === 'public' ? 'public' : got));
}

function differencesOf(before: ReportedRun, after: ReportedRun): readonly FieldDifference[] {
  const [old, now] = [tableOf(before), tableOf(after)];
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  return keys.flatMap((key) => {
    const row = old.get(key) ?? now.get(key);
    const values = { before: old.get(key)?.value ?? null, after: now.get(key)?.value ?? null };
    if (row === undefined || values.before === values.after) return [];
    return { probe: row.probe, path: row.path, field: row.field, ...values };
  });
}

type Cell = Pick<FieldDifference, 'probe' | 'path' | 'field'> & { readonly value: string };

/** One cell for each probe, path and field; of a probe that was sent twice the first answer counts. */
function tableOf(report: ReportedRun): ReadonlyMap<string, Cell> {
  const cells = groupExchanges(report.observations).flatMap((exchange): Cell[] =>
    exchange.requests.length === 0
      ? []
      : valuesOf(exchange).map(([field, value]) => ({
          probe: exchange.probe,
          path: exchange.path,
          field,
          value,
        })),
  );
  const table = new Map<string, Cell>();
  for (const cell of cells) {
    const key = `${cell.probe} ${pathName(cell.path)} ${cell.field}`;
    if (!table.has(key)) table.set(key, cell);
  }
  return table;
}

/** What an exchange showed, in words that are the same from run to run. */
function valuesOf(exchange: Exchange): readonly (readonly [field: string, value: string])[] {
  const { answer } = exchange;
  if (answer === null) return [['answer', exchange.isSilent ? 'none' : 'unusable']];
  const edited = answer.echo.changes.map(({ field }) => [field, 'edited'] as const);
  return [
    ['answer', 'yes'],
    ['status', String(answer.echo.statusCode)],
    ['origin', sourceSeen(exchange) ?? 'not-stated'],
    ['arrived-at', answer.observation.socket === 'a' ? 'sending port' : 'port in the text'],
    ...edited,
  ];
}
