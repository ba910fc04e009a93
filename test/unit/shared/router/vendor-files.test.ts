// The files under assets/routers as they are shipped.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadCatalogue, type NamedText, type RouterEntry } from '../../../../shared/router/load-catalogue.ts';
import { reachesSwitch } from '../../../../shared/router/steps.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
const folder = at('assets/routers');
const files: readonly NamedText[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }));
const loaded = loadCatalogue(files);
const entries: readonly RouterEntry[] = loaded.ok ? [...loaded.value.values()] : [];
const lists = entries.flatMap((entry) => entry.lists.map((list) => ({ entry, list })));
const firstList = JSON.parse(readFileSync(at('test/fixtures/routers/first-list.json'), 'utf8')) as {
  vendor: string;
  product: string;
  id: string;
}[];

describe('the vendor files', () => {
  it.each(files)('$name is valid by itself', (file) => {
    const alone = loadCatalogue([file]);
    expect(alone.ok ? '' : alone.error).toBe('');
  });

  it('make one catalogue without a double id', () => {
    expect(loaded.ok ? '' : loaded.error).toBe('');
    expect(readdirSync(folder).filter((name) => !name.endsWith('.json'))).toEqual(['README.md']);
  });

  it('lost nothing of the first list', () => {
    const ids = new Set(entries.map(({ id }) => id));
    expect(firstList).toHaveLength(151);
    expect(new Set(firstList.map(({ id }) => id)).size).toBe(151);
    expect(firstList.filter(({ id }) => !ids.has(id))).toEqual([]);
    expect(entries.length).toBeGreaterThanOrEqual(151);
  });

  it('name a source that was really read for every list of steps', () => {
    expect(lists.filter(({ list }) => list.sources.every(({ read }) => read === 'quoted'))).toEqual([]);
  });

  // A floor that only rises: whoever takes steps out has to say so here.
  it.each([
    ['several-sources', 22],
    ['vendor-manual', 29],
    ['vendor-source', 3],
    ['provider-help', 6],
    ['community', 5],
  ] as const)(
    'have first lists that reach the switch, as trusted as %s, in %i entries or more',
    (level, floor) => {
      const confidences = entries.map(({ lists }) => lists.find(reachesSwitch)?.confidence);
      expect(confidences.filter((one) => one === level).length).toBeGreaterThanOrEqual(floor);
    },
  );

  it('end every console list in a command, and no page list in one', () => {
    for (const { entry, list } of lists) {
      const commands = list.steps.some((step) => step.do === 'enter-command');
      expect({ id: entry.id, commands }).toEqual({ id: entry.id, commands: list.where === 'command-line' });
    }
  });

  it('mark a box about switching off exactly where it is ticked', () => {
    const ticked = lists.flatMap(({ entry, list }) =>
      list.steps.some((step) => step.do === 'tick' && /^disable sip/i.test(step.menu.at(-1) ?? ''))
        ? entry.id
        : [],
    );
    const marked = entries.filter(
      ({ lists, traps }) => lists.length > 0 && traps.some(({ code }) => code === 'negative-box'),
    );
    expect([...new Set(ticked)].toSorted()).toEqual(marked.map(({ id }) => id).toSorted());
  });

  it('name every registered vendor of MAC addresses in one spelling', () => {
    const names = new Set(entries.flatMap(({ fingerprints }) => fingerprints.ouiVendors));
    const folded = new Set([...names].map((name) => name.toLowerCase()));
    expect(folded.size).toBe(names.size);
  });
});
