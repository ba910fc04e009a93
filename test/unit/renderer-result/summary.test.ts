// The summary for a ticket: ten lines in every language, whatever the level.
import { readFileSync } from 'node:fs';
import { createInstance } from 'i18next';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { summaryText } from '../../../renderer/screens/share/summary.ts';
import { languages } from '../../../shared/reading/say.ts';
import { hostile } from '../../fakes/hostile-report.ts';
import { knownRuns } from '../../fakes/known-runs.ts';
import { reportOf } from '../../fakes/report.ts';

const textsOf = (language: string, namespace: string): Record<string, unknown> => {
  const file = new URL(`../../../renderer/language/${language}/${namespace}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
};

const instance = createInstance();

beforeAll(async () => {
  vi.stubGlobal('navigator', { languages: ['en-US'] });
  const spoken = languages.map((language) => {
    const namespaces = ['share', 'verdict', 'quality'].map((name) => [name, textsOf(language, name)]);
    return [language, Object.fromEntries(namespaces)];
  });
  await instance.init({ resources: Object.fromEntries(spoken), interpolation: { escapeValue: false } });
});

afterAll(() => void vi.unstubAllGlobals());

describe.each(languages)('the summary in %s', (language) => {
  const summaryOf = (report: Parameters<typeof summaryText>[0]): string =>
    summaryText(report, {
      share: instance.getFixedT(language, 'share'),
      verdict: instance.getFixedT(language, 'verdict'),
      quality: instance.getFixedT(language, 'quality'),
      nextStep: '–',
      language,
    });

  it.each(knownRuns)('has ten lines that each say something: $name', ({ observations }) => {
    const text = summaryOf(reportOf(observations));
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(10);
    for (const line of lines) expect(line).toMatch(/^[\p{L} -]+\s?: \S/u);
    expect(text).not.toMatch(/undefined|\{\{|\b(?:summary|headline|reason|levelName)\./);
  });

  it('keeps its ten lines with a hostile report', () => {
    const { report } = hostile(reportOf(knownRuns[1]?.observations ?? []));
    expect(summaryOf(report).trimEnd().split('\n')).toHaveLength(10);
  });
});
