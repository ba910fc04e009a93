// What to do on a router, as codes a renderer can phrase in any language; only the router's own words are text.
import { z } from 'zod';
import { commandSchema, labelSchema, pagePathSchema } from './catalogue-text.ts';

/** Words to follow on the screen, outermost first, untranslated as the router shows them. */
export const menuSchema = z.array(labelSchema).min(1).max(6);

const stepSchema = z.discriminatedUnion('do', [
  /** A page that no menu leads to, on the router's own address. */
  z.strictObject({ do: z.literal('open-page'), path: pagePathSchema }),
  z.strictObject({ do: z.enum(['log-in', 'restart-router', 'restart-phones']) }),
  z.strictObject({ do: z.literal('open-console'), over: z.enum(['telnet', 'ssh', 'device-console']) }),
  /** The last word of `menu` is what to go to, press, untick and so on. */
  z.strictObject({
    do: z.enum(['go-to', 'press', 'tick', 'untick', 'switch-off', 'save']),
    menu: menuSchema,
  }),
  z.strictObject({ do: z.literal('select'), menu: menuSchema, value: labelSchema }),
  z
    .strictObject({
      do: z.literal('enter-command'),
      command: commandSchema,
      /** The part that is another on every device, such as a number to look up first; null where there is none. */
      differs: commandSchema.nullable().default(null),
    })
    .refine(({ command, differs }) => differs === null || command.includes(differs), {
      path: ['differs'],
      message: 'not a part of the command',
    }),
]);
export type Step = Readonly<z.infer<typeof stepSchema>>;

const changes: ReadonlySet<Step['do']> = new Set(['tick', 'untick', 'switch-off', 'select', 'enter-command']);

/** What the sources leave open about a list: its first menu, its last word, its save button, or the very model. */
const gapSchema = z.enum(['parent-menu', 'exact-label', 'save-button', 'this-model']);

const sourceRef = z.string().max(64);
/** Names of sources of the same vendor file. */
export const sourceRefsSchema = z
  .array(sourceRef)
  .max(8)
  .refine((refs) => new Set(refs).size === refs.length, 'each source once');

export const stepListSchema = z.strictObject({
  where: z.enum(['web-page', 'command-line', 'customer-portal']),
  /** Which firmware it is for, in the maker's words; null where the sources name none. */
  firmware: labelSchema.nullable().default(null),
  steps: z.array(stepSchema).min(1).max(20),
  gaps: z.array(gapSchema).max(4).default([]),
  sources: sourceRefsSchema.min(1),
});
export type StepList = Readonly<z.infer<typeof stepListSchema>>;

/** True when the list ends in a change; otherwise it leads to a page whose switch no source shows. */
export const reachesSwitch = (list: Pick<StepList, 'steps'>): boolean =>
  list.steps.some((step) => changes.has(step.do));
