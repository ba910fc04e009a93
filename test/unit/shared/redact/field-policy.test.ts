import { describe, expect, it } from 'vitest';
import { fieldPolicies } from '../../../../shared/redact/field-policy.ts';
import { redactFields } from '../../../../shared/redact/redact-run.ts';
import { reportedRunSchema, reportSchema } from '../../../../shared/report/report.ts';
import { leavesOf } from './schema-leaves.ts';

const leaves = leavesOf(reportedRunSchema);
const places = [...new Set(leaves.map(({ place }) => place))];

const policyAt = (place: string): string | undefined => {
  const parts = place.split('.');
  const above = parts.map((_, i) => parts.slice(0, i + 1).join('.'));
  return fieldPolicies[place] ?? above.map((up) => fieldPolicies[up]).find((policy) => policy === 'follows');
};

describe('the table of fields', () => {
  it('walks the whole schema', () => {
    expect(places.length).toBeGreaterThan(200);
    expect(places).toContain('observations.call.answer.rtcp.address');
    expect(places).toContain('observations.gateway-answer.fields.friendlyName');
    expect(places).toContain('router.guesses.known.udpTimeout.canBeSet');
  });

  it('has a line for every field', () => {
    expect(places.filter((place) => policyAt(place) === undefined)).toEqual([]);
  });

  it('has no line for a field that is not there', () => {
    const real = new Set(places);
    const dead = Object.entries(fieldPolicies).filter(([place, policy]) =>
      policy === 'follows' ? !places.some((one) => one.startsWith(`${place}.`)) : !real.has(place),
    );
    expect(dead).toEqual([]);
  });

  it('keeps no text that may hold anything', () => {
    const free = leaves
      .filter(({ place, type }) => type === 'string' && fieldPolicies[place] === 'keep')
      .map(({ place }) => place);
    // Each of them has a form of its own: letters and digits, a date, hex, words with hyphens, columns of numbers.
    expect([...new Set(free)].toSorted()).toEqual([
      'createdAt',
      'id',
      'observations.stream.echoesUs',
      'observations.stream.sentUs',
      'router.edition',
      'router.guesses.id',
      'router.guesses.known.waysAround',
    ]);
  });

  it('covers the runs of a report; the rest of the file is set anew', () => {
    const runs = new Set(Object.keys(reportedRunSchema.shape));
    const others = Object.keys(reportSchema.shape).filter((name) => !runs.has(name));
    expect(others).toEqual(['format', 'version', 'before', 'redaction', 'seal']);
  });
});

const apply = (_policy: unknown, value: unknown) => value as string;

describe('a field without a line', () => {
  it.each([
    ['at the top', { nickname: 'x' }, 'nickname'],
    ['deep inside', { app: { name: 'sip-alg-checker', user: 'jan' } }, 'app.user'],
    ['in a known kind', { observations: [{ kind: 'paused', id: 1, who: 'jan' }] }, 'observations.paused.who'],
    ['in a new kind', { observations: [{ kind: 'camera', id: 1 }] }, 'observations.camera.kind'],
    ['as a text in a list', { observations: ['jan'] }, 'observations'],
    ['with the name of something every object has', { constructor: 'x' }, 'constructor'],
  ])('refuses the whole: %s', (_name, run, field) => {
    expect(redactFields(run, apply)).toEqual({ ok: false, error: { field } });
  });
});
