import { loadCatalogue, type NamedText } from '../../../../shared/router/load-catalogue.ts';

/** A vendor file with one of everything, to be bent by a test. */
export const example = () => ({
  format: 'sip-alg-routers',
  version: 1,
  vendorId: 'example',
  vendor: 'Example',
  sources: {
    manual: {
      kind: 'vendor-manual',
      title: 'Example One manual, page 5',
      url: 'https://example.org/manual?p=5',
      read: 'direct',
      accessed: '2026-11-21',
    },
  },
  entries: [
    {
      id: 'example-one',
      name: 'One',
      makers: ['Somebody Ltd'],
      models: ['One *'],
      kind: 'isp-box',
      provider: { name: 'Example Net', countries: ['BE'] },
      owner: 'provider',
      basis: 'sourced',
      alg: { default: 'on', canTurnOff: 'yes', names: ['SIP ALG'], sources: ['manual'] },
      lists: [
        {
          where: 'web-page',
          firmware: '2.0',
          steps: [
            { do: 'open-page', path: '/expert' },
            { do: 'log-in' },
            { do: 'go-to', menu: ['Réseau', 'NAT'] },
            { do: 'untick', menu: ['SIP ALG'] },
            { do: 'select', menu: ['Mode'], value: 'Off' },
            { do: 'save', menu: ['OK'] },
            { do: 'restart-router' },
          ],
          gaps: ['parent-menu'],
          sources: ['manual'],
        },
        {
          where: 'command-line',
          steps: [
            { do: 'open-console', over: 'ssh' },
            { do: 'enter-command', command: 'echo 600 > /proc/x && save', differs: '/proc/x' },
          ],
          sources: ['manual'],
        },
      ],
      stepsUnknown: false,
      traps: [
        { code: 'negative-box' },
        { code: 'also-set', menu: ['Consistent NAT'], value: 'on' },
        { code: 'watches-port', transport: 'udp', port: 5060 },
      ],
      udpTimeout: { menu: ['NAT', 'Timeout'], defaultSeconds: 30, sources: ['manual'] },
      waysAround: ['other-port'],
      addresses: ['http://192.168.1.1'],
      fingerprints: { ouiVendors: ['Example Inc'], httpTitles: ['Example *'], sources: ['manual'] },
      remark: 'Seen on one unit.',
    },
  ],
});

export const asFile = (value: unknown, name = 'example.json'): NamedText => ({
  name,
  text: JSON.stringify(value),
});

/** The sentence that refuses these files. */
export function faultOf(...files: readonly NamedText[]): string {
  const loaded = loadCatalogue(files);
  if (loaded.ok) throw new Error('they were accepted');
  return loaded.error;
}

type Path = readonly (string | number)[];

/** A copy of the example with one field replaced, or taken away. */
export function bent(path: Path, value?: unknown): unknown {
  const copy: unknown = example();
  let place = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) place = place[key] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(place, last);
  else place[last] = value;
  return copy;
}
