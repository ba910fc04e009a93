// A file that version 0.1.0 of the program wrote (report version 1) opens as what it was.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { verdictReplays } from '../../../../shared/report/build-report.ts';
import { parseReport } from '../../../../shared/report/report.ts';

const text = readFileSync(fileURLToPath(new URL('version-1.sipreport', import.meta.url)), 'utf8');
const old = JSON.parse(text) as Record<string, unknown>;

describe('a report of version 1', () => {
  it('opens, with all that it held and nothing made up', () => {
    const parsed = parseReport(text);
    if (!parsed.ok) throw new Error(parsed.error.message);
    expect(parsed.value).toEqual({ ...old, version: 2, before: null, redaction: 'full', seal: null });
    expect(verdictReplays(parsed.value)).toBe(true);
  });

  it.each(['before', 'redaction', 'seal'])('may not hold what came later: %s', (key) => {
    const parsed = parseReport(JSON.stringify({ ...old, [key]: null }));
    expect(parsed).toMatchObject({ ok: false, error: { code: 'bad-field' } });
    expect(parsed.ok || parsed.error.message).toContain(key);
  });

  it('opens under no other number', () => {
    expect(parseReport(JSON.stringify({ ...old, version: 2 }))).toMatchObject({ ok: false });
  });
});
