// Steps as they are numbered on the page: commands that follow each other are typed as one block.
import type { StepList } from '../../../shared/router/steps.ts';

type Step = StepList['steps'][number];
export type Command = Extract<Step, { readonly do: 'enter-command' }>;
export type PlainStep = Exclude<Step, Command>;

export type StepGroup =
  | { readonly kind: 'step'; readonly step: PlainStep }
  | { readonly kind: 'commands'; readonly commands: readonly Command[] };

/** A command with a part to look up first stands alone, so that nobody pastes it unread with the others. */
export function groupSteps(steps: readonly Step[]): readonly StepGroup[] {
  const groups: StepGroup[] = [];
  for (const step of steps) {
    if (step.do !== 'enter-command') {
      groups.push({ kind: 'step', step });
      continue;
    }
    const last = groups.at(-1);
    const joins =
      last?.kind === 'commands' && step.differs === null && last.commands.at(-1)?.differs === null;
    if (joins) groups[groups.length - 1] = { kind: 'commands', commands: [...last.commands, step] };
    else groups.push({ kind: 'commands', commands: [step] });
  }
  return groups;
}

/** A command in three parts: before, what is another on every device, after; the first place counts. */
export function partsOf({ command, differs }: Command): readonly [string, string, string] {
  if (differs === null) return [command, '', ''];
  const start = command.indexOf(differs);
  return [command.slice(0, start), differs, command.slice(start + differs.length)];
}
