// A folder of reports as customers would send them: real runs, each moved to another customer, place and day so that
// its verdict still follows from it and sealed, and among them files that are damaged, edited, old or from the future.

import type { Observation } from '../../shared/observation/observation.ts';
import { buildReport } from '../../shared/report/build-report.ts';
import { type Report, reportVersion } from '../../shared/report/report.ts';
import { reportFileText } from '../../shared/report/seal.ts';
import type { RouterSection } from '../../shared/router/section.ts';
import { tampered } from './report.ts';

/** `edited`: a small change after it was sealed; `changed-by-hand`: another verdict, in a file without a seal. */
export type FileKind =
  | 'good'
  | 'version-1'
  | 'copy'
  | 'edited'
  | 'changed-by-hand'
  | 'future-version'
  | 'damaged';
export type FolderFile = { readonly name: string; readonly bytes: Buffer; readonly kind: FileKind };

/** Ways in which a file breaks on its way, each with the reason that a reader must give for it. */
const damages = [
  { reason: 'not-json', of: (text: string) => Buffer.from(text.slice(0, text.length / 2)) },
  { reason: 'not-json', of: () => Buffer.from('') },
  { reason: 'other-format', of: () => Buffer.from('{"format":"something-else","version":1}') },
  { reason: 'bad-field', of: (text: string) => Buffer.from(text.replace('"partial":', '"partly":')) },
  { reason: 'not-text', of: () => Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe]) },
] as const;
export const damageReasons = damages.map(({ reason }) => reason);

const kindOf = (index: number): FileKind => {
  if (index % 20 === 7) return 'damaged';
  if (index % 25 === 3) return 'changed-by-hand';
  if (index % 50 === 11) return 'future-version';
  if (index % 20 === 13) return 'copy';
  if (index % 30 === 16) return 'edited';
  return index % 5 === 4 ? 'version-1' : 'good';
};

/** `count` files made from real reports; but for the seals the same seeds give the same folder. */
export function reportFolder(
  seeds: readonly Report[],
  count: number,
  seal: (report: Report) => Report,
): readonly FolderFile[] {
  const reportAt = (index: number): Report => {
    const seed = seeds[(index * 7) % seeds.length];
    if (seed === undefined) throw new Error('a folder needs at least one seed');
    return moved(seed, index);
  };
  return Array.from({ length: count }, (_none, index): FolderFile => {
    const kind = kindOf(index);
    const report = seal(reportAt(kind === 'copy' ? index - 1 : index));
    const name = `customer-${String(index).padStart(3, '0')}.sipreport`;
    return { name, kind, bytes: bytesOf(report, kind, index) };
  });
}

function bytesOf(report: Report, kind: FileKind, index: number): Buffer {
  const text = reportFileText(report);
  switch (kind) {
    case 'good':
    case 'copy':
      return Buffer.from(text);
    case 'edited':
      return Buffer.from(reportFileText({ ...report, app: { ...report.app, version: '0.1.1' } }));
    case 'version-1': {
      const { before: _before, redaction: _redaction, seal: _seal, ...old } = report;
      return Buffer.from(JSON.stringify({ ...old, version: 1 }));
    }
    case 'changed-by-hand':
      return Buffer.from(
        tampered(
          { ...report, seal: null },
          'alg.level',
          report.alg.level === 'likely' ? 'unlikely' : 'likely',
        ),
      );
    case 'future-version':
      return Buffer.from(JSON.stringify({ ...report, version: reportVersion + 1 }));
    case 'damaged':
      return damages[Math.floor(index / 20) % damages.length]?.of(text) ?? Buffer.from('');
  }
}

const customers = 24;
const routers = ['FRITZ!Box 7590', 'ASUS RT-AX88U', 'DrayTek Vigor 2865', null];
/** 1 October 2026, and then one report every five hours. */
const firstMs = Date.UTC(2026, 9, 1, 7, 30);
const betweenMs = 5 * 3_600_000;

/** The same run at another customer: every address changes everywhere at once, and all that follows is built anew. */
export function moved(seed: Report, index: number): Report {
  const customer = index % customers;
  const isReal = customer % 3 !== 0;
  const server = `pbx${customer % 5}.example`;
  const network = customer % 2 === 0 ? '198.51.100' : '203.0.113';
  const replaced = JSON.stringify(seed.observations)
    .replaceAll(/\b203\.0\.113\.2\b/g, `${network}.${60 + customer}`)
    .replaceAll(/\b192\.168\.1\./g, `192.168.${20 + customer}.`)
    .replaceAll('pbx.example', server)
    .replaceAll('"isSimulated":true', `"isSimulated":${String(!isReal)}`);
  const observations = JSON.parse(replaced) as Observation[];
  const router = isReal ? (routers[customer % routers.length] ?? null) : null;
  return buildReport({
    id: `report${String(index).padStart(6, '0')}`,
    createdAt: new Date(firstMs + index * betweenMs).toISOString(),
    app: { ...seed.app, version: index % 4 === 0 ? '0.1.0' : '0.2.0', host: 'electron' },
    target: { ...seed.target, server },
    observations:
      router === null ? observations : [...observations, gatewayOf(customer, observations.length + 1)],
    isPartial: index % 17 === 5,
    ...(router === null ? {} : { identifier: { edition: '1'.repeat(16), guesses: () => [guessOf(router)] } }),
  });
}

const gatewayOf = (customer: number, id: number): Observation => ({
  id,
  atMs: 1,
  kind: 'gateway',
  state: 'found',
  address: `192.168.${20 + customer}.1`,
  ipv4Address: `192.168.${20 + customer}.1`,
  routePrefixBits: 0,
  interfaceName: 'eth0',
  link: 'wired',
  signalPercent: null,
  macPrefix: `38:10:${(16 + customer).toString(16)}`,
  macKind: 'registered',
  hardwareVendor: null,
});

const guessOf = (name: string): RouterSection['guesses'][number] => ({
  id: 'some-router',
  vendor: 'Some vendor',
  name,
  level: 'family',
  score: 60,
  reasons: [{ signal: 'maker', text: name }],
  known: {
    owner: 'customer',
    provider: null,
    canTurnOff: 'yes',
    list: null,
    udpTimeout: null,
    waysAround: [],
  },
});
