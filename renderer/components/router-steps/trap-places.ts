// Where a warning stands: right before the step it is about, or after the last one.
import type { ShownRouter } from '../router-search/shown-router.ts';
import type { StepGroup } from './step-groups.ts';

export type Trap = ShownRouter['traps'][number];

type Place = 'begin' | 'page' | 'change' | 'end';

export const trapPlaces: Readonly<Record<Trap['code'], Place>> = {
  'negative-box': 'change',
  'two-switches': 'change',
  'also-per-rule': 'change',
  'meaning-varies': 'change',
  'off-may-block-sip': 'change',
  'leave-firewall-on': 'change',
  'maker-advises-on': 'change',
  'must-be-off-with-stun': 'change',
  'hidden-page': 'page',
  'same-hardware-many-names': 'page',
  'guides-disagree': 'page',
  'guides-invent-switch': 'page',
  'provider-firmware': 'page',
  'operator-login': 'begin',
  'console-only': 'begin',
  'app-only': 'begin',
  'cloud-only': 'begin',
  'controller-overwrites': 'begin',
  'only-if-added': 'begin',
  'not-in-access-point-mode': 'begin',
  'carrier-nat': 'begin',
  'does-not-rewrite': 'begin',
  'rewrites-source-port': 'begin',
  'own-telephony': 'begin',
  'comes-back-after-update': 'end',
  'needs-restart': 'end',
  'restart-phones': 'end',
  'old-connections-keep-it': 'end',
  'ports-can-be-set': 'end',
  'watches-port': 'end',
  'also-set': 'end',
};

const changing: ReadonlySet<string> = new Set(['tick', 'untick', 'switch-off', 'select']);

const isPlace: Readonly<Record<Exclude<Place, 'begin' | 'end'>, (group: StepGroup) => boolean>> = {
  page: (group) => group.kind === 'step' && ['go-to', 'open-page'].includes(group.step.do),
  change: (group) => group.kind === 'commands' || changing.has(group.step.do),
};

/** The number of the group that the warning stands before, 0 for the first; their count for after the last. */
export function placeOf({ code }: Trap, groups: readonly StepGroup[]): number {
  const place = trapPlaces[code];
  if (place === 'begin') return 0;
  if (place === 'end') return groups.length;
  const index = groups.findIndex(isPlace[place]);
  if (index >= 0) return index;
  // Without a page to open the warning is about the beginning; a list that ends before the switch warns at its end.
  return place === 'page' ? 0 : groups.length;
}

const askedFor: Readonly<Partial<Record<Trap['code'], string>>> = {
  'needs-restart': 'restart-router',
  'restart-phones': 'restart-phones',
};

/** True for a warning that a step of the list takes care of. */
export const isStepItself = ({ code }: Trap, steps: readonly { readonly do: string }[]): boolean =>
  steps.some((step) => step.do === askedFor[code]);
