// Random addresses in place of those of known runs: whatever they are and however they are written, none is left, and
// what was equal or of one class still is.
import { assert, constantFrom, integer, oneof, property, record, stringMatching, tuple } from 'fast-check';
import { expect, it } from 'vitest';
import { classifyAddress, sameAddress } from '../../../../shared/base/address.ts';
import { encodeBase64 } from '../../../../shared/base/base64.ts';
import { latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { scanForSecrets } from '../../../../shared/redact/scan-secrets.ts';
import { verdictReplays } from '../../../../shared/report/build-report.ts';
import type { Report } from '../../../../shared/report/report.ts';
import { knownRuns } from '../../../fakes/known-runs.ts';
import { reportOf } from '../../../fakes/report.ts';
import { redacted } from './redact-bench.ts';

const octet = integer({ min: 1, max: 254 });
const inside = oneof(
  tuple(octet, octet, octet).map((rest) => `10.${rest.join('.')}`),
  tuple(octet, octet).map((rest) => `192.168.${rest.join('.')}`),
  // Backwards this reads as an address that every computer has.
  tuple(octet, octet).map((rest) => `10.${rest.join('.')}.127`),
);
const outside = tuple(integer({ min: 11, max: 99 }), octet, octet, octet).map((all) => all.join('.'));
const names = stringMatching(/^[a-z]{1,12}\.[a-z]{2,8}\.(?:nl|example|com)$/);

type Places = {
  readonly local: string;
  readonly wan: string;
  readonly server: string;
  readonly name: string;
};
const places = record({ local: inside, wan: outside, server: outside, name: names }).filter(
  ({ wan, server }) => wan !== server,
);

/** Ways of writing an address that must not survive either. */
const writings: readonly ((address: string) => string)[] = [
  (address) => address,
  (address) => `x${address}y`,
  (address) => `[::ffff:${address}]`,
  (address) => address.replaceAll('.', '-'),
  (address) => address.split('.').toReversed().join('.'),
  (address) => address.replaceAll('.', '%2e'),
  (address) => encodeBase64(latin1ToBytes(`seen ${address}:5060`)),
  (address) => String(address.split('.').reduce((sum, one) => sum * 256 + Number(one), 0)),
  (address) =>
    address
      .split('.')
      .map((one) => Number(one).toString(16).padStart(2, '0'))
      .join(''),
];

function moved(report: Report, { local, wan, server, name }: Places, written: string): Report {
  const text = JSON.stringify(report.observations)
    .replaceAll('203.0.113.10', '<server>')
    .replaceAll('203.0.113.2', '<wan>')
    .replaceAll('192.168.1.10', '<local>')
    .replaceAll('pbx.example', '<name>')
    .replaceAll('ALGCheck/1', `ALGCheck/1 ${written}`)
    .replaceAll('<server>', server)
    .replaceAll('<wan>', wan)
    .replaceAll('<local>', local)
    .replaceAll('<name>', name);
  const observations = JSON.parse(text) as Report['observations'];
  return reportOf(observations, { target: { server: name, port: null, altPort: null, mode: 'anonymous' } });
}

it('leaves no address in any way of writing it, and the same verdict', () => {
  assert(
    property(
      constantFrom(...knownRuns),
      places,
      constantFrom(...writings),
      ({ observations }, where, write) => {
        const written = write(where.local);
        const report = moved(reportOf(observations), where, written);
        const copy = redacted(report, 'no-addresses');
        const text = JSON.stringify(copy);
        for (const one of [where.local, where.wan, where.server, where.name, written])
          expect(text).not.toContain(one);
        expect(scanForSecrets(text, 'no-addresses', Object.values(where))).toEqual([]);
        expect(verdictReplays(copy)).toBe(true);
        expect(copy.alg.level).toBe(report.alg.level);
        expect(classifyAddress(copy.environment?.localAddress ?? '')).toBe(classifyAddress(where.local));
        const [old, now] = [report, copy].map(({ observations: all }) =>
          all.flatMap((o) => (o.kind === 'request-sent' ? [o.local.address, o.remote.address] : [])),
        );
        old?.forEach((a, i) => {
          old.forEach((b, j) => expect(sameAddress(now?.[i] ?? '', now?.[j] ?? '')).toBe(sameAddress(a, b)));
        });
      },
    ),
    { numRuns: 60 },
  );
});
