import { describe, expect, it } from 'vitest';
import { confidenceOf, type Source } from '../../../../shared/router/sources.ts';
import { reachesSwitch, type Step } from '../../../../shared/router/steps.ts';

const source = (kind: Source['kind'], read: Source['read'] = 'direct'): Source => ({
  kind,
  read,
  title: 'A page',
  url: null,
  accessed: '2026-11-21',
});
const manual = source('vendor-manual');
const help = source('provider-help');
const post = source('community');

describe('confidenceOf', () => {
  it.each([
    ['one manual', [manual], 'vendor-manual'],
    ['the maker in two manuals', [manual, manual], 'vendor-manual'],
    ['the maker in source text and manual', [source('vendor-source'), manual], 'vendor-source'],
    ['a manual and a post', [manual, post], 'several-sources'],
    ['two posts', [post, post], 'several-sources'],
    ['one help page', [help], 'provider-help'],
    ['a quoted manual alone', [source('vendor-manual', 'quoted')], 'second-hand'],
    ['a quoted manual and a post', [source('vendor-manual', 'quoted'), post], 'community'],
    ['nothing', [], 'second-hand'],
  ] as const)('%s', (_what, sources, expected) => {
    expect(confidenceOf(sources)).toBe(expected);
  });
});

describe('reachesSwitch', () => {
  it('is false for a list that only leads to a page', () => {
    expect(reachesSwitch({ steps: [{ do: 'log-in' }, { do: 'go-to', menu: ['Firewall', 'ALG'] }] })).toBe(
      false,
    );
  });

  it.each<Step>([
    { do: 'untick', menu: ['SIP ALG'] },
    { do: 'tick', menu: ['Disable SIP ALG'] },
    { do: 'switch-off', menu: ['SIP ALG'] },
    { do: 'select', menu: ['SIP ALG'], value: 'Off' },
    { do: 'enter-command', command: 'no sip', differs: null },
  ])('is true with $do', (step) => {
    expect(reachesSwitch({ steps: [{ do: 'log-in' }, step] })).toBe(true);
  });
});
