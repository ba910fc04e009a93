// English for the steps to a router's switch. The router's own words stand as it shows them.
import type { Catalogue, SourcedList } from '../../router/load-catalogue.ts';
import type { Step } from '../../router/steps.ts';
import type { Report } from '../report.ts';
import { sourceSentence, trapSentence } from './trap-sentences.ts';

const menuPath = (menu: readonly string[]): string => menu.map((word) => `"${word}"`).join(' > ');

/** The last word of a menu is what to do something to; the words before it lead there. */
function at(menu: readonly string[]): string {
  const way = menu.slice(0, -1);
  return `"${menu.at(-1) ?? ''}"${way.length === 0 ? '' : ` under ${menuPath(way)}`}`;
}

const consoles = {
  telnet: 'over telnet',
  ssh: 'over ssh',
  'device-console': 'on the device itself',
} as const;

/** One step as a sentence; `address` is the router's own. */
function stepSentence(step: Step, address: string): string {
  switch (step.do) {
    case 'open-page':
      return `Open http://${address}${step.path} in a browser.`;
    case 'log-in':
      return `Open http://${address}/ in a browser and log in.`;
    case 'restart-router':
      return 'Restart the router.';
    case 'restart-phones':
      return 'Restart the phones.';
    case 'open-console':
      return `Open the command line ${consoles[step.over]}.`;
    case 'go-to':
      return `Go to ${menuPath(step.menu)}.`;
    case 'press':
      return `Press ${at(step.menu)}.`;
    case 'tick':
      return `Tick ${at(step.menu)}.`;
    case 'untick':
      return `Untick ${at(step.menu)}.`;
    case 'switch-off':
      return `Switch off ${at(step.menu)}.`;
    case 'save':
      return `Save with ${at(step.menu)}.`;
    case 'select':
      return `Set ${at(step.menu)} to "${step.value}".`;
    case 'enter-command':
      return `Enter: ${step.command}${step.differs === null ? '' : ` (${step.differs} differs by device)`}`;
  }
}

/** Sources that are the maker's, or several, carry the words as they stand. */
const mayDiffer = ({ confidence, gaps }: SourcedList): boolean =>
  gaps.length > 0 || !['several-sources', 'vendor-manual', 'vendor-source'].includes(confidence);

/**
 * The steps that the report's advice points to, what goes wrong on the way, and where both were read; empty where it
 * points to no router, or the catalogue has it no more.
 */
export function stepLines({ advice, router }: Report, catalogue: Catalogue | null): readonly string[] {
  const here = advice.find(({ code }) => code === 'turn-alg-off-here' || code === 'find-setting-here');
  const entry = catalogue?.get(String(here?.params['router']));
  if (entry === undefined) return [];
  const list = entry.lists[Number(here?.params['list'])];
  const sources = list === undefined ? entry.alg.sources : list.sources;
  return [
    ...(list === undefined ? [] : listLines(list, router)),
    ...entry.traps.map((trap) => `Mind: ${trapSentence(trap)}`),
    ...sources.map(sourceSentence),
  ];
}

function listLines(list: SourcedList, router: Report['router']): readonly string[] {
  const address = router?.facts.gateway.ipv4Address ?? router?.facts.gateway.address ?? 'the router';
  return [
    ...list.steps.map((step, index) => `${index + 1}. ${stepSentence(step, address)}`),
    ...(list.firmware === null ? [] : [`Firmware: ${list.firmware}.`]),
    ...(mayDiffer(list) ? ['The wording can differ on your router.'] : []),
  ];
}
